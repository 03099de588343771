"""Assignments: which framework version scores which parks, from which period on."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.frameworks import FrameworkVersion
from parks.models import Park, Period, Region


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def for_display(self) -> Self:
        """With all that a list shows, the latest start first; without the long source of the version."""
        return self.select_related(
            "version__framework", "region", "park", "from_period", "assigned_by"
        ).defer("version__source")


class Assignment(models.Model):
    """A version assigned to a region with all below it, or to one park; the nearest scope wins."""

    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="assignments"
    )
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_period = models.ForeignKey(
        Period, on_delete=models.PROTECT, related_name="+", verbose_name=_("from period")
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    assigned_at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-from_period__starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(park__isnull=True, region__isnull=False)
                | Q(park__isnull=False, region__isnull=True),
                name="assignment_has_one_scope",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.region or self.park} {self.from_period}"

    @property
    def audit_park_id(self) -> int | None:
        return self.park_id
