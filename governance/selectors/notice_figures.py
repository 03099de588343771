"""What a monthly notice says of parks: reports, completeness, findings and duties of a month, for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.utils import timezone

from governance.choices import ReportStatus
from governance.models import Duty, Entry, Finding, FormEntry, ReportStep, StageReport
from parks.models import Period

Figures = dict[str, dict[str, Any]]
NOTHING: Figures = {
    "reports": {"asked": 0, "on_time": 0, "late": 0, "missing": 0},
    "entries": {"required": 0, "filled": 0},
    "findings": {"raised": 0, "closed": 0, "open": 0, "overdue": 0},
    "duties": {"due": 0, "done": 0, "overdue": 0},
}


def figures_of(parks: Sequence[int], month: Period) -> dict[int, Figures]:
    """Return the figures of each park for a month that has ended, in four queries."""
    figures = {park: {part: dict(empty) for part, empty in NOTHING.items()} for park in parks}
    reports = _reports_of(parks, month)
    _count_reports(figures, reports)
    for part, rows in (
        ("entries", _entries(reports)),
        ("findings", _findings(parks, month)),
        ("duties", _duties(parks, month)),
    ):
        for row in rows:
            figures[row.pop("for_park")][part].update(row)
    for one in figures.values():
        one["entries"]["completeness"] = _percent(**one["entries"])
    return figures


def _reports_of(parks: Sequence[int], month: Period) -> list[StageReport]:
    """The newest revisions of the reports of periods that end in the month, with when each was first submitted."""
    submitted = (
        ReportStep.objects.filter(
            step="submit", report__park=OuterRef("park"), report__period=OuterRef("period")
        )
        .order_by()
        .values("report__period")
        .annotate(first=Min("at"))
        .values("first")
    )
    found = StageReport.objects.filter(
        park__in=parks,
        period__ends_on__gte=month.starts_on,
        period__ends_on__lte=month.ends_on,
    ).newest_revisions()
    return list(found.select_related("period").annotate(first_submitted=Subquery(submitted)))


def _count_reports(figures: dict[int, Figures], reports: Sequence[StageReport]) -> None:
    for report in reports:
        counted = figures[report.park_id]["reports"]
        counted["asked"] += 1
        counted[_state(report)] += 1


def _state(report: StageReport) -> str:
    """Whether a report is filed and was so in time; one that was returned or withdrawn is missing again."""
    is_filed = report.status != ReportStatus.DRAFT or report.revision > 1
    first = getattr(report, "first_submitted", None)
    if not is_filed or first is None:
        return "missing"
    day = timezone.localtime(first, timezone.get_default_timezone()).date()
    return "on_time" if day <= report.period.due_on else "late"


def _entries(reports: Sequence[StageReport]) -> Iterable[Any]:
    required = FormEntry.objects.filter(
        form=OuterRef("report__form"), indicator=OuterRef("indicator"), is_required=True
    )
    entries = Entry.objects.filter(Exists(required), report__in=[one.pk for one in reports])
    counted = entries.order_by().values(for_park=F("report__park"))
    return counted.annotate(required=Count("pk"), filled=Count("pk", filter=Q(value__isnull=False)))


def _findings(parks: Sequence[int], month: Period) -> Iterable[Any]:
    in_month = (month.starts_on, month.ends_on)
    is_open = Q(closed_on__isnull=True) | Q(closed_on__gt=month.ends_on)
    known = Finding.objects.filter(park__in=parks, raised_on__lte=month.ends_on)
    return (
        known.order_by()
        .values(for_park=F("park"))
        .annotate(
            raised=Count("pk", filter=Q(raised_on__range=in_month)),
            closed=Count("pk", filter=Q(closed_on__range=in_month)),
            open=Count("pk", filter=is_open),
            overdue=Count("pk", filter=is_open & Q(due_on__lt=month.ends_on)),
        )
    )


def _duties(parks: Sequence[int], month: Period) -> Iterable[Any]:
    is_due = Q(due_on__range=(month.starts_on, month.ends_on))
    is_done = Q(done_on__lte=month.ends_on)
    is_late = Q(due_on__lt=month.ends_on) & (Q(done_on__isnull=True) | Q(done_on__gt=month.ends_on))
    current = Duty.objects.current().filter(park__in=parks).order_by()
    rows: Iterable[Any] = current.values(for_park=F("park")).annotate(
        due=Count("pk", filter=is_due),
        done=Count("pk", filter=is_due & is_done),
        overdue=Count("pk", filter=is_late),
    )
    return rows


def _percent(required: int, filled: int) -> float | None:
    return round(100 * filled / required, 1) if required else None
