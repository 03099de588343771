"""Grants: who has which role where, and from when to when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parks.choices import Role
from parks.models.parks import Park
from parks.models.regions import Region


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, on: date) -> Self:
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on),
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            ended_at__isnull=True,
        )

    def for_display(self) -> Self:
        return self.select_related("user", "park", "region", "granted_by")


class Grant(models.Model):
    """A role in a scope: one park, one region with all below it, or (neither named) everywhere."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    park = models.ForeignKey(
        Park, on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    region = models.ForeignKey(
        Region, on_delete=models.CASCADE, null=True, blank=True, related_name="grants"
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(park__isnull=True) | Q(region__isnull=True), name="grant_has_one_scope"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.EDITOR, Role.LEAD]) | Q(park__isnull=False),
                name="grant_of_a_committee_names_a_park",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")),
                name="grant_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def audit_park_id(self) -> int | None:
        return self.park_id
