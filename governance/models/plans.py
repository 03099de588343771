"""The planning chain of a park: plot development details, unit implementation plan, zoning strategy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import PlanKind, PlanStatus
from parks.models import Plot
from parks.models.records import NamedRecord


class Plan(NamedRecord):
    """A plan, with where it stands and which plots it covers."""

    kind = models.CharField(_("kind"), max_length=25, choices=PlanKind.choices)
    status = models.CharField(_("status"), max_length=20, choices=PlanStatus.choices)
    begun_on = models.DateField(_("begun on"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    plots = models.ManyToManyField(Plot, blank=True, related_name="+", verbose_name=_("plots"))

    class Meta(NamedRecord.Meta):
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
