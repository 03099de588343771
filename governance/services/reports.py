"""Opens stage reports and writes their values, notes and narrative."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import EntrySource, ReportStatus
from governance.measures import MEASURES
from governance.models import Entry, EntryChange, FormEntry, ReportForm, StageReport
from governance.permissions import COMMITTEE
from parks.choices import MissingReason
from parks.models import Observation, Park, Period
from parks.permissions import parks_of

LARGEST_VALUE = 1e15
LONGEST_NOTE = 4_000
LONGEST_NARRATIVE = 20_000


@transaction.atomic
def open_report(park: Park, period: Period, form: ReportForm, *, stage: str) -> StageReport:
    """Open the draft of a park and period with one empty entry per asked row; one that is open already stays."""
    Park.objects.select_for_update().get(pk=park.pk)
    existing = StageReport.objects.filter(park=park, period=period).order_by("-revision").first()
    if existing is not None:
        return existing
    report = StageReport.objects.create(
        park=park, period=period, form=form, stage=stage, opened_at=clock.now()
    )
    asked = form.entries.exclude(source=EntrySource.FORMULA).select_related("indicator")
    Entry.objects.bulk_create(_empty_entry(report, row) for row in asked)
    read_registers(report)
    audit.record("report.create", by=None, on=report, revision=report.revision, stage=stage)
    return report


def _empty_entry(report: StageReport, row: FormEntry) -> Entry:
    """Make an entry; here it is fixed whether a platform indicator is read or asked for."""
    source = EntrySource(row.source)
    if source == EntrySource.REGISTER and row.indicator.code not in MEASURES:
        source = EntrySource.SELF_REPORTED
    return Entry(report=report, indicator=row.indicator, source=source)


def read_registers(report: StageReport) -> None:
    """Put what the registers say now into the read-only entries of a draft."""
    entries = report.entries.filter(source=EntrySource.REGISTER).select_related("indicator")
    for entry in entries:
        measured = MEASURES[entry.indicator.code](report.park, report.period)
        entry.value, entry.missing_reason = measured.value, measured.missing_reason
        entry.changed_at = clock.now()
        entry.save(update_fields=["value", "missing_reason", "changed_at"])


@dataclass(frozen=True)
class Filled:
    """What a cell holds: a value, or the stated reason for none, or nothing yet; and a note."""

    value: float | None
    missing_reason: str
    note: str

    @classmethod
    def of(cls, entry: Entry) -> Filled:
        return cls(entry.value, entry.missing_reason, entry.note)


@transaction.atomic
def save_entry(  # noqa: PLR0913 - what a cell holds, one by one
    report: StageReport,
    indicator: str,
    *,
    value: float | None,
    missing_reason: str,
    note: str,
    seen_version: int,
    by: User,
) -> Entry:
    """Write one cell of a draft, unless somebody else changed it since the version that was seen."""
    report = lock_draft(report, by=by)
    filled = Filled(value, missing_reason, note.strip())
    _check_filled(filled)
    entry = report.entries.filter(indicator__code=indicator).select_related("indicator").first()
    if entry is None:
        raise RuleBroken("entry_unknown", _("This report does not ask for this indicator."))
    if entry.source == EntrySource.REGISTER:
        raise RuleBroken("entry_read_only", _("This value is read from the platform's registers."))
    if filled == Filled.of(entry):
        return entry
    if seen_version != entry.version:
        raise _changed_meanwhile(entry, filled)
    return _write(entry, filled, by=by)


def lock_draft(report: StageReport, *, by: User) -> StageReport:
    """Lock a report for writing; refused to everybody but its committee, and to all once it is no draft."""
    locked = (
        StageReport.objects.select_for_update(of=("self",))
        .select_related("park", "period")
        .get(pk=report.pk)
    )
    if not parks_of(by, *COMMITTEE).filter(pk=locked.park_id).exists():
        raise PermissionDenied("Only the committee of the park fills in its reports.")
    if locked.status != ReportStatus.DRAFT:
        raise NoLongerPossible(
            "report_not_draft", _("This report has been submitted; only drafts can be changed.")
        )
    require_unlocked(locked)
    return locked


def require_unlocked(report: StageReport) -> None:
    """Refuse what would change a report after its period has been locked."""
    if clock.today() >= report.period.locks_on:
        raise NoLongerPossible(
            "period_locked",
            _("The period %(period)s is locked; an administrator can move its deadline.")
            % {"period": report.period.code},
        )


def _check_filled(filled: Filled) -> None:
    if filled.value is not None and not math.isfinite(filled.value):
        raise RuleBroken("value_not_finite", _("Enter a number with a finite value."))
    if filled.value is not None and abs(filled.value) > LARGEST_VALUE:
        raise RuleBroken("value_too_large", _("This number is too large."))
    if filled.value is not None and filled.missing_reason:
        raise RuleBroken(
            "value_and_reason", _("Give either a value or the reason for having none.")
        )
    if filled.missing_reason and filled.missing_reason not in MissingReason.values:
        raise RuleBroken("reason_unknown", _("This reason for having no value is not known."))
    if len(filled.note) > LONGEST_NOTE:
        message = _("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE}
        raise RuleBroken("note_too_long", message)


def _changed_meanwhile(entry: Entry, yours: Filled) -> ChangedMeanwhile:
    """Both values, so that the person can choose."""
    changed_by = entry.changed_by
    return ChangedMeanwhile(
        "entry_changed",
        _("Somebody else changed this cell while you were editing it."),
        indicator=entry.indicator.code,
        yours={"value": yours.value, "missing_reason": yours.missing_reason, "note": yours.note},
        theirs={
            "value": entry.value,
            "missing_reason": entry.missing_reason,
            "note": entry.note,
            "version": entry.version,
            "changed_by": changed_by.name if changed_by else "",
            "changed_at": entry.changed_at.isoformat() if entry.changed_at else None,
        },
    )


def _write(entry: Entry, filled: Filled, *, by: User) -> Entry:
    """Store the cell with its history and audit entry."""
    before = Filled.of(entry)
    entry.value, entry.missing_reason, entry.note = (
        filled.value,
        filled.missing_reason,
        filled.note,
    )
    entry.version += 1
    entry.changed_at, entry.changed_by = clock.now(), by
    entry.save(
        update_fields=["value", "missing_reason", "note", "version", "changed_at", "changed_by"]
    )
    EntryChange.objects.create(
        entry=entry,
        by=by,
        at=entry.changed_at,
        value=filled.value,
        missing_reason=filled.missing_reason,
        note=filled.note,
    )
    audit.record(
        "entry.write",
        by=by,
        on=entry.report,
        indicator=entry.indicator.code,
        before=[before.value, before.missing_reason, before.note],
        after=[filled.value, filled.missing_reason, filled.note],
    )
    return entry


@transaction.atomic
def save_narrative(report: StageReport, *, text: str, seen_version: int, by: User) -> StageReport:
    """Write the narrative of a draft, unless somebody else changed it since."""
    report = lock_draft(report, by=by)
    text = text.strip().replace("\r\n", "\n")
    if len(text) > LONGEST_NARRATIVE:
        message = _("A narrative has at most %(most)s characters.") % {"most": LONGEST_NARRATIVE}
        raise RuleBroken("narrative_too_long", message)
    if text == report.narrative:
        return report
    if seen_version != report.narrative_version:
        raise ChangedMeanwhile(
            "narrative_changed",
            _("Somebody else changed the narrative while you were editing it."),
            yours={"text": text},
            theirs={"text": report.narrative, "version": report.narrative_version},
        )
    report.narrative = text
    report.narrative_version += 1
    report.save(update_fields=["narrative", "narrative_version"])
    audit.record("report.narrate", by=by, on=report, version=report.narrative_version)
    return report


@transaction.atomic
def copy_forward(report: StageReport, *, by: User) -> int:
    """Fill the empty cells of a draft with the latest earlier accepted values; return how many were filled."""
    report = lock_draft(report, by=by)
    empty = list(
        report.entries.filter(value__isnull=True, missing_reason="")
        .exclude(source=EntrySource.REGISTER)
        .select_related("indicator", "report__park", "report__period")
    )
    latest = _latest_values(report, [entry.indicator_id for entry in empty])
    copied = [entry for entry in empty if entry.indicator_id in latest]
    for entry in copied:
        _write(entry, Filled(latest[entry.indicator_id], "", entry.note), by=by)
    return len(copied)


def _latest_values(report: StageReport, indicators: list[int]) -> dict[int, float]:
    rows = (
        Observation.objects.current()
        .filter(park=report.park_id, indicator__in=indicators, value__isnull=False)
        .filter(period__ends_on__lt=report.period.ends_on)
        .order_by("period__ends_on")
    )
    return {
        indicator: value
        for indicator, value in rows.values_list("indicator_id", "value")
        if value is not None
    }
