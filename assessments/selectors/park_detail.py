"""Collects what the page of one park shows: facts, path, scores, trend, reports and the next deadline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Q, QuerySet, When

from accounts import clock
from accounts.models import User
from assessments.framework_file import FrameworkFile, spec_of
from assessments.models import StandingQuarter
from assessments.selectors.assignments import version_for
from assessments.selectors.headlines import head_of
from assessments.selectors.score_tree import ScoreRow, ScoreTree, quarter_of, score_tree
from assessments.selectors.trend import Trend, trend_of
from assessments.selectors.why import problems_in_words
from governance.choices import ReportStatus, Stage
from governance.models import PathStep, StageReport
from governance.permissions import may_enter_stage
from governance.selectors.path import stage_on
from governance.selectors.report_list import reports_of_park, state_word
from parks.models import Park
from parks.models.naming import in_language
from parks.permissions import may_edit_park, may_name_editors, may_view_facts

REPORTS_SHOWN = 6
ENTRY, FRAMEWORK = "entry", "framework"


@dataclass(frozen=True)
class StageStep:
    """One stage of the stepper: passed, now or still to come."""

    code: str
    title: str
    entered_on: date | None
    state: str


@dataclass(frozen=True)
class ReportRow:
    """A report with the word for its state."""

    report: StageReport
    state: str

    @property
    def is_open(self) -> bool:
        return self.report.status != ReportStatus.ACCEPTED


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
    quarters: tuple[str, ...]
    awaits: str = ""
    stuck: tuple[StuckQuarter, ...] = ()

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
        """The open report that is due first."""
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


def park_detail(park: Park, user: User, *, period: str = "") -> ParkDetail:
    """Collect the page; without a role in the park an administrator sees its register only."""
    acts = _acts_on(park, user)
    if acts is None:
        return ParkDetail(park, False, False, False, False, (), None, None, (), ())
    standing = quarter_of(park, period)
    steps = list(PathStep.objects.in_force().filter(park=park).order_by("entered_on", "pk"))
    file = spec_of(standing.version) if standing else None
    awaits = "" if steps and standing else _awaits(park)
    return ParkDetail(
        park=park,
        sees_facts=True,
        may_edit=acts.edits,
        may_name_editors=acts.names_editors,
        may_enter_stage=awaits == ENTRY
        and Park.objects.filter(may_enter_stage(user), pk=park.pk).exists(),
        steps=tuple(stepper(steps, file)),
        tree=score_tree(standing) if standing else None,
        trend=trend_of(park, standing, steps) if standing else None,
        reports=tuple(_report_rows(park, user)),
        quarters=tuple(scored_quarters(park)),
        awaits=awaits,
        stuck=tuple(_stuck(park)),
    )


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


def scored_quarters(park: Park) -> QuerySet[StandingQuarter, str]:
    """Return the codes of the quarters that are scored, the latest first."""
    scored = StandingQuarter.objects.filter(park=park, scored_at__isnull=False)
    return scored.order_by("-period__ends_on").values_list("period__code", flat=True)


def stepper(steps: Sequence[PathStep], file: FrameworkFile | None) -> list[StageStep]:
    """Return the stages of the path with what the park has passed; empty where there is no path."""
    if not steps:
        return []
    titles = {one.code: in_language(dict(one.title)) for one in file.stages} if file else {}
    entered = {step.stage: step.entered_on for step in steps}
    order = Stage.values
    now = order.index(steps[-1].stage)
    found = []
    for place, code in enumerate(order[:-1]):
        state = "now" if place == now else "passed" if place < now else "todo"
        title = titles.get(code) or str(Stage(code).label)
        found.append(StageStep(code, title, entered.get(code), state))
    return found


def _report_rows(park: Park, user: User) -> list[ReportRow]:
    """Return the latest reports, and below them every older one that is still open."""
    reports = reports_of_park(park, user)
    shown = list(reports[:REPORTS_SHOWN])
    still_open = reports.exclude(status=ReportStatus.ACCEPTED)
    older = [one for one in still_open if one not in shown]
    return [ReportRow(report, state_word(report)) for report in [*shown, *older]]
