"""The path of a park, its gate and the decisions on it through the API."""

import pytest
from rest_framework.test import APIClient

from tests.assessments.gated import AUGUST, GOOD, POOR, before_the_gate
from tests.assessments.small import at

ENTRY = {"stage": "t2", "entered_on": "2025-01-01", "reason": "It is under way."}


@pytest.fixture(autouse=True)
def august():
    with at(AUGUST):
        yield


@pytest.fixture
def path_of(cast):
    def send(name, data=None, more=""):
        client = APIClient()
        client.force_authenticate(cast.person(name))
        address = f"/api/v1/parks/{cast.park.code}/path{more}"
        return client.post(address, data, format="json") if data else client.get(address)

    return send


def decided(path_of, verdict="pass", **changes):
    seen = path_of("authority").data["seen"]
    body = {"verdict": verdict, "reason": "All rules hold.", "seen": seen, **changes}
    return path_of("authority", body, "/decisions")


def test_path_enter_is_decided_once_by_the_authority(cast, path_of):
    before = path_of("authority").data
    assert before == {
        "steps": [],
        "gate": None,
        "seen": "",
        "may_enter": True,
        "may_decide": False,
    }
    answer = path_of("authority", ENTRY)
    assert (answer.status_code, answer.data["may_enter"]) == (201, False)
    assert answer.data["steps"][0]["decided_by"] == {"name": "Authority"}
    again = path_of("authority", ENTRY)
    assert (again.status_code, again.data["code"]) == (409, "path_entered")


@pytest.mark.parametrize(
    ("name", "read", "write"), [("lead", 200, 403), ("observer", 200, 403), ("stranger", 404, 404)]
)
def test_path_enter_is_refused_to_others(path_of, name, read, write):
    assert path_of(name).status_code == read
    assert path_of(name, ENTRY).status_code == write


def test_path_detail_tells_the_gate_with_every_rule(cast, path_of):
    before_the_gate(cast, GOOD, POOR)
    told = path_of("observer").data
    gate = told["gate"]
    assert (gate["from_stage"], gate["to_stage"], gate["quarters"]) == ("t1", "t2", 2)
    assert (gate["is_open"], gate["outcome"], told["may_decide"]) == (False, "fails", False)
    vacancy = gate["rules"][1]
    assert (vacancy["rule"], vacancy["value"], vacancy["units"]["en"]) == ("vacancy < 20", 30, "%")
    assert [(one["period"], one["margin"]) for one in vacancy["quarters"]] == [
        ("2025-Q1", 10),
        ("2025-Q2", -10),
    ]


def test_gate_decide_answers_with_the_frozen_evaluation(cast, path_of):
    before_the_gate(cast)
    answer = decided(path_of)
    assert (answer.status_code, answer.data["verdict"], answer.data["may_revoke"]) == (
        201,
        "pass",
        True,
    )
    assert answer.data["evaluation"]["outcome"] == "holds"
    listed = path_of("observer", more="/decisions").data["results"]
    assert [one["id"] for one in listed] == [answer.data["id"]]
    one = path_of("observer", more=f"/decisions/{answer.data['id']}").data
    assert (one["evaluation"], one["may_revoke"]) == (answer.data["evaluation"], False)


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"seen": "0" * 64}, 412, "gate_changed"),
        ({"reason": ""}, 400, "invalid"),
        ({"verdict": "maybe"}, 400, "invalid"),
    ],
)
def test_gate_decide_says_what_is_wrong(cast, path_of, changes, status, code):
    before_the_gate(cast)
    answer = decided(path_of, **changes)
    assert (answer.status_code, answer.data["code"]) == (status, code)


def test_gate_decide_does_not_pass_a_closed_gate(cast, path_of):
    before_the_gate(cast, GOOD, POOR)
    answer = decided(path_of)
    assert (answer.status_code, answer.data["code"]) == (409, "gate_not_open")
    refused = path_of("reviewer", {"verdict": "refuse", "reason": "No.", "seen": ""}, "/decisions")
    assert refused.status_code in {400, 403}


def test_decision_revoke_is_the_authoritys_and_happens_once(cast, path_of):
    before_the_gate(cast)
    pk = decided(path_of, "defer").data["id"]
    body, where = {"reason": "Counted wrongly."}, f"/decisions/{pk}/revoke"
    assert path_of("reviewer", body, where).status_code == 403
    assert path_of("stranger", body, where).status_code == 404
    answer = path_of("authority", body, where)
    assert (answer.status_code, answer.data["revoked_by"]) == (200, {"name": "Authority"})
    again = path_of("authority", body, where)
    assert (again.status_code, again.data["code"]) == (409, "decision_revoked")
