"""Parks side by side in the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from tests.assessments.many import copy_park
from tests.assessments.small import QUARTER, at, enter, file, publish

COMPARE = reverse("api:compare")


@pytest.fixture
def asked(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2024", {"land": 100.0})
        file(cast, "2025-Q1", QUARTER)
    copy_park(cast.park, "LH-02", score=80.0)

    def ask(**query):
        client = APIClient()
        client.force_authenticate(cast.reviewer)
        with at("2025-04-20"):
            return client.get(COMPARE, query)

    return ask


def test_compare_gives_scores_in_the_order_of_the_parks(asked):
    found = asked(park=["LH-02", "LH-01"]).json()
    assert [one["park"]["code"] for one in found["parks"]] == ["LH-02", "LH-01"]
    row = next(one for one in found["rows"] if one["node"] == "positioning")
    first, second = row["scores"]
    assert (first["value"], first["difference"]) == (80.0, None)
    assert second["difference"] == second["value"] - 80.0
    assert found["quarters"] == ["2025-Q1"]
    assert found["trends"][0]["values"][1] == [second["value"]]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"park": ["LH-01", "QN-01"]},
        {"park": [f"LH-{number}" for number in range(7)]},
        {"park": "LH-01", "quarter": "soon"},
        {"park": "LH-01", "stage": "t1"},
    ],
)
def test_compare_refuses_what_it_cannot_compare(asked, query):
    response = asked(**query)
    assert response.status_code == 400
    assert "园区QN" not in response.content.decode()
