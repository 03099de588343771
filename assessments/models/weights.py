"""Weights sets: weights of a panel for one version, which act in runs only and freeze at first use."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.frameworks import FrameworkVersion


class WeightsSetQuerySet(models.QuerySet["WeightsSet"]):
    def for_display(self) -> Self:
        return self.select_related("version__framework", "made_by").defer("version__source")


class WeightsSet(models.Model):
    """Weights by node code, as entered; a node that is not named keeps the weight of its version.

    `note` says where they come from: the panel, its method and its day.
    """

    version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="weights_sets"
    )
    name = models.CharField(_("name"), max_length=120)
    note = models.TextField(_("where they come from"), blank=True)
    weights = models.JSONField(_("weights"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = WeightsSetQuerySet.as_manager()

    class Meta:
        ordering = ["version", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "made_by", "name"], name="weights_set_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
