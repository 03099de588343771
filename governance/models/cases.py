"""Approval cases of renewal projects, with what happened to them on the way."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import CaseEventKind, CaseOutcome
from parks.models.records import NamedRecord, Record


class ApprovalCase(NamedRecord):
    """An application that was accepted for decision within a promised number of working days."""

    applicant = models.CharField(_("applicant"), max_length=200, blank=True)
    is_renewal = models.BooleanField(_("renewal project"), default=True)
    is_fast_track = models.BooleanField(_("fast track"), default=False)
    accepted_on = models.DateField(_("accepted on"))
    promised_days = models.PositiveIntegerField(_("promised working days"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=CaseOutcome.choices, blank=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("approval case")
        verbose_name_plural = _("approval cases")


class CaseEvent(Record):
    """Something that happened to a case; between "paused" and "resumed" its working days do not count."""

    case = models.ForeignKey(
        ApprovalCase, on_delete=models.PROTECT, related_name="events", verbose_name=_("case")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=CaseEventKind.choices)
    happened_on = models.DateField(_("day"))
    note = models.TextField(_("note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("event of a case")
        verbose_name_plural = _("events of cases")
