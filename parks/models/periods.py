"""Periods: months, quarters and years, each with its deadline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from parks.choices import Frequency


class PeriodQuerySet(models.QuerySet["Period"]):
    def ended(self, on: date) -> Self:
        return self.filter(ends_on__lt=on)


class Period(models.Model):
    """A month 2026-09, quarter 2026-Q3 or year 2026. Its deadline may be moved by an administrator."""

    code = models.CharField(_("code"), max_length=7, unique=True)
    every = models.CharField(_("kind"), max_length=10, choices=Frequency.choices)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    due_on = models.DateField(_("due"))
    locks_on = models.DateField(_("locked from"))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["ends_on", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")),
                name="period_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("ends_on"))
                & models.Q(locks_on__gt=models.F("due_on")),
                name="period_is_due_after_its_end",
            ),
        ]
        indexes = [models.Index(fields=["every", "ends_on"], name="period_by_kind_and_end")]

    def __str__(self) -> str:
        return self.code

    @property
    def opens_on(self) -> date:
        """A report opens on the day after its period ends."""
        return self.ends_on + timedelta(days=1)

    @property
    def last_month(self) -> int:
        """The period's last month as the engine counts: year × 12 + month − 1."""
        return self.ends_on.year * 12 + self.ends_on.month - 1
