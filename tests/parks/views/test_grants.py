"""Grants on the pages of the administrator."""

import pytest
from django.urls import reverse

from parks.choices import Role
from parks.models import Grant
from parks.permissions import parks_of
from tests.factories import grant, make_user

LIST, CREATE = reverse("parks:grant_list"), reverse("parks:grant_create")


def test_grant_list_shows_and_finds_grants(as_person):
    client = as_person("administrator")

    assert "editor@example.org" in client.get(LIST).content.decode()
    found = client.get(LIST, {"q": "stranger"}).content.decode()
    assert "stranger@example.org" in found
    assert "editor@example.org" not in found


@pytest.mark.parametrize("role", ["lead", "authority"])
@pytest.mark.parametrize("address", [LIST, CREATE])
def test_grant_list_is_for_the_administrator(as_person, role, address):
    assert as_person(role).get(address).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_grant_list_has_a_constant_number_of_queries(as_person, more, django_assert_num_queries):
    for _ in range(more):
        grant(make_user(), Role.OBSERVER)
    client = as_person("administrator")
    with django_assert_num_queries(5):
        client.get(LIST)


def test_grant_create_grants_a_role(as_person, cast):
    user = make_user()
    fields = {"user": user.pk, "role": "lead", "park": "LH-01", "ends_on": "2099-12-31"}

    assert as_person("administrator").post(CREATE, fields).status_code == 302
    assert list(parks_of(user, Role.LEAD)) == [cast.park.pk]
    assert user.grants.get().granted_by == cast.administrator


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"role": "lead"}, "belong to one park"),
        ({"role": "observer", "park": "NOTHING"}, "no park with this code"),
        ({"role": "king", "park": "LH-01"}, "king"),
        ({"role": "observer", "ends_on": "2001-01-01"}, "lies in the future"),
    ],
)
def test_grant_create_says_what_is_wrong(as_person, fields, words):
    response = as_person("administrator").post(CREATE, {"user": make_user().pk, **fields})

    assert response.status_code == 422
    assert words in response.content.decode()


def test_grant_end_ends_a_grant_once(as_person, cast):
    address = reverse("parks:grant_end", args=[Grant.objects.get(user=cast.editor).pk])
    client = as_person("administrator")

    assert client.post(address).status_code == 302
    assert not parks_of(cast.editor).exists()
    again = client.post(address, headers={"referer": "http://testserver/admin-area/grants/"})
    assert again.status_code == 409
    assert "already ended" in again.content.decode()
    assert 'href="http://testserver/admin-area/grants/"' in again.content.decode()
