"""Days that this installation sets itself in the calendar of working days."""

from __future__ import annotations

from datetime import date as day
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = day(1949, 1, 1), day(2199, 12, 31)


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def between(self, first: day, last: day) -> Self:
        """The days from `first` to `last`, both included."""
        return self.filter(date__range=(first, last))


class CalendarDay(models.Model):
    """An exception of the installation: it wins over the public holidays and the weekend."""

    date = models.DateField(_("date"), unique=True)
    is_working = models.BooleanField(_("working day"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = CalendarDayQuerySet.as_manager()
    audit_park_id: ClassVar[None] = None

    class Meta:
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(date__gte=FIRST_DAY, date__lte=LAST_DAY),
                name="calendar_day_lies_in_our_time",
            ),
        ]

    def __str__(self) -> str:
        return self.date.isoformat()
