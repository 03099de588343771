"""The people of a park: the lead names editors."""

import pytest
from django.urls import reverse

from parks.choices import Role
from parks.models import Grant
from parks.permissions import parks_of
from tests.factories import make_user

PEOPLE = reverse("parks:people_list", args=["LH-01"])
ADD = reverse("parks:editor_add", args=["LH-01"])


def end(grant):
    return reverse("parks:editor_end", args=["LH-01", grant.pk])


def test_people_list_shows_the_committee(as_person):
    page = as_person("lead").get(PEOPLE).content.decode()

    assert "editor@example.org" in page
    assert "reviewer@example.org" not in page


@pytest.mark.parametrize(
    ("role", "status"), [("lead", 200), ("editor", 403), ("authority", 403), ("stranger", 404)]
)
def test_people_list_is_for_the_lead(as_person, role, status):
    assert as_person(role).get(PEOPLE).status_code == status
    assert as_person(role).get(ADD).status_code == status


def test_editor_add_names_an_editor(as_person, cast):
    person = make_user("New")
    response = as_person("lead").post(ADD, {"user": "NEW@example.org"})

    assert response.status_code == 302
    assert list(parks_of(person, Role.EDITOR)) == [cast.park.pk]


@pytest.mark.parametrize(
    ("email", "words"),
    [("nobody@example.org", "ask an administrator"), ("editor@example.org", "already has")],
)
def test_editor_add_says_why_not(as_person, email, words):
    response = as_person("lead").post(ADD, {"user": email})

    assert response.status_code == 422
    assert words in response.content.decode()


def test_editor_end_ends_the_grant(as_person, cast):
    grant = Grant.objects.get(user=cast.editor)

    assert as_person("lead").post(end(grant)).status_code == 302
    assert not parks_of(cast.editor).exists()
    again = as_person("lead").post(end(grant))
    assert again.status_code == 409
    assert "already ended" in again.content.decode()


def test_editor_end_reaches_editors_of_the_park_alone(as_person, cast):
    for user in (cast.lead, cast.observer, cast.stranger):
        grant = Grant.objects.filter(user=user).first()
        assert as_person("lead").post(end(grant)).status_code == 404
