"""The page of a park's actors."""

import pytest
from django.urls import reverse

from tests.governance.process_for_tests import enter


@pytest.fixture
def as_person(client, cast):
    def sign_in(name):
        client.force_login(cast.person(name))
        return client

    return sign_in


def tie(cast, number=1):
    for _time in range(number):
        works, college = enter(
            "actors",
            cast.park,
            {"name_en": "Lianhe Works"},
            {"name_en": "City university", "kind": "university"},
        )
        enter("linkages", cast.park, {"first": works, "second": college})


def url(cast):
    return reverse("governance:actor_network", args=[cast.park.code])


def test_actor_network_shows_who_is_tied_to_whom(as_person, cast):
    tie(cast)
    page = as_person("observer").get(url(cast)).content.decode()
    assert "2 <small>of 4" in page
    assert "Lianhe Works" in page
    assert 'id="network-data"' in page
    assert "Add a linkage" not in page


def test_actor_network_offers_its_keepers_to_add_what_is_missing(as_person, cast):
    page = as_person("editor").get(url(cast)).content.decode()
    assert "No actors yet" in page
    assert reverse("parks:record_create", args=[cast.park.code, "actors"]) in page
    assert reverse("parks:record_create", args=[cast.park.code, "linkages"]) in page
    told = as_person("observer").get(url(cast)).content.decode()
    assert reverse("parks:record_create", args=[cast.park.code, "actors"]) not in told


def test_actor_network_shows_an_earlier_day(as_person, cast):
    tie(cast)
    answer = as_person("observer").get(url(cast), {"on": "2024-06-01"})
    assert "As it was on 1 Jun 2024" in answer.content.decode()
    assert "No linkage was in force" in answer.content.decode()


def test_actor_network_says_what_is_wrong_with_a_day(as_person, cast):
    answer = as_person("observer").get(url(cast), {"on": "yesterday"})
    assert "Write the day as year, month and day" in answer.content.decode()
    assert answer.status_code == 200


@pytest.mark.parametrize("more", [1, 3])
def test_actor_network_costs_the_same_for_one_and_three(
    as_person, cast, more, django_assert_num_queries
):
    tie(cast, more)
    visitor = as_person("lead")
    with django_assert_num_queries(8):
        visitor.get(url(cast))
