"""Where registers now say something else than a report that has been handed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from governance.choices import EntrySource, ReportStatus
from governance.measures import MEASURES
from governance.models import Entry, StageReport
from governance.selectors.measure_detail import NOT_FOR_ALL
from governance.selectors.measure_words import figure_words
from governance.selectors.report_detail import ReportPage, difference
from parks.choices import MissingReason
from parks.measures import Figure


@dataclass(frozen=True)
class RegisterDifference:
    """An entry with what the register now says in its place."""

    entry: Entry
    now: Figure

    @property
    def words(self) -> str:
        """What the figure of now is made of."""
        measure = MEASURES[self.entry.indicator.code]
        return figure_words(measure, self.now.value, self.now.part, self.now.whole)

    @property
    def reason_now(self) -> str:
        """Why there is no value now, in words."""
        reason = self.entry.indicator.reason_for_nothing
        return str(MissingReason(reason).label) if self.now.value is None else ""


def differences_shown(page: ReportPage, *, sees_drafts: bool) -> list[RegisterDifference]:
    """Return the differences on the page of a report, as far as they are for who reads drafts or accepted facts alone.

    A draft has none, for it is read anew when it is submitted; nor has a revision that a later one took the place of.
    """
    entries = [
        row.entry
        for row in page.rows
        if row.entry is not None and _is_compared(row.entry, sees_drafts=sees_drafts)
    ]
    if page.report.status == ReportStatus.DRAFT or not entries or _is_replaced(page.report):
        return []
    for entry in entries:
        entry.report = page.report
    return list(register_differences(entries))


def register_differences(entries: Iterable[Entry]) -> Iterator[RegisterDifference]:
    """Yield the entries of which registers now say something else. Each measure is asked once per period.

    Entries come with indicator and report, and were read from a register that has a measure.
    """
    asked: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        asked[entry.indicator.code, entry.report.period_id].append(entry)
    for (code, _period), held in asked.items():
        parks = sorted({one.report.park_id for one in held})
        figures = MEASURES[code].figures(parks, held[0].report.period)
        for entry in held:
            figure = figures[entry.report.park_id]
            if _differs(entry.value, figure.value):
                yield RegisterDifference(entry, figure)


def _is_compared(entry: Entry, *, sees_drafts: bool) -> bool:
    measure = MEASURES.get(entry.indicator.code)
    if measure is None or entry.source != EntrySource.REGISTER:
        return False
    return sees_drafts or measure.register not in NOT_FOR_ALL


def _is_replaced(report: StageReport) -> bool:
    later = StageReport.objects.filter(
        park=report.park_id,
        period=report.period_id,
        revision__gt=report.revision,
        status=ReportStatus.ACCEPTED,
    )
    return later.exists()


def _differs(before: float | None, now: float | None) -> bool:
    if before is None or now is None:
        return before is not now
    return bool(difference(now, before))
