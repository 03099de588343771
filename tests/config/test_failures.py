"""What no view has answered is answered in the manner of the place that was asked."""

import pytest
from django.test import Client

from tests.factories import make_user


@pytest.mark.django_db
def test_the_api_answers_an_unknown_address_with_a_problem(client):
    response = client.get("/api/v1/nothing-here")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


@pytest.mark.django_db
def test_pages_answer_an_unknown_address_with_a_page(client):
    response = client.get("/nothing-here/")

    assert response.status_code == 404
    assert "text/html" in response["Content-Type"]


@pytest.fixture
def broken_client(db, monkeypatch):
    """Somebody signed in on a site on which two addresses fail."""

    def fail(*args, **kwargs):
        raise RuntimeError("a bug")

    monkeypatch.setattr("accounts.api.me.MeSerializer", fail)
    monkeypatch.setattr("accounts.views.users.render_page", fail)
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_administrator=True))
    return client


def test_the_api_answers_a_failure_of_ours_with_a_problem_that_tells_nothing(broken_client):
    response = broken_client.get("/api/v1/me")

    assert (response.status_code, response.json()["code"]) == (500, "failed")
    assert response["Content-Type"] == "application/problem+json"
    assert "a bug" not in response.content.decode()


def test_pages_answer_a_failure_of_ours_with_a_page_that_tells_nothing(broken_client):
    response = broken_client.get("/admin-area/users/")

    assert response.status_code == 500
    assert "went wrong on our side" in response.content.decode()
    assert "a bug" not in response.content.decode()


@pytest.mark.parametrize("path", ["/sign-in/", "/api/v1/tokens"])
def test_a_body_larger_than_anything_taken_is_refused_unread(client, settings, path):
    settings.REQUEST_MAX_BYTES = 100
    response = client.post(path, "x" * 101, content_type="text/plain")

    assert response.status_code == 413
    assert ("too_large" in response.content.decode()) == path.startswith("/api/")


@pytest.mark.django_db
def test_a_request_that_cannot_be_read_is_refused_in_the_manner_of_the_place(client):
    client.force_login(make_user())
    assert client.get("/api/v1/me?x=%00").json()["code"] == "malformed"
    assert "could not be understood" in client.get("/account/?x=%00").content.decode()
