"""The path: a park's record of the stages it has entered."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import Stage
from parks.models import Park


class PathStepQuerySet(models.QuerySet["PathStep"]):
    def in_force(self) -> PathStepQuerySet:
        """Steps whose decision has not been revoked."""
        return self.filter(revoked_at__isnull=True)

    def on(self, day: date) -> PathStepQuerySet:
        """Steps in force on a day, latest first."""
        return self.in_force().filter(entered_on__lte=day).order_by("-entered_on", "-pk")


class PathStep(models.Model):
    """A stage entered on a day, by an authority's entry decision or through a gate; a revoked one stays on record."""

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="path_steps")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices)
    entered_on = models.DateField(_("entered on"))
    reason = models.TextField(_("reason"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    gate_decision = models.OneToOneField(
        "governance.GateDecision", on_delete=models.PROTECT, null=True, related_name="path_step"
    )
    revoked_at = models.DateTimeField(null=True)

    objects = PathStepQuerySet.as_manager()

    class Meta:
        ordering = ["park", "entered_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "entered_on"],
                condition=models.Q(revoked_at__isnull=True),
                name="path_step_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.park} {self.stage} {self.entered_on}"

    @property
    def audit_park_id(self) -> int:
        return self.park_id
