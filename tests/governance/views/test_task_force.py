"""The page of a park's task force."""

import pytest
from django.urls import reverse

from tests.governance.process_for_tests import enter
from tests.governance.supervised import in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


def fill(cast, number=1):
    for _time in range(number):
        enter("members", cast.park, {"name_en": "Li Min", "position": "Head"})
        enter("rules-of-procedure", cast.park, {"name_en": "Monthly meeting"})
        enter(
            "duties",
            cast.park,
            {"name_en": "Clear the boiler house", "due_on": "2026-10-01"},
            {"name_en": "Survey", "done_on": "2026-09-01"},
        )
        enter(
            "milestones",
            cast.park,
            {"name_en": "Hall opened", "planned_on": "2026-01-01", "reached_on": "2026-01-03"},
            {"name_en": "Pilot evaluated", "planned_on": "2026-10-08"},
        )


def url(cast):
    return reverse("governance:task_force", args=[cast.park.code])


def test_task_force_shows_members_rules_duties_and_the_programme(as_person, cast):
    fill(cast)
    page = as_person("observer").get(url(cast)).content.decode()
    for text in (
        "Li Min",
        "Monthly meeting",
        "8 days overdue",
        "nobody yet",
        "Hall opened",
        "2 days late",
        "1 of 2 reached, 2 were due",
        "1 is behind its plan",
        "1 day late",
    ):
        assert text in page


def test_task_force_shows_an_earlier_day(as_person, cast):
    fill(cast)
    page = as_person("observer").get(url(cast), {"on": "2026-01-02"}).content.decode()
    assert "0 of 2 reached, 1 were due" in page
    assert "to be done" in page
    assert "overdue</span>" not in page


def test_task_force_says_what_the_place_is_for(as_person, cast):
    page = as_person("observer").get(url(cast)).content.decode()
    assert "No task force yet" in page
    assert reverse("parks:register_list", args=[cast.park.code]) in page


@pytest.mark.parametrize("more", [1, 3])
def test_task_force_costs_the_same_for_one_and_three(
    as_person, cast, more, django_assert_num_queries
):
    fill(cast, more)
    visitor = as_person("lead")
    with django_assert_num_queries(9):
        visitor.get(url(cast))
