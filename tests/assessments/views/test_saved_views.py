"""Saved views: the component on the pages that have them, the list, saving, renaming and deleting."""

import pytest
from django.urls import reverse

from assessments.models import SavedView
from assessments.services.saved_views import save_view

LIST = reverse("assessments:saved_view_list")
CREATE = reverse("assessments:saved_view_create")


@pytest.fixture
def client(client, cast):
    client.force_login(cast.reviewer)
    return client


@pytest.fixture
def view(cast):
    return save_view("park_list", {"level": "national"}, name="National", by=cast.reviewer)


def test_saved_view_list_names_one_s_own_views(client, cast, view):
    save_view("board", {}, name="Theirs", by=cast.lead)
    html = client.get(LIST).content.decode()
    assert f'href="{reverse("parks:park_list")}?level=national">National</a>' in html
    assert "Theirs" not in html


def test_saved_view_list_says_what_it_is_for(client):
    assert "No saved views yet" in client.get(LIST).content.decode()


@pytest.mark.parametrize("name", ["assessments:portfolio", "assessments:board", "parks:park_list"])
def test_saved_view_create_is_offered_where_views_are(client, cast, name):
    html = client.get(reverse(name), {"level": "national", "page": "1"}).content.decode()
    assert '<input type="hidden" name="query" value="level=national">' in html
    assert f'action="{CREATE}"' in html


def test_saved_view_create_is_not_offered_for_what_is_saved(client, view):
    html = client.get(reverse("parks:park_list"), {"level": "national"}).content.decode()
    assert 'aria-current="true">National</a>' in html
    assert CREATE not in html


def test_saved_view_create_leads_back_to_the_page(client):
    sent = {"page": "board", "query": "stage=t1&every=month&page=3&x=1", "name": "Months"}
    response = client.post(CREATE, sent)
    assert response["Location"] == f"{reverse('assessments:board')}?stage=t1&every=month"
    assert SavedView.objects.get().query == "stage=t1&every=month"


@pytest.mark.parametrize(("latest", "kept"), [("1", "stage=t1"), ("", "quarter=2025-Q1&stage=t1")])
def test_saved_view_create_goes_on_with_time_where_asked(client, scored, latest, kept):
    query = {"quarter": "2025-Q1", "stage": "t1"}
    html = client.get(reverse("assessments:portfolio"), query).content.decode()
    assert "Always the latest quarter" in html
    sent = {"page": "portfolio", "query": "quarter=2025-Q1&stage=t1", "name": "A", "latest": latest}
    client.post(CREATE, sent)
    assert SavedView.objects.get().query == kept


@pytest.mark.parametrize("name", ["", "National", "x" * 81])
def test_saved_view_create_asks_for_another_name(client, view, name):
    sent = {"page": "park_list", "query": "level=provincial", "name": name}
    response = client.post(CREATE, sent)
    assert response.status_code == 422
    html = response.content.decode()
    assert 'name="query" value="level=provincial"' in html
    assert "errorlist" in html


def test_saved_view_create_knows_its_pages(client):
    assert client.post(CREATE, {"page": "user_list", "name": "A"}).status_code == 404


def test_saved_view_rename_keeps_what_cannot_be_in_the_field(client, cast, view):
    save_view("park_list", {}, name="Taken", by=cast.reviewer)
    address = reverse("assessments:saved_view_rename", args=[view.pk])
    assert 'value="National"' in client.get(address).content.decode()
    response = client.post(address, {"name": "Taken"})
    assert response.status_code == 422
    assert 'value="Taken"' in response.content.decode()
    assert client.post(address, {"name": "Ours"})["Location"] == LIST
    view.refresh_from_db()
    assert view.name == "Ours"


def test_saved_view_delete_ends_it(client, view):
    response = client.post(reverse("assessments:saved_view_delete", args=[view.pk]), follow=True)
    assert "The view “National” is deleted." in response.content.decode()
    assert not SavedView.objects.exists()


def test_saved_view_rename_and_delete_do_not_know_the_views_of_others(client, cast):
    view = save_view("board", {}, name="Theirs", by=cast.lead)
    for name in ("saved_view_rename", "saved_view_delete"):
        address = reverse(f"assessments:{name}", args=[view.pk])
        assert client.post(address, {"name": "Mine"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_saved_view_list_takes_the_same_queries(client, cast, count, django_assert_num_queries):
    for number in range(count):
        save_view("board", {}, name=f"View {number}", by=cast.reviewer)
    with django_assert_num_queries(4):
        client.get(LIST)
