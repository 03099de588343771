"""Decisions on gates as governance keeps them: who may, what is written, and taking them back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from governance.models import PathStep
from governance.services.gates import Ground, is_revocable, record_decision, revoke_decision
from governance.services.path import enter_stage
from governance.signals import decision_revoked, gate_decided, stage_entered
from tests.factories import make_period
from tests.governance.forms_for_tests import in_october


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def park(cast):
    enter_stage(cast.park, "t1", entered_on=date(2025, 1, 1), reason="Begun.", by=cast.authority)
    return cast.park


def record(park, by, verdict="pass", reason="It is ready.", stages=("t1", "t2")):
    ground = Ground(*stages, make_period("2026-Q2"), {"outcome": "holds"})
    return record_decision(park, ground, verdict=verdict, reason=reason, by=by)


def heard(signal):
    told = []

    def listen(**kwargs):
        told.append(kwargs)

    signal.connect(listen, weak=False)
    return told, lambda: signal.disconnect(listen)


def test_a_pass_writes_the_decision_and_the_step_and_tells(cast, park):
    (decided, end), (entered, stop) = heard(gate_decided), heard(stage_entered)
    decision = record(park, cast.authority)
    end(), stop()
    step = decision.path_step
    assert (step.stage, step.reason, step.decided_by) == ("t2", "It is ready.", cast.authority)
    assert step.entered_on > decision.decided_at.date()
    assert [one["decision"] for one in decided] == [decision]
    assert [one["step"] for one in entered] == [step]
    entry = AuditEntry.objects.get(action="gate.decide")
    assert entry.details["verdict"] == "pass"


def test_a_refusal_leaves_the_path_alone(cast, park):
    decision = record(park, cast.authority, "refuse")
    assert decision.evaluation == {"outcome": "holds"}
    assert PathStep.objects.count() == 1


def test_the_park_has_to_stand_before_the_gate(cast, park):
    with pytest.raises(NoLongerPossible) as error:
        record(park, cast.authority, stages=("t2", "t3"))
    assert error.value.code == "gate_not_ahead"


def test_a_reviewer_records_nothing(cast, park):
    with pytest.raises(PermissionDenied):
        record(park, cast.reviewer)


def test_a_decision_is_revoked_once_with_a_reason(cast, park):
    decision = record(park, cast.authority, "defer")
    assert is_revocable(decision)
    with pytest.raises(RuleBroken, match="Give a reason"):
        revoke_decision(decision, reason=" ", by=cast.authority)
    with pytest.raises(PermissionDenied):
        revoke_decision(decision, reason="Wrong.", by=cast.reviewer)
    told, end = heard(decision_revoked)
    revoked = revoke_decision(decision, reason="Wrong.", by=cast.authority)
    end()
    assert (revoked.revoked_by, revoked.revoke_reason) == (cast.authority, "Wrong.")
    assert [one["decision"] for one in told] == [revoked]
    assert not is_revocable(revoked)
    with pytest.raises(NoLongerPossible) as error:
        revoke_decision(decision, reason="Again.", by=cast.authority)
    assert error.value.code == "decision_revoked"
    assert AuditEntry.objects.filter(action="gate.revoke").count() == 1


def test_a_pass_is_revoked_only_while_its_stage_is_the_latest(cast, park):
    first = record(park, cast.authority)
    second = record(park, cast.authority, stages=("t2", "t3"))
    assert second.path_step.entered_on > first.path_step.entered_on
    with pytest.raises(NoLongerPossible) as error:
        revoke_decision(first, reason="Wrong.", by=cast.authority)
    assert error.value.code == "later_step"
    revoke_decision(second, reason="Wrong.", by=cast.authority)
    revoke_decision(first, reason="Wrong too.", by=cast.authority)
    assert list(PathStep.objects.in_force().values_list("stage", flat=True)) == ["t1"]
    assert PathStep.objects.count() == 3
