"""Facilities and enterprises: what serves the people of a park, and who works there."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from parks.choices import FacilityKind
from parks.models.plots import Plot
from parks.models.records import NamedRecord

division = RegexValidator(
    r"\A[A-T][0-9]{2}\Z",
    _("An industry is a letter and two digits of GB/T 4754, such as C26."),
    code="industry_malformed",
)


class Facility(NamedRecord):
    """A point that serves people, with how many it can serve."""

    kind = models.CharField(_("kind"), max_length=20, choices=FacilityKind.choices)
    longitude = models.FloatField(_("longitude"))
    latitude = models.FloatField(_("latitude"))
    capacity = models.FloatField(_("capacity in people"), null=True, blank=True)
    is_barrier_free = models.BooleanField(_("barrier-free"), default=False)
    barrier_free_since = models.DateField(_("barrier-free since"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta(NamedRecord.Meta):
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")


class Enterprise(NamedRecord):
    """A firm that settled in the park, resident until it left."""

    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    industry = models.CharField(_("industry code"), max_length=3, validators=[division])
    settled_on = models.DateField(_("settled on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    plot = models.ForeignKey(
        Plot, on_delete=models.PROTECT, null=True, blank=True,
        related_name="enterprises", verbose_name=_("plot"),
    )  # fmt: skip
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    is_high_tech = models.BooleanField(_("high-tech enterprise"), default=False)

    class Meta(NamedRecord.Meta):
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
