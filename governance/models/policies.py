"""Policies: what authorities issue for the parks of their region."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.choices import PolicyKind
from parks.models import Park, Region
from parks.models.naming import NamedInBoth

PERSON = settings.AUTH_USER_MODEL


class Policy(NamedInBoth):
    """A policy of a region, in force for all of its parks or, where parks are named, for these alone."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=PolicyKind.choices)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="policies", verbose_name=_("region")
    )
    parks = models.ManyToManyField(
        Park, blank=True, related_name="policies", verbose_name=_("only for these parks")
    )
    issuer = models.CharField(_("issuer"), max_length=200)
    number = models.CharField(_("document number"), max_length=100, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    audit_park_id: ClassVar[None] = None

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["-in_force_from", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()
