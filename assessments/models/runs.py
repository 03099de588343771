"""Assessment runs: one framework version over parks and a quarter, from frozen inputs, kept for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from assessments.choices import NullReason, RunStatus
from assessments.models.frameworks import FrameworkVersion, Node
from assessments.models.weights import WeightsSet
from governance.choices import Stage
from parks.models import Park, Period


class RunQuerySet(models.QuerySet["Run"]):
    def going_on(self) -> Self:
        return self.filter(status__in=[RunStatus.QUEUED, RunStatus.RUNNING])

    def for_display(self) -> Self:
        return self.select_related(
            "version__framework", "period", "weights", "started_by", "cancelled_by"
        ).defer("version__source")


class Run(models.Model):
    """A visible row per run. `parks_scored` of `parks_total` is its progress; `manifest` makes it verifiable.

    `frozen_at` is the moment at which its inputs were read; `seen_at` the last sign of life of whoever works on it;
    `taken_up` counts how often it was lost and taken up again. `error` is {"code", "message", "place", "value"} of a failed
    run. `notices` are {"code", "place", "count"}; those of its shards name the parks.
    """

    title = models.CharField(_("title"), max_length=200, blank=True)
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="runs")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    weights = models.ForeignKey(
        WeightsSet, on_delete=models.PROTECT, null=True, related_name="runs"
    )
    status = models.CharField(max_length=10, choices=RunStatus.choices, default=RunStatus.QUEUED)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="runs"
    )
    started_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_eager = models.BooleanField(default=False)
    taken_up = models.PositiveSmallIntegerField(default=0)
    parks_total = models.PositiveIntegerField(default=0)
    parks_scored = models.PositiveIntegerField(default=0)
    statistics = models.JSONField(default=dict)
    notices = models.JSONField(default=list)
    manifest = models.JSONField(default=dict)
    error = models.JSONField(default=dict)
    result_hash = models.CharField(max_length=64, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title or f"{self.version_id} {self.period_id}"

    @property
    def is_going_on(self) -> bool:
        return self.status in {RunStatus.QUEUED, RunStatus.RUNNING}

    @property
    def is_over_without_result(self) -> bool:
        return self.status in {RunStatus.FAILED, RunStatus.CANCELLED}

    @property
    def is_lost(self) -> bool:
        """Whether nobody has shown a sign of life for too long."""
        seen = self.seen_at or self.started_at
        patience = timedelta(seconds=settings.RUN_SIGN_OF_LIFE_SECONDS)
        return self.is_going_on and clock.now() - seen > patience


class RunShard(models.Model):
    """Consecutive parks of a run that one worker scores from `inputs` alone: frozen bytes, whose hash is kept.

    `leased_until` is how long a worker may be silent on it; done shards are never done again. `notices` are
    {"code", "place", "units"}: what the engine remarked about which of its parks.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="shards")
    number = models.PositiveIntegerField()
    inputs = models.BinaryField()
    inputs_hash = models.CharField(max_length=64)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    notices = models.JSONField(default=list)
    result_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="run_shard_once")]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number}"


class RunPark(models.Model):
    """A park of a run, at the stage it had on the quarter's last day."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="parks")
    park = models.ForeignKey(Park, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    shard_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["run", "park"]
        constraints = [models.UniqueConstraint(fields=["run", "park"], name="run_park_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.park_id}"


class RunScore(models.Model):
    """A node's score of a park in a run, as a standing score.

    A national run writes a million of them. Its parks are held by RunPark and its nodes by its version, so that the
    database need not check three foreign keys a row; the one unique key serves the reading too.
    """

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="scores", db_constraint=False, db_index=False
    )
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    node = models.ForeignKey(
        Node, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    value = models.FloatField(_("score"), null=True)
    null_reason = models.CharField(max_length=20, choices=NullReason.choices, blank=True)
    completeness = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    raw_value = models.FloatField(null=True)

    class Meta:
        ordering = ["run", "park", "node"]
        constraints = [
            models.UniqueConstraint(fields=["run", "park", "node"], name="run_score_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, null_reason="")
                | (Q(value__isnull=True) & ~Q(null_reason="")),
                name="run_score_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.park_id} {self.node_id}"


class RunRank(models.Model):
    """A park's place on one node above the concepts, ties sharing the smallest; made when all shards are done."""

    run = models.ForeignKey(
        Run, on_delete=models.CASCADE, related_name="ranks", db_constraint=False, db_index=False
    )
    node = models.ForeignKey(
        Node, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    park = models.ForeignKey(
        Park, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    place = models.PositiveIntegerField()

    class Meta:
        ordering = ["run", "node", "place"]
        constraints = [
            models.UniqueConstraint(fields=["run", "node", "park"], name="run_rank_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.node_id} {self.park_id}: {self.place}"
