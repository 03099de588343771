"""The task force of a park on a day: its members, its rules, its responsibility list, and its programme against the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db.models import Q

from governance.choices import Phase
from governance.models import Member, Milestone, RuleOfProcedure
from governance.selectors.duties import DutyThen, duties_on
from parks.models import Park
from parks.models.records import RecordQuerySet


@dataclass(frozen=True)
class Department:
    """The members whom one department sends."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Span:
    """The days that the programme is drawn over."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return where a day lies, in percent of the way from the first to the last."""
        length = (self.last - self.first).days
        return round(100.0 * (day - self.first).days / length, 2) if length else 50.0

    @property
    def years(self) -> list[tuple[int, float]]:
        """The years that begin within it, each with its place."""
        starts = (date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1))
        return [(day.year, self.place(day)) for day in starts]


@dataclass(frozen=True)
class MilestoneThen:
    """A milestone as it stood on a day, with its places in the drawing."""

    milestone: Milestone
    day: date
    span: Span

    @property
    def is_reached(self) -> bool:
        return self.milestone.reached_on is not None and self.milestone.reached_on <= self.day

    @property
    def is_due(self) -> bool:
        return self.milestone.planned_on <= self.day

    @property
    def is_late(self) -> bool:
        """Whether it was or is still to be reached after the day planned for it."""
        return self.days_late > 0

    @property
    def days_late(self) -> int:
        """How many days after the plan it was reached, or that it has been missing so far."""
        reached = self.milestone.reached_on if self.is_reached else None
        return max(0, ((reached or self.day) - self.milestone.planned_on).days)

    @property
    def planned_at(self) -> float:
        return self.span.place(self.milestone.planned_on)

    @property
    def now_at(self) -> float:
        """Where it was reached; while it is missing, where it stands today."""
        reached = self.milestone.reached_on if self.is_reached else None
        return self.span.place(reached or self.day)

    @property
    def left_at(self) -> float:
        return min(self.planned_at, self.now_at)

    @property
    def length(self) -> float:
        return abs(self.now_at - self.planned_at)


@dataclass(frozen=True)
class PhaseThen:
    """A phase of the programme: its milestones, and how many were due and reached by the day."""

    phase: Phase
    milestones: tuple[MilestoneThen, ...]

    @property
    def due(self) -> int:
        return sum(1 for one in self.milestones if one.is_due)

    @property
    def reached(self) -> int:
        return sum(1 for one in self.milestones if one.is_reached)

    @property
    def behind(self) -> int:
        """How many milestones that were due are missing; what was reached before its time does not make up for them."""
        return sum(1 for one in self.milestones if one.is_due and not one.is_reached)

    @property
    def percent_due(self) -> float:
        return 100.0 * self.due / len(self.milestones)

    @property
    def percent_reached(self) -> float:
        return 100.0 * self.reached / len(self.milestones)

    @property
    def begins_on(self) -> date:
        return min(one.milestone.planned_on for one in self.milestones)

    @property
    def ends_on(self) -> date:
        return max(one.milestone.planned_on for one in self.milestones)

    @property
    def is_complete(self) -> bool:
        return self.reached == len(self.milestones)


@dataclass(frozen=True)
class TaskForce:
    """What the page of a task force shows."""

    day: date
    departments: tuple[Department, ...]
    rules: tuple[RuleOfProcedure, ...]
    duties: tuple[DutyThen, ...]
    phases: tuple[PhaseThen, ...]
    span: Span | None

    @property
    def members(self) -> int:
        return sum(len(one.members) for one in self.departments)

    @property
    def done(self) -> int:
        return sum(1 for one in self.duties if one.is_done)

    @property
    def overdue(self) -> int:
        return sum(1 for one in self.duties if one.is_overdue)

    @property
    def unassigned(self) -> int:
        return sum(1 for one in self.duties if not one.is_assigned)

    @property
    def milestones(self) -> int:
        return sum(len(one.milestones) for one in self.phases)

    @property
    def reached(self) -> int:
        return sum(one.reached for one in self.phases)

    @property
    def behind(self) -> int:
        return sum(one.behind for one in self.phases)

    @property
    def today_at(self) -> float | None:
        """Where the day lies in the drawing."""
        return self.span.place(self.day) if self.span else None

    @property
    def is_empty(self) -> bool:
        return not (self.departments or self.rules or self.duties or self.phases)


def task_force_of(park: Park, day: date) -> TaskForce:
    """Collect the task force of a park as it stood on a day, in four queries."""
    milestones = list(Milestone.objects.current().filter(park=park).order_by("planned_on", "code"))
    span = _span(milestones, day)
    return TaskForce(
        day=day,
        departments=tuple(_departments(park, day)),
        rules=tuple(_rules(park, day)),
        duties=tuple(duties_on([park.pk], day)),
        phases=tuple(_phases(milestones, day, span)) if span else (),
        span=span,
    )


def _departments(park: Park, day: date) -> Iterator[Department]:
    joined = Q(joined_on__isnull=True) | Q(joined_on__lte=day)
    stayed = Q(left_on__isnull=True) | Q(left_on__gt=day)
    members = Member.objects.current().filter(joined, stayed, park=park)
    for name, group in groupby(members.order_by("department", "code"), attrgetter("department")):
        yield Department(name, tuple(group))


def _rules(park: Park, day: date) -> RecordQuerySet:
    lasting = Q(in_force_until__isnull=True) | Q(in_force_until__gte=day)
    rules: RecordQuerySet = RuleOfProcedure.objects.current().filter(
        lasting, park=park, adopted_on__lte=day
    )
    return rules.order_by("-adopted_on", "code")


def _span(milestones: Sequence[Milestone], day: date) -> Span | None:
    """The days from the first to the last that anything was planned for or reached on, the day itself included."""
    if not milestones:
        return None
    reached = (one.reached_on for one in milestones if one.reached_on and one.reached_on <= day)
    days = [day, *(one.planned_on for one in milestones), *reached]
    return Span(min(days), max(days))


def _phases(milestones: Sequence[Milestone], day: date, span: Span) -> Iterator[PhaseThen]:
    for phase in Phase:
        own = [MilestoneThen(one, day, span) for one in milestones if one.phase == phase]
        if own:
            yield PhaseThen(phase, tuple(own))
