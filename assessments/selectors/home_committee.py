"""What a committee sees beside its tasks: the path of its parks, and how far its draft is by category."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from assessments.framework_file import spec_of
from assessments.selectors.gates import GateState, gates_of
from assessments.selectors.stepper import StageStep, stepper
from governance.models import Entry, GateDecision, PathStep, StageReport
from governance.selectors.report_detail import Category, ReportPage, report_page
from parks.choices import Role
from parks.models import Park
from parks.permissions import parks_of

MOST_PATHS = 3


@dataclass(frozen=True)
class ParkPath:
    """A park of the committee and its way through the stages; no steps before it has entered the path."""

    park: Park
    steps: tuple[StageStep, ...]

    @property
    def now(self) -> StageStep | None:
        return next((step for step in self.steps if step.state == "now"), None)


@dataclass(frozen=True)
class CategoryProgress:
    """How much of one category is filled, and how many of its checks fail as errors."""

    category: Category

    @property
    def to_fill(self) -> int:
        return self.category.total - self.category.filled

    @cached_property
    def errors(self) -> int:
        return sum(row.has_error for row in self.category.rows)


@dataclass(frozen=True)
class DraftProgress:
    """A draft with what is filled of each category that asks for something."""

    page: ReportPage

    @property
    def report(self) -> StageReport:
        return self.page.report

    @cached_property
    def categories(self) -> tuple[CategoryProgress, ...]:
        return tuple(CategoryProgress(one) for one in self.page.categories if one.total)

    @cached_property
    def last_saved(self) -> Entry | None:
        """The entry that somebody changed last."""
        entries = [row.entry for row in self.page.rows if row.entry and row.entry.changed_by_id]
        return max(entries, key=lambda one: (one.changed_at, one.pk), default=None)


def paths_of_committee(user: User) -> Iterator[ParkPath]:
    """Yield the first parks whose committee the person belongs to, in a constant number of queries."""
    own = Park.objects.filter(pk__in=parks_of(user, Role.EDITOR, Role.LEAD))
    parks = list(own.select_related("region").order_by("code")[:MOST_PATHS])
    steps: dict[int, list[PathStep]] = {park.pk: [] for park in parks}
    for step in PathStep.objects.in_force().filter(park__in=parks).order_by("entered_on", "pk"):
        steps[step.park_id].append(step)
    gates = gates_of(parks)
    decided = _last_decisions(parks)
    for park in parks:
        yield ParkPath(park, _steps(steps[park.pk], gates.get(park.pk), decided))


def _steps(
    steps: Sequence[PathStep],
    gate: GateState | None,
    decided: dict[tuple[int, str], GateDecision],
) -> tuple[StageStep, ...]:
    if gate is None:
        return tuple(stepper(steps, None))
    last = decided.get((gate.park_id, gate.from_stage))
    return tuple(stepper(steps, spec_of(gate.version), gate, last))


def _last_decisions(parks: Sequence[Park]) -> dict[tuple[int, str], GateDecision]:
    """Return what was last decided on each gate of some parks."""
    decisions = GateDecision.objects.in_force().filter(park__in=parks).defer("evaluation")
    ordered = decisions.order_by("decided_at", "pk")
    return {(one.park_id, one.from_stage): one for one in ordered}


def draft_progress(report: StageReport) -> DraftProgress:
    """Collect how far a draft is."""
    return DraftProgress(report_page(report))
