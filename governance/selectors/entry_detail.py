"""What the panel of one entry shows: its history, notes, evidence and the changes of this report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from governance.models import Entry, EntryChange, Evidence, ReviewNote, StageReport
from parks.choices import MissingReason
from parks.models import Observation

MOST_PERIODS = 12
WIDTH, HEIGHT, EDGE = 300.0, 56.0, 4.0


@dataclass(frozen=True)
class PastValue:
    """What was accepted in an earlier period, or what this report says."""

    period: str
    value: float | None
    missing_reason: str
    is_this_report: bool = False

    @property
    def reason_word(self) -> str:
        return str(MissingReason(self.missing_reason).label) if self.missing_reason else ""


@dataclass(frozen=True)
class Dot:
    """A point of the small line chart."""

    x: float
    y: float
    is_this_report: bool


@dataclass(frozen=True)
class EntryPanel:
    """One entry with everything that stands behind it."""

    entry: Entry
    values: Sequence[PastValue]
    notes: Sequence[ReviewNote]
    evidence: Sequence[Evidence]
    changes: Sequence[EntryChange]

    @property
    def open_notes(self) -> int:
        return sum(1 for note in self.notes if note.by_reviewer and note.answered_at is None)

    @property
    def dots(self) -> list[Dot]:
        """The values in time, oldest at the left; a period without a value leaves a gap."""
        known = [one.value for one in self.values if one.value is not None]
        if len(known) < 2:
            return []
        least, most = min(known), max(known)
        step = (WIDTH - 2 * EDGE) / (len(self.values) - 1)
        scale = (HEIGHT - 2 * EDGE) / ((most - least) or 1.0)
        return [
            Dot(
                round(EDGE + place * step, 1),
                round(HEIGHT - EDGE - (one.value - least) * scale, 1),
                one.is_this_report,
            )
            for place, one in enumerate(reversed(self.values))
            if one.value is not None
        ]

    @property
    def line(self) -> str:
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)


def entry_panel(entry: Entry, *, with_work: bool) -> EntryPanel:
    """Collect what stands behind an entry; notes and drafts' changes only for committee and reviewers."""
    report = entry.report
    notes = entry.review_notes.select_related("by") if with_work else ReviewNote.objects.none()
    changes = _changes(entry, report) if with_work else EntryChange.objects.none()
    return EntryPanel(
        entry=entry,
        values=_values(entry, report),
        notes=list(notes),
        evidence=list(
            report.evidence.filter(indicator=entry.indicator_id).select_related("file", "added_by")
        ),
        changes=list(changes.order_by("-at", "-pk")[:MOST_PERIODS]),
    )


def _changes(entry: Entry, report: StageReport) -> QuerySet[EntryChange]:
    """Return what was written into the cell in this revision and those before."""
    return EntryChange.objects.filter(
        entry__indicator=entry.indicator_id,
        entry__report__park=report.park_id,
        entry__report__period=report.period_id,
        entry__report__revision__lte=report.revision,
    ).select_related("by")


def _values(entry: Entry, report: StageReport) -> list[PastValue]:
    """Return this report's value and the accepted ones of the periods before, newest first."""
    earlier = (
        Observation.objects.current()
        .filter(park=report.park_id, indicator=entry.indicator_id)
        .filter(period__ends_on__lt=report.period.ends_on)
        .order_by("-period__ends_on")
        .values_list("period__code", "value", "missing_reason")[: MOST_PERIODS - 1]
    )
    this = PastValue(report.period.code, entry.value, entry.missing_reason, is_this_report=True)
    return [this, *(PastValue(*one) for one in earlier)]
