"""Collects the page of a park's path: the stages entered, the gate ahead with every rule, the decisions on gates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from accounts.templatetags.page import period_name
from assessments.framework_file import spec_of
from assessments.selectors.as_of import known_steps
from assessments.selectors.gate_evaluation import evaluation_of, fingerprint
from assessments.selectors.gate_lines import RuleLine, frozen_rules, rule_lines
from assessments.selectors.gates import GateState, gate_of
from assessments.selectors.in_force import in_force_for
from assessments.selectors.stepper import StageStep, stepper
from governance.models import EntryChange, GateDecision, PathStep, ReportStep, StageReport
from governance.permissions import (
    may_decide_gate,
    may_enter_stage,
    may_revoke_decision,
    may_view_report,
)
from governance.services.gates import is_revocable
from parks.models import Park


@dataclass(frozen=True)
class PathDetail:
    """The page. `seen` is the mark of the evaluation shown; `why_not` says why the person may not decide."""

    park: Park
    steps: tuple[StageStep, ...]
    records: tuple[PathStep, ...]
    gate: GateState | None
    lines: tuple[RuleLine, ...]
    decisions: tuple[GateDecision, ...]
    reports: frozenset[str]
    nodes: frozenset[str]
    may_enter: bool
    may_decide: bool
    why_not: str
    seen: str

    @property
    def counts(self) -> dict[str, int]:
        """How many rules fail, cannot be decided and hold over the quarters asked for."""
        outcomes = [one.outcome for one in self.lines]
        return {name: outcomes.count(name) for name in ("fails", "undecided", "holds")}

    @property
    def why_closed(self) -> str:
        """Say which rule keeps the gate from being passed; empty where it is open."""
        first = self.gate.first_in_the_way if self.gate else None
        if first is None:
            return ""
        text = _("It cannot be passed: “%(rule)s” does not hold over all quarters asked for.")
        return text % {"rule": first.title or first.in_words}


@dataclass(frozen=True)
class DecisionDetail:
    """A decision with its frozen evaluation, and whether the person may take it back."""

    decision: GateDecision
    lines: tuple[RuleLine, ...]
    may_revoke: bool


def path_detail(park: Park, user: User, *, known_at: datetime | None = None) -> PathDetail:
    """Collect the page, as it stands now or as it was known at a moment."""
    records = tuple(known_steps(known_at).filter(park=park).select_related("decided_by"))
    gate = gate_of(park, known_at=known_at)
    decisions = decisions_of(park, known_at)
    day = timezone.localdate(known_at) if known_at else clock.today()
    version = in_force_for([park]).version(park, day)
    file = spec_of(version) if version else None
    ordered = sorted(records, key=lambda one: (one.entered_on, one.pk))
    is_authority, is_decider = _standing(park, user)
    may_decide = known_at is None and is_decider
    return PathDetail(
        park=park,
        steps=tuple(stepper(ordered, file, gate, _last_on(gate, decisions), day)),
        records=tuple(reversed(ordered)),
        gate=gate,
        lines=tuple(rule_lines(gate.rules)) if gate else (),
        decisions=decisions,
        reports=_visible_reports(park, gate, user),
        nodes=frozenset(file.nodes_by_code) if file else frozenset(),
        may_enter=is_authority and not records,
        may_decide=may_decide,
        why_not="" if may_decide else _why_not_deciding(park, user, is_authority=is_authority),
        seen=fingerprint(evaluation_of(gate)) if gate else "",
    )


def decisions_of(park: Park, known_at: datetime | None = None) -> tuple[GateDecision, ...]:
    """Return the decisions on the gates of a park, the latest first, revoked ones among them."""
    decisions = GateDecision.objects.filter(park=park).for_display()
    if known_at is not None:
        decisions = decisions.filter(decided_at__lte=known_at)
    return tuple(decisions)


def decision_detail(decision: GateDecision, user: User) -> DecisionDetail:
    """Collect the page of one decision."""
    may = GateDecision.objects.filter(may_revoke_decision(user), pk=decision.pk).exists()
    lines = tuple(rule_lines(frozen_rules(decision.evaluation)))
    return DecisionDetail(decision, lines, may and is_revocable(decision))


def _standing(park: Park, user: User) -> tuple[bool, bool]:
    """Whether a person decides on the entry of a park and on its gates, in one query for every role."""
    rules = (may_enter_stage(user), may_decide_gate(user))
    flags = [ExpressionWrapper(rule, output_field=BooleanField()) for rule in rules]
    enters, decides = Park.objects.filter(pk=park.pk).values_list(*flags).get()
    return bool(enters), bool(decides)


def _why_not_deciding(park: Park, user: User, *, is_authority: bool) -> str:
    """Say why a person may not decide on the gates of a park."""
    if not is_authority:
        return _("Only an authority of the park's region decides on its gates.")
    written = EntryChange.objects.filter(by=user, entry__report__park=park)
    submitted = ReportStep.objects.filter(by=user, step="submit", report__park=park)
    periods = [
        *written.values_list("entry__report__period__code", flat=True).order_by("-at")[:1],
        *submitted.values_list("report__period__code", flat=True).order_by("-at")[:1],
    ]
    if not periods:
        return ""
    text = _(
        "You filed values of %(period)s; nobody decides on a park in whose reports they filed."
    )
    return text % {"period": period_name(periods[0])}


def _last_on(gate: GateState | None, decisions: tuple[GateDecision, ...]) -> GateDecision | None:
    """Return what was last decided on the gate ahead and still stands."""
    standing = [one for one in decisions if one.revoked_at is None]
    return next((one for one in standing if gate and one.from_stage == gate.from_stage), None)


def _visible_reports(park: Park, gate: GateState | None, user: User) -> frozenset[str]:
    """Return the quarters of the window whose report the person may open."""
    if gate is None:
        return frozenset()
    periods = [one.period for one in gate.window]
    reports = StageReport.objects.filter(may_view_report(user), park=park, period__code__in=periods)
    return frozenset(reports.order_by().values_list("period__code", flat=True))
