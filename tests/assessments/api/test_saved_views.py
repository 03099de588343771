"""One's own saved views in the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from assessments.models import SavedView
from assessments.services.saved_views import save_view

LIST = reverse("api:saved_view_list")


@pytest.fixture
def client(cast):
    client = APIClient()
    client.force_authenticate(cast.reviewer)
    return client


def test_saved_views_are_listed_for_their_person_alone(client, cast, django_assert_num_queries):
    for number in range(3):
        save_view("board", {}, name=f"View {number}", by=cast.reviewer)
    save_view("board", {}, name="Theirs", by=cast.lead)
    with django_assert_num_queries(1):
        found = client.get(LIST).json()["results"]
    assert [one["name"] for one in found] == ["View 0", "View 1", "View 2"]


def test_a_view_is_saved_with_what_its_page_knows(client, cast):
    sent = {"page": "portfolio", "name": "Second", "query": "stage=t2&x=1", "user": cast.lead.pk}
    response = client.post(LIST, sent, format="json")
    assert response.status_code == 201
    made = SavedView.objects.get()
    assert (made.user, made.query) == (cast.reviewer, "stage=t2")
    assert response.json()["query"] == "stage=t2"


@pytest.mark.parametrize(
    "sent", [{}, {"page": "users", "name": "A"}, {"page": "board"}, {"page": "board", "name": " "}]
)
def test_a_view_that_cannot_be_is_refused(client, sent):
    assert client.post(LIST, sent, format="json").status_code == 400


def test_a_view_is_read_renamed_and_deleted(client, cast):
    view = save_view("board", {}, name="Old", by=cast.reviewer)
    address = reverse("api:saved_view_detail", args=[view.pk])
    assert client.get(address).json()["name"] == "Old"
    assert client.patch(address, {"name": "New"}, format="json").json()["name"] == "New"
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404


def test_views_of_others_do_not_exist(client, cast):
    view = save_view("board", {}, name="Theirs", by=cast.lead)
    address = reverse("api:saved_view_detail", args=[view.pk])
    assert client.get(address).status_code == 404
    assert client.patch(address, {"name": "Mine"}, format="json").status_code == 404
    assert client.delete(address).status_code == 404
