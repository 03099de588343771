"""The gate: an authority decides on what the scores say now. The one way to a decision on record."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import User
from assessments.selectors.gate_evaluation import evaluation_of, fingerprint
from assessments.selectors.gates import GateState, gate_of
from assessments.services.scoring import bring_up_to_date
from governance.choices import Verdict
from governance.models import GateDecision
from governance.permissions import may_decide_gate
from governance.services.gates import NOT_ALLOWED, Ground, record_decision
from parks.models import Park
from parks.services.periods import period_of


def decide(park: Park, *, verdict: str, reason: str, by: User, seen: str) -> GateDecision:
    """Decide on the gate ahead of a park, on the evaluation that the person saw (`seen`: its fingerprint).

    Errors:   verdict_unknown, reason_missing, no_gate, gate_changed, gate_not_open (a pass while a rule does not hold).
    """
    if not Park.objects.filter(may_decide_gate(by), pk=park.pk).exists():
        raise PermissionDenied(str(NOT_ALLOWED))
    if verdict not in Verdict.values:
        raise RuleBroken("verdict_unknown", _("There is no such decision."))
    if not reason.strip():
        raise RuleBroken("reason_missing", _("Give a reason."))
    bring_up_to_date(park)  # stands even where the decision is refused for what it brings
    return _decide(park, verdict, reason, by, seen)


@transaction.atomic
def _decide(park: Park, verdict: str, reason: str, by: User, seen: str) -> GateDecision:
    park = Park.objects.select_for_update().get(pk=park.pk)
    state = gate_of(park)
    if state is None:
        raise NoLongerPossible("no_gate", _("There is no gate ahead of this park."))
    evaluation = evaluation_of(state)
    now = fingerprint(evaluation)
    if now != seen:
        message = _("The evaluation of the gate has changed since you looked; look at it again.")
        raise ChangedMeanwhile("gate_changed", message, seen=seen, now=now)
    if verdict == Verdict.PASS:
        _require_open(state)
    ground = Ground(state.from_stage, state.to_stage, period_of(state.period), evaluation)
    return record_decision(park, ground, verdict=verdict, reason=reason, by=by)


def _require_open(state: GateState) -> None:
    first = state.first_in_the_way
    if first is not None:
        message = _("The gate is not open: “%(rule)s” does not hold over all quarters asked for.")
        raise NoLongerPossible("gate_not_open", message % {"rule": first.title}, rule=first.rule)
    if not state.is_open:
        raise NoLongerPossible("gate_not_open", _("The gate is not open."))
