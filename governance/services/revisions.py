"""Revisions of a report: the draft copy that reopening makes."""

from __future__ import annotations

from accounts import clock
from governance.models import Entry, Evidence, StageReport
from governance.services.reports import kept_open_until, read_registers


def newer_revision(report: StageReport) -> bool:
    """Whether the same park and period have a later revision."""
    return StageReport.objects.filter(
        park=report.park_id, period=report.period_id, revision__gt=report.revision
    ).exists()


def copy_to_next_revision(report: StageReport, *, reason: str) -> StageReport:
    """Make the next revision as a draft: the same form, values, notes, narrative and evidence."""
    draft = StageReport.objects.create(
        park=report.park,
        period=report.period,
        revision=report.revision + 1,
        stage=report.stage,
        form=report.form,
        narrative=report.narrative,
        opened_at=clock.now(),
        open_until=kept_open_until(report.period),
        reopened_for=reason,
    )
    Entry.objects.bulk_create(
        Entry(
            report=draft,
            indicator_id=entry.indicator_id,
            source=entry.source,
            value=entry.value,
            missing_reason=entry.missing_reason,
            note=entry.note,
            changed_at=entry.changed_at,
            changed_by_id=entry.changed_by_id,
        )
        for entry in report.entries.all()
    )
    Evidence.objects.bulk_create(
        Evidence(
            report=draft,
            indicator_id=one.indicator_id,
            kind=one.kind,
            title=one.title,
            file_id=one.file_id,
            url=one.url,
            added_by_id=one.added_by_id,
            added_at=one.added_at,
        )
        for one in report.evidence.all()
    )
    read_registers(draft)
    return draft
