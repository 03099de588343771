"""Observations: accepted facts with their revisions, and the latest of each."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from parks.choices import MissingReason, Provenance
from parks.models.indicators import Indicator
from parks.models.parks import Park
from parks.models.periods import Period


class ObservationQuerySet(models.QuerySet["Observation"]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)

    def for_display(self) -> Self:
        """With what a row shows, newest periods first and revisions together."""
        return self.select_related("indicator", "period", "recorded_by").order_by(
            "-period__ends_on", "period__every", "indicator__code", "-revision"
        )

    def known_at(self, moment: datetime) -> Self:
        """What was on record at `moment`."""
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), recorded_at__lte=moment
        )


class Observation(models.Model):
    """One accepted value, or the accepted reason for having none. A later revision supersedes it; nothing is deleted."""

    # Reads begin at the park, or at a period of all parks: no other single column has an index of its own.
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, related_name="observations", db_index=False
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="observations", db_index=False
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="observations")
    revision = models.PositiveIntegerField()
    value = models.FloatField(null=True)
    missing_reason = models.CharField(max_length=20, choices=MissingReason.choices, blank=True)
    provenance = models.CharField(max_length=10, choices=Provenance.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    superseded_at = models.DateTimeField(null=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["park", "indicator", "period", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "indicator", "period", "revision"], name="observation_revision_once"
            ),
            models.UniqueConstraint(
                fields=["park", "indicator", "period"],
                condition=Q(superseded_at__isnull=True),
                name="observation_one_current",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, missing_reason="")
                | (Q(value__isnull=True) & ~Q(missing_reason="")),
                name="observation_value_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.indicator_id} {self.period_id} r{self.revision}"


class LatestValue(models.Model):
    """The current observation of the latest period of each park and indicator, kept by parks.services.observations."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="latest_values")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="+")
    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["park", "indicator"], name="latest_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.indicator_id}"
