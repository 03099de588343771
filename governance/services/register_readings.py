"""Puts what the registers say into the read-only entries of drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from accounts import clock
from governance.choices import EntrySource
from governance.measures import MEASURES
from governance.models import Entry, StageReport

WRITTEN = ["value", "missing_reason", "part", "whole", "changed_at"]
AT_ONCE = 500


def read_registers(reports: Iterable[StageReport]) -> None:
    """Put what the registers say now into the read-only entries of drafts. Each measure is asked once per period."""
    drafts = {one.pk: one for one in reports}
    entries = Entry.objects.filter(report__in=drafts, source=EntrySource.REGISTER)
    read = list(entries.select_related("indicator"))
    asked: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in read:
        entry.report = drafts[entry.report_id]
        asked[entry.indicator.code, entry.report.period_id].append(entry)
    for (code, _period), held in asked.items():
        _read(code, held)
    Entry.objects.bulk_update(read, WRITTEN, batch_size=AT_ONCE)


def _read(code: str, entries: list[Entry]) -> None:
    """Read one measure for the parks of entries of one period."""
    parks = [one.report.park_id for one in entries]
    figures = MEASURES[code].figures(parks, entries[0].report.period)
    now = clock.now()
    for entry in entries:
        figure = figures[entry.report.park_id]
        entry.value, entry.part, entry.whole = figure.value, figure.part, figure.whole
        entry.missing_reason = entry.indicator.reason_for_nothing if entry.value is None else ""
        entry.changed_at = now
