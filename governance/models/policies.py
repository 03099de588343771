"""Policies: what authorities issue for the parks of their region."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from governance.choices import PolicyKind, PolicyState
from governance.models.start_of_day import StartOfDay
from parks.models import Park, Region
from parks.models.naming import NamedInBoth

PERSON = settings.AUTH_USER_MODEL


class PolicyQuerySet(models.QuerySet["Policy"]):
    def current(self) -> Self:
        """What has not been struck off."""
        return self.filter(removed_at__isnull=True)

    def in_force(self, day: date) -> Self:
        """What stands and is in force on a day; the last day counts."""
        ends = Q(in_force_until__isnull=True) | Q(in_force_until__gte=day)
        return self.current().filter(ends, in_force_from__lte=day)

    def for_display(self) -> Self:
        return self.select_related("region")

    def with_start(self) -> Self:
        """Add `in_force_at`: the moment at which the first day begins where the installation is."""
        return self.annotate(in_force_at=StartOfDay("in_force_from"))


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

    objects = PolicyQuerySet.as_manager()

    in_force_at: datetime  # from with_start()

    audit_park_id: ClassVar[None] = None

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["-in_force_from", "code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def state(self) -> PolicyState:
        """How it stands today."""
        today = clock.today()
        if self.removed_at is not None:
            return PolicyState.STRUCK_OFF
        if self.in_force_from > today:
            return PolicyState.COMING
        ended = self.in_force_until is not None and self.in_force_until < today
        return PolicyState.ENDED if ended else PolicyState.IN_FORCE
