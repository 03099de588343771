"""The search in the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from tests.assessments.small import QUARTER, at, enter, file, publish

SEARCH = reverse("api:search")


@pytest.fixture
def found(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)

    def ask(role, **query):
        client = APIClient()
        client.force_authenticate(cast.person(role))
        return client.get(SEARCH, query)

    return ask


def test_search_gives_each_kind_with_its_count(found):
    answer = found("observer", q="LH-01").json()
    assert answer["parks"]["hits"][0]["code"] == "LH-01"
    assert answer["reports"] == {
        "count": 1,
        "hits": [
            {
                "park": "LH-01",
                "names": {"en": "Lianhe Old Machinery Park", "zh-hans": "联合老机械园区"},
                "period": "2025-Q1",
                "revision": 1,
                "state": "accepted",
            }
        ],
    }
    assert answer["people"] == {"count": 0, "hits": []}


def test_search_gives_indicators_with_a_framework(found):
    hit = found("observer", q="vacancy").json()["indicators"]["hits"][0]
    assert (hit["code"], hit["framework"], hit["version"]) == ("vacancy", "small", "1")


def test_search_names_people_to_who_may_see_them(found):
    assert found("administrator", q="editor").json()["people"]["hits"][0]["park"] is None
    assert found("lead", q="editor").json()["people"]["hits"][0]["park"] == "LH-01"
    assert found("reviewer", q="editor").json()["people"]["count"] == 0


def test_search_takes_no_words_and_refuses_other_parameters(found):
    assert found("observer").json()["parks"] == {"count": 0, "hits": []}
    assert found("observer", q="a", group="parks").status_code == 400
