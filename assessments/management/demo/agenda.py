"""Lets things happen one after the other, each at its moment, up to now."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils import timezone

from accounts import clock

Act = Callable[[], object]


def on(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of the installation's local time."""
    return datetime.combine(day, time(hour, minute), timezone.get_default_timezone())


def local_day(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


class Agenda:
    """Acts in the order of their moments; what is done may put further acts on it. Nothing happens after `until`."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        self._waiting: list[tuple[datetime, int, Act]] = []
        self._numbers = count()

    @property
    def today(self) -> date:
        return local_day(self.until)

    def plan(self, at: datetime, act: Act) -> None:
        if at <= self.until:
            heapq.heappush(self._waiting, (at, next(self._numbers), act))

    def run(self) -> None:
        while self._waiting:
            at, _number, act = heapq.heappop(self._waiting)
            with clock.at(at):
                act()

    def first_of_months(self, first: date) -> list[date]:
        """Return the first day of every month from `first` on."""
        days = [first]
        while (following := (days[-1] + timedelta(days=32)).replace(day=1)) <= self.today:
            days.append(following)
        return days
