"""The board in the API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from tests.assessments.small import QUARTER, at, enter, file, publish

BOARD = reverse("api:board")


@pytest.fixture
def asked(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)

    def ask(role, **query):
        client = APIClient()
        client.force_authenticate(cast.person(role))
        with at("2025-04-20"):
            return client.get(BOARD, query)

    return ask


def test_board_names_periods_and_states(asked):
    found = asked("reviewer").json()
    assert found["periods"][-1] == {
        "period": "2025-Q1",
        "due_on": "2025-04-15",
        "accepted": 1,
        "expected": 1,
    }
    row = found["rows"][0]
    assert row["park"]["code"] == "LH-01"
    assert row["reports"][-1] == {
        "period": "2025-Q1",
        "state": "accepted",
        "has_report": True,
        "newer_revision": "",
    }
    assert (found["every"], found["count"], found["pages"]) == ("quarter", 1, 1)


def test_board_tells_an_observer_nothing_of_drafts(asked):
    months = asked("observer", every="month").json()["rows"][0]["reports"]
    assert {one["state"] for one in months} == {"not_accepted"}
    months = asked("reviewer", every="month").json()["rows"][0]["reports"]
    assert "overdue" in {one["state"] for one in months}


@pytest.mark.parametrize(
    "query", [{"every": "week"}, {"page": "0"}, {"region": "QN"}, {"parks": "LH-01"}]
)
def test_board_refuses_what_it_does_not_have(asked, query):
    assert asked("reviewer", **query).status_code == 400
