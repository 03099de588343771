"""The audit trail of a park in the API."""

import pytest
from django.db import transaction
from django.urls import reverse

from accounts import audit

ADDRESS = reverse("api:park_audit", args=["LH-01"])


@pytest.fixture(autouse=True)
def _trail(cast):
    with transaction.atomic():
        audit.record("report.submit", by=cast.lead, on=cast.park)
        audit.record("report.return", by=cast.reviewer, on=cast.park, reason="See the tax.")


def test_the_newest_entry_comes_first_with_its_details_and_hash(api_as):
    first, second = api_as("editor").get(ADDRESS).json()["results"]
    assert (first["action"], first["details"]["reason"]) == ("report.return", "See the tax.")
    assert first["previous_hash"] == second["hash"]
    assert first["sentence"].endswith("was returned.")


def test_action_and_person_narrow(api_as):
    answer = api_as("editor").get(ADDRESS, {"person": "Lead"}).json()["results"]
    assert [one["action"] for one in answer] == ["report.submit"]
    answer = api_as("editor").get(ADDRESS, {"action": "report.return", "order": "sequence"})
    assert len(answer.json()["results"]) == 1


@pytest.mark.parametrize("role", ["observer", "consultant", "administrator", "stranger"])
def test_for_others_it_does_not_exist(api_as, role):
    assert api_as(role).get(ADDRESS).status_code == 404
