"""What was changed in a report since its last return, or in a new revision since the reopening that made it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from governance.choices import ReportStatus
from governance.models import Entry, EntryChange, StageReport
from governance.selectors.report_detail import ReportPage, Row
from parks.choices import MissingReason


@dataclass(frozen=True)
class Mended:
    """A cell that was written since then, with what it held before."""

    row: Row
    entry: Entry
    before_value: float | None
    before_reason: str

    @property
    def before_reason_word(self) -> str:
        return str(MissingReason(self.before_reason).label) if self.before_reason else ""


@dataclass(frozen=True)
class Mending:
    """The changes since a moment: a return, or the reopening where `is_revision`."""

    since: datetime
    is_revision: bool
    cells: tuple[Mended, ...]


def mending_of(page: ReportPage) -> Mending | None:
    """Return what was changed since the return that the committee answers, or in this revision; none if neither."""
    report = page.report
    returned = max((step.at for step in page.steps if step.step == "return"), default=None)
    if returned is not None and report.status != ReportStatus.ACCEPTED:
        return Mending(returned, False, tuple(_cells(page, returned)))
    if report.revision > 1:
        return Mending(report.opened_at, True, tuple(_cells(page, report.opened_at)))
    return None


def _cells(page: ReportPage, since: datetime) -> Iterable[Mended]:
    written = {
        row.entry.pk: (row, row.entry)
        for row in page.rows
        if row.entry and row.entry.version and row.entry.changed_at and row.entry.changed_at > since
    }
    if not written:
        return
    before = {**_of_revision_before(page.report), **_written_before(written, since)}
    for row, entry in written.values():
        value, reason = before.get(row.code, (None, ""))
        if (value, reason) != (entry.value, entry.missing_reason):
            yield Mended(row, entry, value, reason)


def _of_revision_before(report: StageReport) -> Mapping[str, tuple[float | None, str]]:
    """Return what the revision before stated, by the code of the indicator."""
    entries = Entry.objects.filter(
        report__park=report.park_id,
        report__period=report.period_id,
        report__revision=report.revision - 1,
    )
    rows = entries.values_list("indicator__code", "value", "missing_reason")
    return {code: (value, reason) for code, value, reason in rows}


def _written_before(
    entries: Iterable[int], since: datetime
) -> Mapping[str, tuple[float | None, str]]:
    """Return what was last written into cells of this revision until a moment."""
    changes = EntryChange.objects.filter(entry__in=list(entries), at__lte=since)
    rows = changes.order_by("at", "pk").values_list(
        "entry__indicator__code", "value", "missing_reason"
    )
    return {code: (value, reason) for code, value, reason in rows}
