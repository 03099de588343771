"""What the stage reports say of themselves: how much of what they had to ask was filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from governance.choices import EntrySource, ReportStatus
from governance.models import Entry, FormEntry, StageReport
from parks.measures import Counted, Measure
from parks.measures.measure import share
from parks.models import Period

FILED: Final = (EntrySource.ENTRY, EntrySource.SELF_REPORTED)
"""What a committee files; formulas and registers fill in themselves."""


def read_required(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The reports for periods that end within the period: required entries with a value, of all that are required.

    Of each report the newest revision that was handed in counts, and before there is one the draft as it stands. An
    entry that states a reason for having no value was not filed with one. 0/0: no report was opened.
    """
    reports = _counting(parks, period)
    asked = FormEntry.objects.filter(
        form=OuterRef("report__form"), indicator=OuterRef("indicator"), is_required=True
    )
    found = (
        Entry.objects.filter(Exists(asked), report__in=list(reports), source__in=FILED)
        .order_by("report")
        .values_list("report")
        .annotate(filed=Count("value"), required=Count("pk"))
    )
    for report, filed, required in found:
        yield Counted(reports[report], report, float(filed), float(required))


def _counting(parks: Sequence[int], period: Period) -> dict[int, int]:
    """The revisions that count, each with its park: the last of each report, one handed in before a draft."""
    found = StageReport.objects.filter(
        park__in=parks, period__ends_on__range=(period.starts_on, period.ends_on)
    ).order_by("park", "period", "revision")
    last: dict[tuple[int, int], int] = {}
    for key, park, reported, status in found.values_list("pk", "park", "period", "status"):
        if status != ReportStatus.DRAFT or (park, reported) not in last:
            last[park, reported] = key
    return {key: park for (park, _period), key in last.items()}


REPORT_MEASURES: Final[dict[str, Measure]] = {
    "report_completeness": Measure(
        indicator="report_completeness",
        register="reports",
        read=read_required,
        value=share,
        told=_("%(part)s of %(whole)s required entries were filed with a value."),
        nothing=_("No report for a period ending in the month was opened."),
    ),
}
