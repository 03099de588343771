"""Stage reports: what a committee files for a park and a period, with entries, steps and notes."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import EntrySource, ReportStatus, Stage
from governance.models.forms import ReportForm
from parks.choices import MissingReason
from parks.models import Indicator, Observation, Park, Period

PERSON = settings.AUTH_USER_MODEL


class StageReportQuerySet(models.QuerySet["StageReport"]):
    def for_display(self) -> Self:
        return self.select_related("park__region", "period", "form", "submitted_by", "accepted_by")

    def awaiting_review(self) -> Self:
        return self.filter(status__in=[ReportStatus.SUBMITTED, ReportStatus.IN_REVIEW])

    def newest_revisions(self) -> Self:
        """The newest revision among the rows of this set, one per park and period."""
        newer = self.model.objects.filter(
            park=models.OuterRef("park"),
            period=models.OuterRef("period"),
            revision__gt=models.OuterRef("revision"),
        ).filter(pk__in=self.values("pk"))
        return self.filter(~models.Exists(newer))


class StageReport(models.Model):
    """One revision of a park's report for a period. Its status is written by report_workflow alone."""

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="reports")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports")
    revision = models.PositiveIntegerField(default=1)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, blank=True)
    form = models.ForeignKey(ReportForm, on_delete=models.PROTECT, related_name="reports")
    status = models.CharField(
        _("status"), max_length=10, choices=ReportStatus.choices, default=ReportStatus.DRAFT
    )
    narrative = models.TextField(_("narrative"), blank=True)
    narrative_version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    open_until = models.DateField(_("kept open until"), null=True, blank=True)
    reopened_for = models.TextField(_("reason for reopening"), blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = StageReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period__ends_on", "park", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "period", "revision"], name="report_revision_once"
            ),
            models.UniqueConstraint(
                fields=["park", "period"],
                condition=~Q(status=ReportStatus.ACCEPTED),
                name="report_one_open_revision",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.ACCEPTED)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="report_accepted_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["status", "submitted_at"], name="report_waiting")]

    def __str__(self) -> str:
        return f"{self.park.code} {self.period.code} r{self.revision}"

    @property
    def audit_park_id(self) -> int:
        return self.park_id

    @property
    def locks_on(self) -> date:
        """The day from which a draft can no longer be written: its period's, unless it is kept open for longer."""
        return max(self.period.locks_on, self.open_until or self.period.locks_on)


class Entry(models.Model):
    """One value in a report, or the stated reason for having none; empty until somebody fills it.

    `part` and `whole` are what a value read from a register was made of.
    """

    report = models.ForeignKey(StageReport, on_delete=models.CASCADE, related_name="entries")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=15, choices=EntrySource.choices, default=EntrySource.ENTRY)
    value = models.FloatField(_("value"), null=True, blank=True)
    missing_reason = models.CharField(
        _("reason for no value"), max_length=20, choices=MissingReason.choices, blank=True
    )
    part = models.FloatField(_("what counts"), null=True, blank=True)
    whole = models.FloatField(_("out of"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    observation = models.ForeignKey(
        Observation, on_delete=models.PROTECT, null=True, related_name="entries"
    )

    class Meta:
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="entry_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(missing_reason=""), name="entry_value_or_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.indicator_id}"

    @property
    def is_filled(self) -> bool:
        """Whether a value or a reason for none is stated."""
        return self.value is not None or bool(self.missing_reason)


class EntryChange(models.Model):
    """Who wrote what into an entry: the history of a cell, and the ban on judging one's own."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="changes")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    value = models.FloatField(null=True)
    missing_reason = models.CharField(max_length=20, choices=MissingReason.choices, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["entry", "at", "pk"]
        indexes = [models.Index(fields=["by", "entry"], name="entry_change_by_writer")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.at:%Y-%m-%d %H:%M}"


class ReportStep(models.Model):
    """A step in a report's life, with who, when and why: the return record and its like."""

    report = models.ForeignKey(StageReport, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.step}"


class ReviewNote(models.Model):
    """A remark on one entry, by a reviewer or as the committee's answer."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="review_notes")
    text = models.TextField(_("note"))
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by_reviewer = models.BooleanField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["entry", "at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
