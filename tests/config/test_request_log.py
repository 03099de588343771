"""Every request has an id, which its answer, its errors and its line in the log carry."""

import logging
import re

import pytest
from django.test import Client, RequestFactory

from accounts.choices import Scope
from accounts.services.tokens import create_token
from config.request_log import current_request_id, facts_of_the_request, given_or_new, occasion
from tests.factories import make_user

GIVEN = "proxy-0123456789"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@pytest.fixture
def line_of(caplog):
    """Return the line of the one request that was made, and what it says of it."""
    caplog.set_level(logging.DEBUG, logger="config.request_log")

    def line():
        (record,) = [one for one in caplog.records if one.name == "config.request_log"]
        return record

    return line


def test_a_well_formed_id_is_taken_over_and_returned(client, db):
    answer = client.get("/sign-in/", headers={"x-request-id": GIVEN})
    assert answer["X-Request-ID"] == GIVEN


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with space", "line\nbreak1", "ümlaut-0123"]
)
def test_any_other_id_is_replaced(given):
    assert UUID.fullmatch(given_or_new(given))


def test_each_request_without_an_id_gets_its_own(client, db):
    one, other = (client.get("/sign-in/")["X-Request-ID"] for _ in range(2))
    assert UUID.fullmatch(one)
    assert one != other


def test_a_problem_of_the_api_names_the_request(client, db):
    for path in ("/api/v1/me", "/api/v1/nothing-here"):
        answer = client.get(path, headers={"x-request-id": GIVEN})
        assert answer.json()["request_id"] == GIVEN


def test_the_page_of_a_failure_names_the_request(db, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("a bug")

    monkeypatch.setattr("accounts.views.users.render_page", fail)
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_administrator=True))
    answer = client.get("/admin-area/users/", headers={"x-request-id": GIVEN})
    assert (answer.status_code, answer["X-Request-ID"]) == (500, GIVEN)
    assert GIVEN in answer.content.decode()


def test_a_request_is_told_in_one_line_without_its_query(client, db, line_of):
    client.get("/sign-in/?next=/secret/")
    record = line_of()
    assert record.getMessage() == "GET /sign-in/ 200"
    assert (record.levelno, record.status) == (logging.INFO, 200)
    assert record.duration_ms >= 0


def test_django_s_own_line_about_a_refusal_belongs_to_the_request(client, db, caplog):
    client.get("/nothing-here/", headers={"x-request-id": GIVEN})
    (record,) = [one for one in caplog.records if one.name == "django.request"]
    assert facts_of_the_request() == {}
    assert facts_of_the_request(record)["request_id"] == GIVEN
    assert facts_of_the_request(record)["path"] == "/nothing-here/"


def test_an_address_cannot_break_the_line(client, db, line_of):
    client.get("/nothing%0AERROR here/")
    assert line_of().getMessage() == "GET /nothing%0AERROR%20here/ 404"


@pytest.mark.parametrize("path", ["/healthz", "/static/not-there.svg"])
def test_what_machines_ask_all_the_time_is_told_only_in_debugging(client, db, line_of, path):
    client.get(path)
    assert line_of().levelno == logging.DEBUG


def test_outside_of_a_request_nothing_is_known():
    assert (current_request_id(), facts_of_the_request()) == ("", {})


def test_an_occasion_ends_with_its_block():
    with occasion(GIVEN, RequestFactory().get("/parks/?q=x")):
        facts = facts_of_the_request()
    assert facts == {"request_id": GIVEN, "method": "GET", "path": "/parks/"}
    assert current_request_id() == ""


@pytest.fixture
def facts_at_the_end(monkeypatch):
    """Return what is known of a request when its line is written."""
    known = []
    monkeypatch.setattr(
        "config.request_log._level", lambda path: known.append(facts_of_the_request()) or 10
    )
    return known


def test_the_person_of_a_session_is_named_by_number(client, db, facts_at_the_end):
    user = make_user()
    client.force_login(user)
    client.get("/account/")
    assert facts_at_the_end[0]["user"] == user.pk


def test_the_person_of_a_token_is_named_by_number(client, db, facts_at_the_end):
    user = make_user()
    _token, key = create_token(user, name="a program", scope=Scope.READ, days=7)
    client.get("/api/v1/me", headers={"authorization": f"Bearer {key}"})
    assert facts_at_the_end[0]["user"] == user.pk


def test_naming_the_person_queries_nothing(client, db, facts_at_the_end, django_assert_num_queries):
    client.force_login(make_user())
    with django_assert_num_queries(0):
        client.get("/healthz")
    assert "user" not in facts_at_the_end[0]
