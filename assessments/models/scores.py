"""Standing scores: what accepted values say of a park in a quarter. Changed rows are superseded, never overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.choices import NullReason
from assessments.models.frameworks import FrameworkVersion, Node
from governance.choices import Stage
from parks.models import Park, Period


class StandingQuarter(models.Model):
    """The state of one park's scores in one ended quarter, under the version in force on its last day.

    What the portfolio reads of all parks at once is kept with it, copied from the scores: that of the node to show
    first (`head`), and of every node above the concepts `outline`, by its code [value, reason, completeness, low, high].
    """

    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="standing_quarters")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    is_stale = models.BooleanField(_("to be scored again"), default=True)
    scored_at = models.DateTimeField(null=True, blank=True)
    problems = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    manifest = models.JSONField(default=dict)
    head = models.ForeignKey(Node, on_delete=models.PROTECT, null=True, related_name="+")
    head_score = models.FloatField(_("score"), null=True)
    head_completeness = models.FloatField(_("completeness"), null=True)
    outline = models.JSONField(default=dict)

    class Meta:
        ordering = ["park", "-period__ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["park", "period"], name="standing_quarter_once")
        ]
        indexes = [
            models.Index(
                fields=["period", "version", "stage", "head_score"], name="standing_of_portfolio"
            ),
            models.Index(fields=["scored_at"], name="standing_last_scored"),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.period_id}"


class ScoreQuerySet(models.QuerySet["Score"]):
    def current(self) -> Self:
        return self.filter(superseded_at__isnull=True)

    def known_at(self, moment: datetime) -> Self:
        return self.filter(
            Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment), recorded_at__lte=moment
        )


class Score(models.Model):
    """A node's score of a park in a quarter, 0–100, with its bounds, completeness and, if null, the reason.

    A quarter of a nation is a million of them, most of the time being spent on foreign keys. Its park, quarter and version are
    held by StandingQuarter, and what is protected cannot be deleted, so that the database need not check each row again.
    """

    park = models.ForeignKey(
        Park,
        on_delete=models.PROTECT,
        related_name="scores",
        db_constraint=False,
        db_index=False,  # score_history begins with it
    )
    period = models.ForeignKey(
        Period,
        on_delete=models.PROTECT,
        related_name="scores",
        db_constraint=False,
        db_index=False,  # score_of_quarter_and_node begins with it
    )
    node = models.ForeignKey(
        Node, on_delete=models.PROTECT, related_name="scores", db_constraint=False
    )
    value = models.FloatField(_("score"), null=True)
    null_reason = models.CharField(max_length=20, choices=NullReason.choices, blank=True)
    completeness = models.FloatField(_("completeness"), null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    cap = models.JSONField(null=True)
    raw_value = models.FloatField(null=True)
    carried_from = models.ForeignKey(
        Period,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        ordering = ["park", "period", "node__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["park", "period", "node"],
                condition=Q(superseded_at__isnull=True),
                name="score_one_current",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False, null_reason="")
                | (Q(value__isnull=True) & ~Q(null_reason="")),
                name="score_or_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["period", "node"], name="score_of_quarter_and_node"),
            models.Index(fields=["park", "period", "node"], name="score_history"),
        ]

    def __str__(self) -> str:
        return f"{self.park_id} {self.period_id} {self.node_id}"
