"""Collects what the page of one park shows: facts, path and gate, scores, aspects, trend, reports, latest events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Q, QuerySet, When

from accounts import clock
from accounts.models import User
from assessments.framework_file import spec_of
from assessments.models import StandingQuarter
from assessments.selectors.as_of import NOW, AsOf, known_steps
from assessments.selectors.aspects import AspectMatrix, aspects_of
from assessments.selectors.assignments import version_for
from assessments.selectors.coupling import CouplingOfGoals, coupling_of
from assessments.selectors.gates import GateState, gate_of
from assessments.selectors.headlines import head_of, scored_at
from assessments.selectors.score_tree import ScoreRow, ScoreTree, quarter_of, score_tree
from assessments.selectors.stepper import RuleRow, StageStep, rule_rows, stepper
from assessments.selectors.timeline import latest_events
from assessments.selectors.timeline_event import Event
from assessments.selectors.trend import Trend, trend_of
from assessments.selectors.why import problems_in_words
from governance.choices import ReportStatus
from governance.models import GateDecision, StageReport
from governance.permissions import may_enter_stage
from governance.selectors.path import stage_on
from governance.selectors.report_list import reports_of_park, state_word
from parks.models import Park
from parks.permissions import may_edit_park, may_name_editors, may_view_facts

REPORTS_SHOWN = 6
ENTRY, FRAMEWORK = "entry", "framework"


@dataclass(frozen=True)
class ReportRow:
    """A report with the word for its state."""

    report: StageReport
    state: str

    @property
    def is_open(self) -> bool:
        return self.state != ReportStatus.ACCEPTED


@dataclass(frozen=True)
class StuckQuarter:
    """A quarter whose values have no meaningful score, and what is wrong with them."""

    period: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class ParkDetail:
    """The page of a park; `tree` and `trend` are None where nothing is scored or may be seen.

    `awaits` names what has to come before reports and scores: a "framework", or the "entry" on the path.
    """

    park: Park
    sees_facts: bool
    may_edit: bool
    may_name_editors: bool
    may_enter_stage: bool
    steps: tuple[StageStep, ...]
    tree: ScoreTree | None
    trend: Trend | None
    reports: tuple[ReportRow, ...]
    awaits: str = ""
    stuck: tuple[StuckQuarter, ...] = ()
    as_of: AsOf = NOW
    gate: GateState | None = None
    events: tuple[Event, ...] = ()

    @property
    def rules(self) -> tuple[RuleRow, ...]:
        """The rules of the gate ahead."""
        return tuple(rule_rows(self.gate)) if self.gate else ()

    @cached_property
    def aspects(self) -> AspectMatrix | None:
        """The second reading of the scores shown."""
        return aspects_of(self.tree) if self.tree else None

    @cached_property
    def coupling(self) -> CouplingOfGoals | None:
        """How the goals go together."""
        return coupling_of(self.tree) if self.tree else None

    @property
    def head(self) -> ScoreRow | None:
        """The score to show first: the goal of the stage."""
        if self.tree is None:
            return None
        rows = self.tree.goals or self.tree.tops
        first = head_of([row.score for row in rows], self.tree.standing.stage)
        return next(row for row in rows if row.score == first)

    @property
    def next_due(self) -> ReportRow | None:
        """The open report that is due first; a day in the past has none."""
        if self.as_of.day is not None:
            return None
        still_open = [row for row in self.reports if row.is_open]
        return min(still_open, key=lambda row: row.report.period.due_on, default=None)

    @property
    def current_stage(self) -> StageStep | None:
        return next((step for step in self.steps if step.state == "now"), None)

    @property
    def map(self) -> dict[str, Any] | None:
        """The place as js/maps.js draws it."""
        park = self.park
        has_point = park.latitude is not None and park.longitude is not None
        if not (park.boundary or has_point):
            return None
        point = {"lat": park.latitude, "lon": park.longitude} if has_point else None
        tone = self.current_stage.code if self.current_stage else "ink-2"
        shown = {"name": park.name, "point": point, "boundary": park.boundary, "tone": tone}
        return {"parks": [shown]}


def park_detail(park: Park, user: User, *, period: str = "", as_of: AsOf = NOW) -> ParkDetail:
    """Collect the page; without a role in the park an administrator sees its register only."""
    acts = _acts_on(park, user)
    if acts is None:
        return ParkDetail(park, False, False, False, False, (), None, None, ())
    moment = as_of.moment
    standing = quarter_of(park, period, moment)
    steps = list(known_steps(moment).filter(park=park).order_by("entered_on", "pk"))
    file = spec_of(standing.version) if standing else None
    awaits = "" if steps and standing else _awaits(park)
    gate = gate_of(park, known_at=moment)
    decided = _last_decision(gate, moment) if gate else None
    return ParkDetail(
        park=park,
        sees_facts=True,
        may_edit=acts.edits,
        may_name_editors=acts.names_editors,
        may_enter_stage=awaits == ENTRY
        and Park.objects.filter(may_enter_stage(user), pk=park.pk).exists(),
        steps=tuple(stepper(steps, file, gate, decided, as_of.today)),
        tree=score_tree(standing, moment) if standing else None,
        trend=trend_of(park, standing, steps, moment) if standing else None,
        reports=tuple(_report_rows(park, user, as_of)),
        awaits=awaits,
        stuck=() if moment else tuple(_stuck(park)),
        as_of=as_of,
        gate=gate,
        events=latest_events(park, user, moment),
    )


def _last_decision(gate: GateState, moment: datetime | None) -> GateDecision | None:
    """Return what was last decided on a gate and still stood at a moment."""
    decisions = GateDecision.objects.filter(park=gate.park_id, from_stage=gate.from_stage)
    if moment is None:
        decisions = decisions.in_force()
    else:
        unrevoked = Q(revoked_at__isnull=True) | Q(revoked_at__gt=moment)
        decisions = decisions.filter(unrevoked, decided_at__lte=moment)
    return decisions.defer("evaluation").order_by("-decided_at", "-pk").first()


def _stuck(park: Park) -> Iterator[StuckQuarter]:
    stale = StandingQuarter.objects.filter(park=park, is_stale=True).exclude(problems=[])
    for one in stale.select_related("period").order_by("-period__ends_on"):
        yield StuckQuarter(one.period.code, tuple(problems_in_words(one)))


def _awaits(park: Park) -> str:
    """Return what a park that is on no path, or has no scores yet, waits for; nothing where it can report."""
    version = version_for(park, clock.today())
    if version is None:
        return FRAMEWORK
    return ENTRY if version.has_stages and not stage_on(park, clock.today()) else ""


class _Acts(NamedTuple):
    """What a person may do with the register entry and the committee of a park."""

    edits: bool
    names_editors: bool


def _acts_on(park: Park, user: User) -> _Acts | None:
    """Return what the person may do; None for who sees the register only."""
    visible = Park.objects.filter(may_view_facts(user), pk=park.pk)
    rules = may_edit_park(user), may_name_editors(user)
    found = visible.values_list(*[_holds(rule) for rule in rules]).first()
    return _Acts(*found) if found else None


def _holds(rule: Q) -> Case:
    return Case(When(rule, then=True), default=False, output_field=BooleanField())


def scored_quarters(park: Park, moment: datetime | None = None) -> QuerySet[StandingQuarter, str]:
    """Return the codes of the quarters that are scored (by a moment), the latest first."""
    scored = scored_at(moment).filter(park=park)
    return scored.order_by("-period__ends_on").values_list("period__code", flat=True)


def _report_rows(park: Park, user: User, as_of: AsOf) -> list[ReportRow]:
    """Return the latest reports, and below them every older one that is still open."""
    reports = reports_of_park(park, user, as_of.moment)
    shown = list(reports[:REPORTS_SHOWN])
    still_open = reports.exclude(status=ReportStatus.ACCEPTED)
    older = [] if as_of.day else [one for one in still_open if one not in shown]
    return [ReportRow(report, state_word(report, as_of.day)) for report in [*shown, *older]]
