"""Collects what a person has to do and how the parks they answer for stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from assessments.choices import Outcome
from assessments.models import Assignment, FrameworkVersion, GateReading, Run
from assessments.selectors.gates import GateState, gates_of
from assessments.selectors.headlines import Headline, headlines_of
from assessments.selectors.home_committee import (
    DraftProgress,
    ParkPath,
    draft_progress,
    paths_of_committee,
)
from assessments.selectors.in_force import in_force_for
from assessments.selectors.run_list import runs_shown
from governance.models import Entry, GateDecision, PathStep, ReportStep, ReviewNote, StageReport
from governance.permissions import (
    may_decide_gate,
    may_edit_report,
    may_enter_stage,
    may_review_report,
)
from governance.selectors.path import stages_on
from governance.selectors.report_list import is_returned, state_word
from parks.choices import Role
from parks.models import Grant, Park, Region
from parks.permissions import parks_of

MOST_DUE = 20
MOST_WAITING = 10
MOST_PARKS = 12
MOST_ENTRIES = 50
MOST_RUNS = 5
STILL_RECENT = timedelta(days=366)
COMMITTEE = {Role.EDITOR, Role.LEAD}
JUDGES = {Role.REVIEWER, Role.AUTHORITY}


@dataclass(frozen=True)
class DueRow:
    """A draft that waits for its committee, and why it came back where it did."""

    report: StageReport
    state: str
    filled: int
    total: int
    returned: ReportStep | None
    notes: tuple[ReviewNote, ...]

    @property
    def is_locked(self) -> bool:
        """Whether it is too late to write in it, unless an administrator moves the deadline."""
        return clock.today() >= self.report.locks_on

    @property
    def to_fill(self) -> int:
        return self.total - self.filled


@dataclass(frozen=True)
class ParkRow:
    """A park with its stage today and its headline scores."""

    park: Park
    stage: str
    headline: Headline | None


@dataclass(frozen=True)
class OpenGate:
    """A gate that is ready to be decided on."""

    park: Park
    gate: GateState


@dataclass(frozen=True)
class SetupStep:
    """A step towards a working installation."""

    title: str
    text: str
    url_name: str
    is_done: bool


@dataclass(frozen=True)
class Home:
    """The home page of one person; what does not belong to their roles is empty."""

    roles: frozenset[str]
    due: tuple[DueRow, ...]
    has_more_due: bool
    waiting: tuple[StageReport, ...]
    waiting_total: int
    to_enter: tuple[Park, ...]
    to_decide: tuple[OpenGate, ...]
    setup: tuple[SetupStep, ...]
    parks: tuple[ParkRow, ...]
    parks_total: int
    paths: tuple[ParkPath, ...] = ()
    draft: DraftProgress | None = None
    runs: tuple[Run, ...] = ()

    @property
    def is_consultant(self) -> bool:
        return Role.CONSULTANT in self.roles

    @property
    def is_committee(self) -> bool:
        return bool(self.roles & COMMITTEE)

    @property
    def is_judge(self) -> bool:
        return bool(self.roles & JUDGES)

    @property
    def returned(self) -> tuple[DueRow, ...]:
        return tuple(row for row in self.due if row.returned is not None)


def home(user: User) -> Home:
    """Collect the page by the person's roles, in a constant number of queries for each."""
    grants = Grant.objects.in_force(clock.today()).filter(user=user).order_by()
    roles = frozenset(grants.values_list("role", flat=True))
    is_judge = bool(roles & JUDGES)
    is_committee = bool(roles & COMMITTEE)
    due = tuple(_due(user)) if is_committee else ()
    return Home(
        roles=roles,
        due=due[:MOST_DUE],
        has_more_due=len(due) > MOST_DUE,
        waiting=tuple(_waiting(user)[:MOST_WAITING]) if is_judge else (),
        waiting_total=_waiting(user).count() if is_judge else 0,
        to_enter=tuple(_to_enter(user)) if Role.AUTHORITY in roles else (),
        to_decide=tuple(_to_decide(user)) if Role.AUTHORITY in roles else (),
        setup=tuple(_setup()) if user.is_administrator else (),
        parks=tuple(_park_rows(list(_parks(user)[:MOST_PARKS]))) if roles else (),
        parks_total=_parks(user).count() if roles else 0,
        paths=tuple(paths_of_committee(user)) if is_committee else (),
        draft=_draft(due),
        runs=tuple(runs_shown(user)[:MOST_RUNS]) if Role.CONSULTANT in roles else (),
    )


def _draft(due: Sequence[DueRow]) -> DraftProgress | None:
    """Return how far the draft is in which most is left to fill, the first deadline first."""
    still_open = [row for row in due if not row.is_locked]
    emptiest = max(still_open, key=lambda row: row.to_fill, default=None)
    return draft_progress(emptiest.report) if emptiest else None


def _due(user: User) -> Iterator[DueRow]:
    """Yield the drafts of the person's parks, the first deadline first, what is locked last; one more than is shown."""
    today = clock.today()
    kept_open = Q(period__locks_on__gt=today) | Q(open_until__gt=today)
    drafts = list(
        StageReport.objects.filter(may_edit_report(user))
        .for_display()
        .annotate(is_returned=is_returned(), rank=Case(When(kept_open, then=0), default=1))
        .order_by("rank", "period__due_on", "park__code", "period__ends_on")[: MOST_DUE + 1]
    )
    states = {one.pk: state_word(one) for one in drafts}
    returned = _return_steps([key for key, state in states.items() if state == "returned"])
    notes, counts = _open_notes(list(returned)), _counts(list(states))
    for one in drafts:
        total, filled = counts.get(one.pk, (0, 0))
        yield DueRow(
            report=one,
            state=states[one.pk],
            filled=filled,
            total=total,
            returned=returned.get(one.pk),
            notes=tuple(notes.get(one.pk, ())),
        )


def _counts(reports: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return how many entries each report has, and how many of them are filled."""
    is_filled = Q(value__isnull=False) | ~Q(missing_reason="")
    entries = Entry.objects.filter(report__in=reports).order_by().values("report_id")
    counted = entries.annotate(total=Count("pk"), filled=Count("pk", filter=is_filled))
    return {one["report_id"]: (one["total"], one["filled"]) for one in counted}


def _return_steps(drafts: Sequence[int]) -> dict[int, ReportStep]:
    """Return the latest return of each draft."""
    steps = ReportStep.objects.filter(report__in=drafts, step="return")
    return {one.report_id: one for one in steps.select_related("by").order_by("pk")}


def _open_notes(reports: Sequence[int]) -> dict[int, list[ReviewNote]]:
    """Return the reviewers' notes that nobody has answered yet, by report."""
    notes = ReviewNote.objects.filter(
        entry__report__in=reports, by_reviewer=True, answered_at__isnull=True
    )
    found: dict[int, list[ReviewNote]] = {}
    for one in notes.select_related("entry__indicator").order_by("at", "pk"):
        found.setdefault(one.entry.report_id, []).append(one)
    return found


def _waiting(user: User) -> QuerySet[StageReport]:
    awaiting = StageReport.objects.filter(may_review_report(user)).awaiting_review()
    return awaiting.for_display().order_by("submitted_at", "pk")


def _to_enter(user: User) -> Iterator[Park]:
    """Yield the parks that a staged framework is assigned to and that have not entered the path."""
    steps = PathStep.objects.in_force().filter(park=OuterRef("pk"))
    outside = list(
        Park.objects.filter(may_enter_stage(user))
        .exclude(Exists(steps))
        .select_related("region")
        .order_by("code")[:MOST_ENTRIES]
    )
    in_force = in_force_for(outside)
    for park in outside:
        version = in_force.version(park, clock.today())
        if version is not None and version.has_stages:
            yield park


def _to_decide(user: User) -> Iterator[OpenGate]:
    """Yield the open gates that the person may decide on and on whose present quarter nobody has decided."""
    since = clock.today() - STILL_RECENT
    held = GateReading.objects.current().filter(
        park=OuterRef("pk"), outcome=Outcome.HOLDS, period__ends_on__gte=since
    )
    parks = Park.objects.filter(may_decide_gate(user)).filter(Exists(held)).order_by("code")
    near = list(parks.select_related("region")[:MOST_ENTRIES])
    gates = gates_of(near) if near else {}
    if not gates:
        return
    decisions = GateDecision.objects.in_force().filter(park__in=gates)
    decided = set(decisions.values_list("park_id", "from_stage", "period__code"))
    for park in near:
        gate = gates.get(park.pk)
        if gate and gate.is_open and (park.pk, gate.from_stage, gate.period) not in decided:
            yield OpenGate(park, gate)


def _parks(user: User) -> QuerySet[Park]:
    return Park.objects.filter(pk__in=parks_of(user)).select_related("region").order_by("code")


def _park_rows(parks: Sequence[Park]) -> Iterator[ParkRow]:
    headlines = headlines_of(parks)
    stages = stages_on(parks, clock.today())
    for park in parks:
        yield ParkRow(park, stages[park.pk], headlines.get(park.pk))


def _setup() -> Iterator[SetupStep]:
    """Yield the steps from an empty installation to the first report, in their order."""
    yield SetupStep(
        _("Add regions"),
        _("Roles of reviewers and authorities reach over a region and all below it."),
        "parks:region_list",
        Region.objects.exists(),
    )
    yield SetupStep(
        _("Import the parks"),
        _("The register of parks comes from a CSV or GeoJSON file."),
        "parks:park_import",
        Park.objects.exists(),
    )
    yield SetupStep(
        _("Publish a framework"),
        _("It says what is asked, how values become scores and what stands above them."),
        "assessments:framework_list",
        FrameworkVersion.objects.published().exists(),
    )
    yield SetupStep(
        _("Assign it to a region or park"),
        _("From the period named on, reports open and quarters are scored by it."),
        "assessments:assignment_list",
        Assignment.objects.exists(),
    )
    yield SetupStep(
        _("Give people their roles"),
        _("Committees file reports, reviewers accept them, authorities decide."),
        "parks:grant_list",
        Grant.objects.in_force(clock.today()).exists(),
    )
