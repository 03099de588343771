"""Plots: the parcels of a park, with what stands on them since when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parks.choices import Implementer, LandModel, LandUse, PlotStatus
from parks.models.records import NamedRecord


class Plot(NamedRecord):
    """A parcel as it is now. What can change with time holds `since` a day; how it was before is in its states."""

    geometry = models.JSONField(_("geometry"), null=True, blank=True)
    area_m2 = models.FloatField(_("area in m²"), null=True, blank=True)
    is_pilot = models.BooleanField(_("pilot plot"), default=False)
    since = models.DateField(_("as it is since"), null=True, blank=True)
    land_use = models.CharField(_("land use"), max_length=20, choices=LandUse.choices)
    land_model = models.CharField(
        _("land model"), max_length=20, choices=LandModel.choices, blank=True
    )
    status = models.CharField(_("status"), max_length=25, choices=PlotStatus.choices)
    floor_area_m2 = models.FloatField(_("floor area in m²"), null=True, blank=True)
    footprint_m2 = models.FloatField(_("footprint of the buildings in m²"), null=True, blank=True)
    implementer = models.CharField(
        _("renewal carried out by"), max_length=25, choices=Implementer.choices, blank=True
    )
    ended_on = models.DateField(_("given up on"), null=True, blank=True)

    DATED: ClassVar = (
        "land_use", "land_model", "status", "floor_area_m2", "footprint_m2", "implementer", "is_pilot",
    )  # fmt: skip

    class Meta(NamedRecord.Meta):
        verbose_name = _("plot")
        verbose_name_plural = _("plots")


class PlotState(models.Model):
    """What held of a plot from a day on, until the day of its next state; without a day, from the beginning."""

    plot = models.ForeignKey(Plot, on_delete=models.CASCADE, related_name="states")
    since = models.DateField(null=True)
    land_use = models.CharField(max_length=20, choices=LandUse.choices)
    land_model = models.CharField(max_length=20, choices=LandModel.choices, blank=True)
    status = models.CharField(max_length=25, choices=PlotStatus.choices)
    floor_area_m2 = models.FloatField(null=True)
    footprint_m2 = models.FloatField(null=True)
    implementer = models.CharField(max_length=25, choices=Implementer.choices, blank=True)
    is_pilot = models.BooleanField(default=False)

    class Meta:
        ordering = ["plot", models.F("since").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["plot", "since"], name="plot_state_once"),
            models.UniqueConstraint(
                fields=["plot"], condition=Q(since__isnull=True), name="plot_state_one_beginning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plot_id} {self.since or ''}"
