"""Parks: the things assessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parks.choices import Industry, ParkLevel
from parks.models.naming import NamedInBoth
from parks.models.regions import Region

if TYPE_CHECKING:
    from datetime import datetime

CODE = re.compile(r"[A-Z0-9-]{1,32}", re.ASCII)
park_code = RegexValidator(
    r"\A[A-Z0-9-]{1,32}\Z", _("A park code has 1 to 32 capital letters, digits and hyphens.")
)


def is_code(text: str) -> bool:
    """Whether `text` can be the code of a park or region."""
    return CODE.fullmatch(text) is not None


class ParkQuerySet(models.QuerySet["Park"]):
    def for_display(self) -> Self:
        return self.select_related("region").prefetch_related("industries")

    def below(self, region_code: str) -> Self:
        """Parks of a region and of all below it; none where there is no such region."""
        region = Region.objects.filter(code=region_code).exclude(path="").first()
        return self.filter(region__path__startswith=region.path) if region else self.none()


class Park(NamedInBoth):
    """An industrial park. The code is its key in addresses, files and API, and never changes."""

    code = models.CharField(_("code"), max_length=32, unique=True, validators=[park_code])
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="parks")
    level = models.CharField(_("level"), max_length=20, choices=ParkLevel.choices, blank=True)
    founded_year = models.PositiveSmallIntegerField(_("year founded"), null=True, blank=True)
    area_ha = models.FloatField(_("area in hectares"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    boundary = models.JSONField(_("boundary"), null=True, blank=True)
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    objects = ParkQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(area_ha__isnull=True) | models.Q(area_ha__gt=0),
                name="park_area_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(
                    longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90
                ),
                name="park_point_on_earth",
            ),
        ]

    @property
    def audit_park_id(self) -> int:
        """The park whose audit chain records acts on this."""
        return self.pk


class ParkIndustry(models.Model):
    """One leading industry of a park."""

    park = models.ForeignKey(Park, on_delete=models.CASCADE, related_name="industries")
    industry = models.CharField(max_length=3, choices=Industry.choices)

    class Meta:
        ordering = ["industry"]
        constraints = [
            models.UniqueConstraint(fields=["park", "industry"], name="park_industry_once")
        ]

    def __str__(self) -> str:
        return self.get_industry_display()
