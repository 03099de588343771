"""Aspects and coupling in the API: the same figures as on the page."""

import pytest
from django.urls import reverse

from assessments.selectors.park_detail import park_detail
from tests.assessments.aspected import scored_by_aspects
from tests.assessments.small import at


@pytest.fixture
def park(cast):
    return scored_by_aspects(cast)


def get(client, user, name, **query):
    client.force_login(user)
    return client.get(reverse(f"api:{name}", args=["LH-01"]), query)


def test_aspects_are_those_of_the_page(client, cast, park):
    answer = get(client, cast.observer, "park_aspects").json()
    page = park_detail(park, cast.observer).aspects
    told = [[cell["value"] for cell in row["cells"]] for row in answer["aspects"]]
    assert told == [[cell.value for cell in row.cells] for row in page.rows]
    assert answer["aspects"][0]["cells"][0]["concepts"][1] == {
        "node": "skills",
        "value": 60.0,
        "share": pytest.approx(0.75),
    }


def test_coupling_is_that_of_the_page(client, cast, park):
    answer = get(client, cast.observer, "park_coupling").json()
    page = park_detail(park, cast.observer).coupling
    assert (answer["coordination"], answer["level"]) == (page.coordination, page.level)
    assert answer["goals"] == ["positioning", "policy"]


@pytest.mark.parametrize("name", ["park_aspects", "park_coupling"])
def test_a_day_before_the_scores_and_a_bad_one(client, cast, park, name):
    with at("2025-06-01"):
        assert get(client, cast.observer, name, as_of="2025-04-30").status_code == 200
        assert get(client, cast.observer, name, as_of="2025-04-01").status_code == 404
        refused = get(client, cast.observer, name, as_of="2025-07-01")
    assert (refused.status_code, refused.json()["code"]) == (400, "as_of_invalid")
    assert get(client, cast.stranger, name).status_code == 404
