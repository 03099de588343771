"""The steps of a finding through the API."""

import pytest
from rest_framework.test import APIClient

from governance.models import Finding
from tests.governance.supervised import late, raised, rectified

PLAN = {"action": "Rails are ordered.", "action_on": "2026-11-01"}
DONE = {"text": "The rails stand.", "url": "https://example.org/rails"}


@pytest.fixture
def step(cast):
    def send(name, step, data=None, code="2026-001"):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        address = f"/api/v1/findings/{cast.park.code}/{code}/{step}"
        return client.post(address, data or {}, format="json")

    return send


def test_finding_steps_lead_through_a_whole_life(cast, step):
    late(cast)
    way = [
        ("lead", "plan", PLAN, "planned"),
        ("reviewer", "escalate", {"to": "The province"}, "escalated"),
        ("authority", "extend", {"due_on": "2026-12-24", "reason": "Snow."}, "escalated"),
        ("lead", "rectify", DONE, "rectified"),
        ("reviewer", "send-back", {"reason": "Too low."}, "escalated"),
        ("lead", "rectify", DONE, "rectified"),
        ("authority", "close", {"text": "Seen on site."}, "closed"),
    ]
    for name, taken, data, status in way:
        answer = step(name, taken, data)
        assert (answer.status_code, answer.data["status"]) == (200, status)
    assert len(answer.data["steps"]) == 8


@pytest.mark.parametrize(
    ("name", "taken", "data"),
    [
        ("editor", "plan", PLAN),
        ("editor", "rectify", DONE),
        ("reviewer", "extend", {"due_on": "2026-12-24", "reason": "Snow."}),
        ("lead", "close", {}),
    ],
)
def test_finding_steps_are_refused_to_others(cast, step, name, taken, data):
    raised(cast)
    assert step(name, taken, data).status_code == 403
    assert step("observer", taken, data).status_code == 404
    assert Finding.objects.get().status == "open"


def test_finding_steps_out_of_turn_are_no_longer_possible(cast, step):
    rectified(cast)
    answer = step("lead", "plan", PLAN)
    assert (answer.status_code, answer.data["code"]) == (409, "step_not_possible")


def test_finding_rectify_without_proof_says_so(cast, step):
    raised(cast)
    assert step("lead", "rectify", {"text": "Done."}).data["code"] == "proof_missing"


@pytest.mark.parametrize("taken", ["plan", "rectify", "escalate", "extend", "send-back"])
def test_finding_steps_say_what_is_missing(cast, step, taken):
    raised(cast)
    assert step("lead", taken).status_code == 400
