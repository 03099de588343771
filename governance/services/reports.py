"""Opens stage reports and writes their values, notes and narrative."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

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
from governance.services.register_readings import read_registers
from parks.choices import MissingReason
from parks.models import Observation, Park, Period
from parks.permissions import parks_of
from parks.services.periods import DAYS_UNTIL_LOCKED

LARGEST_VALUE = 1e15
LONGEST_NOTE = 4_000
LONGEST_NARRATIVE = 20_000


@dataclass(frozen=True)
class Opening:
    """A report that is to be opened, with the form and stage that it is asked at."""

    park: Park
    period: Period
    form: ReportForm
    stage: str


def open_report(park: Park, period: Period, form: ReportForm, *, stage: str) -> StageReport:
    """Open the draft of a park and period with one empty entry per asked row; one that is open already stays."""
    return open_reports([Opening(park, period, form, stage)])[0]


@transaction.atomic
def open_reports(openings: Sequence[Opening]) -> list[StageReport]:
    """Open drafts together, so that each register is read once for all of a period; what is open already stays."""
    parks = [one.park.pk for one in openings]
    list(Park.objects.select_for_update().filter(pk__in=parks).order_by("pk"))
    newest = StageReport.objects.filter(
        park__in=parks, period__in={one.period.pk for one in openings}
    ).order_by("revision")
    there = {(one.park_id, one.period_id): one for one in newest}
    new = [one for one in openings if (one.park.pk, one.period.pk) not in there]
    for report in _make_drafts(new):
        there[report.park_id, report.period_id] = report
    return [there[one.park.pk, one.period.pk] for one in openings]


def _make_drafts(openings: Sequence[Opening]) -> list[StageReport]:
    drafts = StageReport.objects.bulk_create(
        StageReport(
            park=one.park,
            period=one.period,
            form=one.form,
            stage=one.stage,
            opened_at=clock.now(),
            open_until=kept_open_until(one.period),
        )
        for one in openings
    )
    rows = _asked_rows({one.form.pk for one in openings})
    Entry.objects.bulk_create(empty_entry(one, row) for one in drafts for row in rows[one.form_id])
    read_registers(drafts)
    for one in drafts:
        audit.record("report.create", by=None, on=one, revision=one.revision, stage=one.stage)
    return drafts


def _asked_rows(forms: Set[int]) -> defaultdict[int, list[FormEntry]]:
    """Return the rows that forms ask for, by form; formulas ask for nothing."""
    rows: defaultdict[int, list[FormEntry]] = defaultdict(list)
    asked = FormEntry.objects.filter(form__in=forms).exclude(source=EntrySource.FORMULA)
    for row in asked.select_related("indicator"):
        rows[row.form_id].append(row)
    return rows


def empty_entry(report: StageReport, row: FormEntry) -> Entry:
    """Make an entry; here it is fixed whether a platform indicator is read or asked for."""
    source = EntrySource(row.source)
    if source == EntrySource.REGISTER and row.indicator.code not in MEASURES:
        source = EntrySource.SELF_REPORTED
    return Entry(report=report, indicator=row.indicator, source=source)


@dataclass(frozen=True)
class Filled:
    """What a cell holds: a value, or the stated reason for none, or nothing yet; and a note."""

    value: float | None
    missing_reason: str
    note: str

    @classmethod
    def of(cls, entry: Entry) -> Filled:
        return cls(entry.value, entry.missing_reason, entry.note)


@dataclass(frozen=True)
class Cell:
    """What a person puts into a cell, and the version of it that they saw."""

    filled: Filled
    seen_version: int


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
    cell = Cell(Filled(value, missing_reason, note), seen_version)
    return save_entries(report, {indicator: cell}, by=by)[0]


@transaction.atomic
def save_entries(report: StageReport, cells: Mapping[str, Cell], *, by: User) -> list[Entry]:
    """Write several cells of a draft by the codes of their indicators: all of them or, where one is refused, none."""
    report = lock_draft(report, by=by)
    asked = {
        entry.indicator.code: entry
        for entry in report.entries.filter(indicator__code__in=cells).select_related("indicator")
    }
    entries, changed = [], []
    for code, cell in cells.items():
        filled = replace(cell.filled, note=cell.filled.note.strip())
        entry = _writable(asked.get(code), filled)
        entries.append(entry)
        if filled != Filled.of(entry):
            if cell.seen_version != entry.version:
                raise _changed_meanwhile(entry, filled)
            changed.append((entry, filled))
    _write(report, changed, by=by)
    return entries


def _writable(entry: Entry | None, filled: Filled) -> Entry:
    """Return the entry if it is asked for and the committee may put `filled` into it."""
    _check_filled(filled)
    if entry is None:
        raise RuleBroken("entry_unknown", _("This report does not ask for this indicator."))
    if entry.source == EntrySource.REGISTER:
        raise RuleBroken("entry_read_only", _("This value is read from the platform's registers."))
    return entry


def lock_draft(report: StageReport, *, by: User) -> StageReport:
    """Lock a report for writing; refused to everybody but its committee, and to all once it is no draft."""
    locked = (
        StageReport.objects.select_for_update(of=("self",))
        .select_related("park", "period")
        .get(pk=report.pk)
    )
    if not parks_of(by, *COMMITTEE).filter(pk=locked.park_id).exists():
        raise PermissionDenied(_("Only the committee of the park fills in its reports."))
    if locked.status != ReportStatus.DRAFT:
        raise NoLongerPossible(
            "report_not_draft", _("This report has been submitted; only drafts can be changed.")
        )
    require_unlocked(locked)
    return locked


def require_unlocked(report: StageReport) -> None:
    """Refuse what would change a report after its period has been locked."""
    if clock.today() >= report.locks_on:
        raise NoLongerPossible(
            "period_locked",
            _("The period %(period)s is locked; an administrator can move its deadline.")
            % {"period": report.period.code},
        )


def kept_open_until(period: Period) -> date | None:
    """Return until when a draft that begins today may be written although its period is locked before; none if in time.

    A report may begin after its period was due: reopened, returned, or asked for when a park enters a stage.
    """
    today = clock.today()
    until = today + timedelta(days=DAYS_UNTIL_LOCKED)
    return until if today > period.due_on and until > period.locks_on else None


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


def _write(report: StageReport, cells: Sequence[tuple[Entry, Filled]], *, by: User) -> None:
    """Store cells of a locked draft, each with its history and audit entry."""
    now = clock.now()
    changes = [
        {
            "indicator": entry.indicator.code,
            "before": [entry.value, entry.missing_reason, entry.note],
            "after": [filled.value, filled.missing_reason, filled.note],
        }
        for entry, filled in cells
    ]
    audit.record_each("entry.write", changes, by=by, on=report)
    for entry, filled in cells:
        entry.value, entry.missing_reason = filled.value, filled.missing_reason
        entry.note, entry.version = filled.note, entry.version + 1
        entry.changed_at, entry.changed_by = now, by
    written = [entry for entry, _filled in cells]
    fields = ["value", "missing_reason", "note", "version", "changed_at", "changed_by"]
    Entry.objects.bulk_update(written, fields)
    EntryChange.objects.bulk_create(
        EntryChange(
            entry=entry,
            by=by,
            at=now,
            value=entry.value,
            missing_reason=entry.missing_reason,
            note=entry.note,
        )
        for entry in written
    )


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
        .select_related("indicator")
    )
    latest = _latest_values(report, [entry.indicator_id for entry in empty])
    copied = [entry for entry in empty if entry.indicator_id in latest]
    cells = [(entry, Filled(latest[entry.indicator_id], "", entry.note)) for entry in copied]
    _write(report, cells, by=by)
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
