"""Revisions of a report: the draft copy that reopening makes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from governance.choices import EntrySource, ReportStatus
from governance.models import Entry, Evidence, FormEntry, ReportForm, StageReport
from governance.services.register_readings import read_registers
from governance.services.reports import empty_entry, kept_open_until
from parks.models import Park


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
    read_registers([draft])
    return draft


@transaction.atomic
def supplement_report(report: StageReport, form: ReportForm, *, stage: str) -> StageReport | None:
    """Ask in the next revision of an accepted report what the form of a later stage asks besides.

    None where there is nothing more to ask, or where the report is not the newest revision and accepted. Twice changes
    nothing.
    """
    Park.objects.select_for_update().get(pk=report.park_id)
    report = StageReport.objects.select_related("park", "period").get(pk=report.pk)
    more = _asked_besides(report, form)
    if report.status != ReportStatus.ACCEPTED or newer_revision(report) or not more:
        return None
    reason = _("The park has entered a further stage, which asks for more of this year.")
    draft = copy_to_next_revision(report, reason=reason)
    draft.form, draft.stage = form, stage
    draft.save(update_fields=["form", "stage"])
    Entry.objects.bulk_create(empty_entry(draft, row) for row in more)
    read_registers([draft])
    audit.record("report.supplement", by=None, on=draft, revision=draft.revision, stage=stage)
    return draft


def _asked_besides(report: StageReport, form: ReportForm) -> list[FormEntry]:
    """Return the rows of a form that a report has no entry for, in the order of the form."""
    there = report.entries.values("indicator")
    rows = form.entries.exclude(source=EntrySource.FORMULA).exclude(indicator__in=there)
    return list(rows.select_related("indicator"))
