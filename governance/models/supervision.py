"""Supervision: quarterly rounds with their sample, findings with their rectification, and monthly notices."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from governance.choices import FindingStatus, Severity
from governance.models.actors import Actor
from governance.models.evidence import Evidence
from governance.models.reports import StageReport
from parks.models import Park, Period, Region

PERSON = settings.AUTH_USER_MODEL


class SupervisionRoundQuerySet(models.QuerySet["SupervisionRound"]):
    def for_display(self) -> Self:
        return self.select_related("region", "period", "opened_by", "closed_by").annotate(
            drawn=models.Count("sample"),
            checked=models.Count("sample", filter=Q(sample__checked_at__isnull=False)),
        )


class SupervisionRound(models.Model):
    """The supervision of a region's parks in a quarter; its sample follows from the stored seed."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="rounds")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="rounds")
    seed = models.PositiveBigIntegerField()
    reports_asked = models.PositiveIntegerField(_("reports to be drawn"))
    evidence_asked = models.PositiveIntegerField(_("pieces of evidence to be drawn"))
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    summary = models.TextField(_("summary"), blank=True)

    audit_park_id: ClassVar[None] = None
    objects = SupervisionRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-period__ends_on", "region"]
        constraints = [
            models.UniqueConstraint(fields=["region", "period"], name="supervision_round_once")
        ]

    def __str__(self) -> str:
        return f"{self.region.code} {self.period.code}"


class Sampled(models.Model):
    """An accepted report, or one piece of its evidence, that a round has drawn; `checked_at` once it was looked at."""

    round = models.ForeignKey(SupervisionRound, on_delete=models.CASCADE, related_name="sample")
    position = models.PositiveIntegerField()
    report = models.ForeignKey(StageReport, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        ordering = ["round", "position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="sampled_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.position}"

    @property
    def address(self) -> str:
        """What names it in addresses and in the API: region, quarter, position."""
        return f"{self.round.region.code}/{self.round.period.code}/{self.position}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def for_display(self) -> Self:
        return self.select_related(
            "park__region",
            "responsible",
            "raised_by",
            "round__region",
            "round__period",
            "report__period",
        )

    def overdue(self) -> Self:
        """What is not closed although its deadline has passed."""
        return self.exclude(status=FindingStatus.CLOSED).filter(due_on__lt=clock.today())


class Finding(models.Model):
    """What supervision found in a park. Its status is written by finding_workflow alone."""

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="findings")
    round = models.ForeignKey(
        SupervisionRound, on_delete=models.PROTECT, null=True, blank=True, related_name="findings"
    )
    report = models.ForeignKey(
        StageReport, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(_("code"), max_length=40)
    title = models.CharField(_("what was found"), max_length=250)
    description = models.TextField(_("description"), blank=True)
    severity = models.CharField(_("severity"), max_length=10, choices=Severity.choices)
    responsible = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("responsible actor"),
    )  # fmt: skip
    status = models.CharField(
        _("status"), max_length=15, choices=FindingStatus.choices, default=FindingStatus.OPEN
    )
    raised_on = models.DateField(_("raised on"))
    raised_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("deadline"))
    action = models.TextField(_("corrective action"), blank=True)
    action_on = models.DateField(_("corrective action until"), null=True, blank=True)
    rectification = models.TextField(_("rectification"), blank=True)
    rectified_on = models.DateField(_("rectified on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    escalated_to = models.CharField(_("escalated to"), max_length=200, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["-raised_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["park", "code"], name="finding_code_once"),
            models.CheckConstraint(
                condition=~Q(status=FindingStatus.CLOSED) | Q(closed_on__isnull=False),
                name="finding_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def audit_park_id(self) -> int:
        return self.park_id

    @property
    def is_overdue(self) -> bool:
        return self.status != FindingStatus.CLOSED and self.due_on < clock.today()

    @property
    def age(self) -> timedelta:
        """How long it has been open, or was until it was closed."""
        return (self.closed_on or clock.today()) - self.raised_on


class FindingStep(models.Model):
    """A step in a finding's life, with who, when and why."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=20)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["finding", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.step}"


class MonthlyNoticeQuerySet(models.QuerySet["MonthlyNotice"]):
    def for_display(self) -> Self:
        return self.select_related("park__region", "period", "issued_by")


class MonthlyNotice(models.Model):
    """What was notified of a park for a month: figures frozen when a person issued it; due by a day."""

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="monthly_notices")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="monthly_notices")
    due_on = models.DateField(_("due"))
    figures = models.JSONField(default=dict)
    remarks = models.TextField(_("remarks"), blank=True)
    issued_at = models.DateTimeField(null=True)
    issued_on = models.DateField(_("issued on"), null=True)
    issued_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    objects = MonthlyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("monthly notice")
        verbose_name_plural = _("monthly notices")
        ordering = ["-period__ends_on", "park"]
        constraints = [
            models.UniqueConstraint(fields=["park", "period"], name="monthly_notice_once"),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True)
                | Q(issued_on__isnull=False, issued_by__isnull=False),
                name="monthly_notice_issued_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.park.code} {self.period.code}"

    @property
    def audit_park_id(self) -> int:
        return self.park_id

    @property
    def is_late(self) -> bool:
        return self.issued_on is not None and self.issued_on > self.due_on
