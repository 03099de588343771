"""Gate decisions: what an authority decided on the way between two stages, with all that it rested on."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import Stage, Verdict
from parks.models import Park, Period


class GateDecisionQuerySet(models.QuerySet["GateDecision"]):
    def in_force(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def for_display(self) -> Self:
        """With all that a list shows, the latest first."""
        return self.select_related("park", "period", "decided_by", "revoked_by").order_by(
            "-decided_at", "-pk"
        )


class GateDecision(models.Model):
    """A verdict on one gate of a park at a quarter. It may be revoked with a reason, never changed or deleted.

    `evaluation` is the frozen ground of the decision: the framework version with its hash, and of every quarter asked
    for each rule with its outcome, margin and missing names, and the scores that it read.
    """

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="gate_decisions")
    from_stage = models.CharField(_("from stage"), max_length=10, choices=Stage.choices)
    to_stage = models.CharField(_("to stage"), max_length=10, choices=Stage.choices)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("reason"))
    evaluation = models.JSONField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True)
    revoke_reason = models.TextField(blank=True)

    objects = GateDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["park", "decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="gate_decision_revoked_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.park} {self.from_stage}→{self.to_stage} {self.verdict}"

    @property
    def audit_park_id(self) -> int:
        return self.park_id
