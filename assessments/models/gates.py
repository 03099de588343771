"""Gate readings: in each scored quarter, what came of every rule of the gate that leads out of the park's stage."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from assessments.choices import Outcome
from assessments.models.frameworks import FrameworkVersion
from governance.choices import Stage
from parks.models import Park, Period


class GateReadingQuerySet(models.QuerySet["GateReading"]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)

    def known_at(self, moment: datetime) -> Self:
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), recorded_at__lte=moment
        )


class GateReading(models.Model):
    """One gate in one quarter of one park. `rules` holds, in the order of the framework, for each rule
    {"rule", "outcome", "margin", "missing"}: the margin in the unit of what is compared, null where it has no size.
    """

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="gate_readings")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    from_stage = models.CharField(max_length=10, choices=Stage.choices)
    to_stage = models.CharField(max_length=10, choices=Stage.choices)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    rules = models.JSONField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = GateReadingQuerySet.as_manager()

    class Meta:
        ordering = ["park", "period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "period"],
                condition=Q(superseded_at__isnull=True),
                name="gate_reading_one_current",
            )
        ]
        indexes = [models.Index(fields=["period", "outcome"], name="gate_reading_of_quarter")]

    def __str__(self) -> str:
        return f"{self.park_id} {self.period_id} {self.from_stage}→{self.to_stage} {self.outcome}"
