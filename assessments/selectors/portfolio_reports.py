"""The reports of a portfolio: accepted for its quarter or not, overdue, waiting for review, and the gates to decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from assessments.selectors.portfolio_gates import OpenGate
from assessments.selectors.portfolio_shown import Shown
from governance.choices import ReportStatus
from governance.models import ReportStep, StageReport
from parks.models import Park

PER_PAGE = 10
OVERDUE: Final = "overdue"
WAITING: Final = "waiting"
MISSING: Final = "missing"
ACCEPTED: Final = "accepted"
GATES: Final = "gates"
LISTS: Final = (OVERDUE, WAITING, MISSING, ACCEPTED, GATES)
OF_DRAFTS: Final = {OVERDUE, WAITING}
WITH_THE_REVIEWER: Final = ("submit", "open")


@dataclass(frozen=True)
class ReportRow:
    """A park with the report or gate that its row is about, and the day that matters of it."""

    park: Park
    period: str
    day: date | None
    days_late: int | None = None
    from_stage: str = ""
    to_stage: str = ""


@dataclass(frozen=True)
class ReportCounts:
    """How many there are of each; those of drafts are None to whom drafts do not exist."""

    overdue: int | None
    waiting: int | None
    accepted: int
    missing: int
    gates: int

    def of(self, name: str) -> int:
        found: int | None = getattr(self, name)
        return found or 0

    @property
    def expected(self) -> int:
        """How many parks are to report for the quarter."""
        return self.accepted + self.missing


@dataclass(frozen=True)
class ReportList:
    """One page of one of the lists; `error` tells of a list that does not exist."""

    name: str
    names: tuple[str, ...]
    rows: tuple[ReportRow, ...]
    page: Page[Any]
    error: str


def report_counts(shown: Shown, gates: Sequence[OpenGate]) -> ReportCounts:
    """Count the reports of the portfolio, in one query."""
    expected = reporting(shown)
    sets: dict[str, QuerySet[Any]] = {
        "expected": expected,
        ACCEPTED: expected.filter(_has_reported(shown)),
    }
    if shown.sees_drafts:
        sets |= {OVERDUE: overdue(shown), WAITING: waiting(shown)}
    counts = _counted(sets)
    return ReportCounts(
        overdue=counts[OVERDUE] if shown.sees_drafts else None,
        waiting=counts[WAITING] if shown.sees_drafts else None,
        accepted=counts[ACCEPTED],
        missing=counts["expected"] - counts[ACCEPTED],
        gates=len(gates),
    )


def _counted(sets: Mapping[str, QuerySet[Any]]) -> defaultdict[str, int]:
    """Count the rows of several sets, in one query."""
    first, *others = (
        rows.order_by()
        .annotate(of=Value(name, output_field=CharField()))
        .values("of")
        .annotate(rows=Count("pk"))
        for name, rows in sets.items()
    )
    united = first.union(*others, all=True)
    return defaultdict(int, united.values_list("of", "rows"))


def report_list(
    shown: Shown, gates: Sequence[OpenGate], name: str, number: str | None
) -> ReportList:
    """Collect one page of the list asked for, else of the first that the reader has."""
    names = lists_of(shown)
    words = _("“%(word)s” is not one of the lists.")
    error = words % {"word": name[:40]} if name and name not in names else ""
    name = name if name in names else names[0]
    found = gates if name == GATES else rows_of(shown, name)
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(number)
    one_page = list(page.object_list)
    if name == GATES:
        rows = tuple(gate_rows(one_page))
    else:
        rows = tuple(report_row(shown, one) for one in one_page)
    return ReportList(name, names, rows, page, error)


def lists_of(shown: Shown) -> tuple[str, ...]:
    """Return the names of the lists that the reader has."""
    return tuple(one for one in LISTS if shown.sees_drafts or one not in OF_DRAFTS)


def rows_of(shown: Shown, name: str) -> QuerySet[Any]:
    """Return the reports of a list, or the parks without one."""
    if name == OVERDUE:
        return _displayed(overdue(shown)).order_by("period__due_on", "park__code")
    if name == WAITING:
        return _displayed(waiting(shown)).order_by("submitted_at", "park__code")
    reported = _has_reported(shown)
    if name == MISSING:
        parks = reporting(shown).exclude(reported)
    else:
        parks = reporting(shown).filter(reported)
    return parks.select_related("region").defer("boundary").order_by("code")


def reporting(shown: Shown) -> QuerySet[Park]:
    """The parks that are to report for the quarter: those that had entered the path by its last day."""
    return shown.parks_on_the_path()


def accepted_by(shown: Shown) -> QuerySet[StageReport]:
    """The reports that are accepted, or were so at the portfolio's moment."""
    until = Q(accepted_at__lte=shown.moment) if shown.moment else Q()
    return StageReport.objects.filter(until, status=ReportStatus.ACCEPTED)


def overdue(shown: Shown) -> QuerySet[StageReport]:
    """The reports past their due date that nobody has submitted, of any period."""
    day = shown.filters.as_of.today
    accepted = accepted_by(shown).filter(park=OuterRef("park"), period=OuterRef("period"))
    drafts = _open_reports(shown, is_submitted=False)
    return drafts.filter(~Exists(accepted), period__due_on__lt=day)


def waiting(shown: Shown) -> QuerySet[StageReport]:
    """The reports that wait for their review to be finished, of any period."""
    return _open_reports(shown, is_submitted=True)


def _open_reports(shown: Shown, *, is_submitted: bool) -> QuerySet[StageReport]:
    reports = StageReport.objects.filter(park__in=shown.parks_with_drafts().values("pk")).order_by()
    if shown.moment is None:
        if is_submitted:
            return reports.awaiting_review()
        return reports.filter(status=ReportStatus.DRAFT)
    steps = ReportStep.objects.filter(report=OuterRef("pk"), at__lte=shown.moment)
    last = Subquery(steps.order_by("-at", "-pk").values("step")[:1])
    unaccepted = Q(accepted_at__isnull=True) | Q(accepted_at__gt=shown.moment)
    then = reports.filter(unaccepted, opened_at__lte=shown.moment).annotate(last_step=last)
    if is_submitted:
        return then.filter(last_step__in=WITH_THE_REVIEWER)
    behind = Q(last_step__in=(*WITH_THE_REVIEWER, "accept"))
    return then.filter(Q(last_step__isnull=True) | ~behind)


def _has_reported(shown: Shown) -> Exists:
    return Exists(accepted_by(shown).filter(park=OuterRef("pk"), period=shown.quarter))


def _displayed(reports: QuerySet[StageReport]) -> QuerySet[StageReport]:
    return reports.select_related("park__region", "period").defer("park__boundary", "narrative")


def gate_rows(gates: Sequence[OpenGate]) -> Iterator[ReportRow]:
    """Yield the rows of gates, with their parks in one query."""
    parks = Park.objects.select_related("region").defer("boundary")
    found = parks.in_bulk([one.park_id for one in gates])
    for one in gates:
        yield ReportRow(found[one.park_id], one.period, None, None, one.from_stage, one.to_stage)


def report_row(shown: Shown, one: StageReport | Park) -> ReportRow:
    """Return the row of a report, or of a park in the quarter."""
    today = shown.filters.as_of.today
    if isinstance(one, Park):
        quarter = shown.quarter
        return ReportRow(one, quarter.code if quarter else "", quarter.due_on if quarter else None)
    late = (today - one.period.due_on).days
    return ReportRow(one.park, one.period.code, one.period.due_on, late if late > 0 else None)
