"""Decisions on gates: what an authority decided and on what ground, and taking it back. Never deleted, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import Verdict
from governance.models import GateDecision, PathStep
from governance.permissions import may_decide_gate, may_revoke_decision
from governance.signals import decision_revoked, gate_decided, stage_entered
from parks.models import Park, Period

NOT_ALLOWED = gettext_lazy(
    "Only an authority of the park's region who filed nothing in its reports decides on its gates."
)


@dataclass(frozen=True)
class Ground:
    """What a decision rests on: the gate, the last quarter looked at, and the frozen evaluation."""

    from_stage: str
    to_stage: str
    period: Period
    evaluation: Mapping[str, Any]


@transaction.atomic
def record_decision(
    park: Park, ground: Ground, *, verdict: str, reason: str, by: User
) -> GateDecision:
    """Write a verdict on the gate ahead of a park; passed, the next stage begins on the day after.

    Only `assessments.services.gates.decide` calls this: it has locked the park and evaluated the gate.
    """
    park = Park.objects.select_for_update().get(pk=park.pk)
    latest = _checked(park, ground, verdict, reason, by=by)
    decision = GateDecision.objects.create(
        park=park,
        from_stage=ground.from_stage,
        to_stage=ground.to_stage,
        period=ground.period,
        verdict=verdict,
        reason=reason.strip(),
        evaluation=dict(ground.evaluation),
        decided_by=by,
        decided_at=clock.now(),
    )
    audit.record(
        "gate.decide",
        by=by,
        on=decision,
        verdict=verdict,
        from_stage=ground.from_stage,
        to_stage=ground.to_stage,
        period=ground.period.code,
        reason=decision.reason,
    )
    gate_decided.send(sender=GateDecision, decision=decision, by=by)
    if verdict == Verdict.PASS:
        _enter_next(decision, after=latest.entered_on)
    return decision


def _checked(park: Park, ground: Ground, verdict: str, reason: str, *, by: User) -> PathStep:
    """Return the park's latest step in force, the one that the gate leads out of."""
    if not Park.objects.filter(may_decide_gate(by), pk=park.pk).exists():
        raise PermissionDenied(str(NOT_ALLOWED))
    if verdict not in Verdict.values:
        raise RuleBroken("verdict_unknown", _("There is no such decision."))
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Give a reason."))
    latest = PathStep.objects.in_force().filter(park=park).order_by("entered_on", "pk").last()
    if latest is None or latest.stage != ground.from_stage:
        raise NoLongerPossible("gate_not_ahead", _("The park does not stand before this gate."))
    return latest


def _enter_next(decision: GateDecision, *, after: date) -> PathStep:
    step = PathStep.objects.create(
        park=decision.park,
        stage=decision.to_stage,
        entered_on=max(clock.today(), after) + timedelta(days=1),
        reason=decision.reason,
        decided_by=decision.decided_by,
        decided_at=decision.decided_at,
        gate_decision=decision,
    )
    stage_entered.send(sender=PathStep, step=step, by=decision.decided_by)
    return step


@transaction.atomic
def revoke_decision(decision: GateDecision, *, reason: str, by: User) -> GateDecision:
    """Take a decision back; a pass only as long as the stage it led to is the latest."""
    park = Park.objects.select_for_update().get(pk=decision.park_id)
    decision = GateDecision.objects.select_related("park", "period").get(pk=decision.pk)
    if not GateDecision.objects.filter(may_revoke_decision(by), pk=decision.pk).exists():
        raise PermissionDenied(str(NOT_ALLOWED))
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Give a reason."))
    if decision.revoked_at is not None:
        raise NoLongerPossible("decision_revoked", _("This decision has been revoked already."))
    step = _step_of(decision, park)
    decision.revoked_at, decision.revoked_by = clock.now(), by
    decision.revoke_reason = reason.strip()
    decision.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    if step is not None:
        step.revoked_at = decision.revoked_at
        step.save(update_fields=["revoked_at"])
    audit.record("gate.revoke", by=by, on=decision, reason=decision.revoke_reason)
    decision_revoked.send(sender=GateDecision, decision=decision, by=by)
    return decision


def is_revocable(decision: GateDecision) -> bool:
    """Whether a decision still stands and, where it passed the gate, no later stage rests on it."""
    if decision.revoked_at is not None:
        return False
    return decision.verdict != Verdict.PASS or _latest_step(decision.park_id) == decision.path_step


def _step_of(decision: GateDecision, park: Park) -> PathStep | None:
    """Return the step that a pass led to, None for other verdicts; refuse where a later one rests on it."""
    if decision.verdict != Verdict.PASS:
        return None
    if not is_revocable(decision):
        message = _("The park has entered a later stage since; revoke that decision first.")
        raise NoLongerPossible("later_step", message)
    return _latest_step(park.pk)


def _latest_step(park: int) -> PathStep | None:
    return PathStep.objects.in_force().filter(park=park).order_by("entered_on", "pk").last()
