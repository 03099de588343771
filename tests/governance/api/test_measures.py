"""Measures through the API."""

import pytest
from rest_framework.test import APIClient

from tests.governance.forms_for_tests import PERIOD
from tests.governance.measured import (
    MEASURED,
    accept_measured,
    closed_in_time,
    left_open,
    measure_findings,
)


@pytest.fixture
def ask(cast):
    def send(name):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        return client.get(f"/api/v1/parks/{cast.park.code}/measures/{MEASURED}/{PERIOD}")

    return send


def test_measure_detail_gives_both_figures_and_the_records(cast, ask, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    accept_measured(cast)
    left_open(cast)
    data = ask("lead").data
    assert (data["indicator"], data["register"], data["unseen"]) == (MEASURED, "findings", 0)
    assert data["accepted"]["said"]["value"] == 100.0
    assert (data["accepted"]["revision"], data["now"]["part"], data["now"]["whole"]) == (1, 1, 2)
    assert (data["differs"], data["change"]) == (True, -50.0)
    assert [one["counts"] for one in data["records"]] == [True, False]
    assert data["now"]["words"].startswith("1 of 2 findings")


def test_measure_detail_keeps_back_what_a_person_may_not_see(cast, ask, monkeypatch):
    measure_findings(monkeypatch)
    left_open(cast)
    assert ask("observer").status_code == 404
    accept_measured(cast)
    data = ask("observer").data
    assert (data["now"], data["records"], data["differs"]) == (None, [], False)
    assert data["accepted"]["said"]["whole"] == 1.0
    assert ask("stranger").status_code == 404
