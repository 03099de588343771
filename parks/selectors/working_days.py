"""Counts working days: Monday to Friday, unless the State Council or this installation says otherwise.

Where years are unknown to the library (`unknown_years`), only weekends and what is set here are days off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from engine.numbers import Bools, Ints
from parks.models import CalendarDay
from parks.selectors.public_holidays import known_years, state_days

FRIDAY = 4
MOST_DAYS_PER_WORKING_DAY = 2
LONGEST_FESTIVAL_DAYS = 30


@dataclass(frozen=True)
class WorkingDays:
    """A stretch of days, read once and asked many times. `counted` is the number worked up to each day."""

    starts_on: date
    counted: Ints

    def between(self, firsts: Sequence[date], lasts: Sequence[date]) -> Ints:
        """Count for each pair as `working_days_between` does; the days lie in the stretch."""
        return self.counted[self._places(lasts)] - self.counted[self._places(firsts)]

    def after(self, days: Sequence[date], numbers: Sequence[int]) -> list[date]:
        """Return for each day what `add_working_days` does; the stretch is long enough."""
        wanted = self.counted[self._places(days)] + np.asarray(numbers, dtype=np.int64)
        reached = np.searchsorted(self.counted, wanted)
        return [
            self.starts_on + timedelta(days=int(place)) if number else day
            for day, number, place in zip(days, numbers, reached, strict=True)
        ]

    def _places(self, days: Sequence[date]) -> Ints:
        ordinals = np.fromiter((day.toordinal() for day in days), np.int64, len(days))
        return ordinals - self.starts_on.toordinal()


def working_days(first: date, last: date) -> WorkingDays:
    """Read which days from `first` to `last`, both included, are worked. One query."""
    return WorkingDays(first, np.cumsum(_worked(first, last), dtype=np.int64))


def is_working_day(day: date) -> bool:
    """Whether people work on a day."""
    return bool(_worked(day, day)[0])


def working_days_between(first: date, last: date) -> int:
    """Count the working days after `first` up to and including `last`.

    The same day gives 0. Where `last` comes before `first` the count is that of the two days swapped, with a minus:
    so counts always add up, between(a, b) + between(b, c) = between(a, c).
    """
    return int(working_days_between_each([first], [last])[0])


def working_days_between_each(firsts: Sequence[date], lasts: Sequence[date]) -> Ints:
    """Count the working days between the days of each pair. One query for all of them."""
    if not firsts:
        return np.zeros(0, dtype=np.int64)
    stretch = working_days(min(*firsts, *lasts), max(*firsts, *lasts))
    return stretch.between(firsts, lasts)


def add_working_days(day: date, number: int) -> date:
    """Return the `number`-th working day after `day`; `day` itself, worked or not, where it is 0."""
    return add_working_days_to_each([day], [number])[0]


def add_working_days_to_each(days: Sequence[date], numbers: Sequence[int]) -> list[date]:
    """Return for each day the working day that is so many after it. One query, as a rule."""
    if any(number < 0 for number in numbers):
        raise ValueError("Working days are added, not taken away.")
    if not days:
        return []
    length = max(numbers) * MOST_DAYS_PER_WORKING_DAY + LONGEST_FESTIVAL_DAYS
    while True:
        last = max(days) + timedelta(days=length)
        stretch = working_days(min(days), last)
        if min(stretch.between(days, [last] * len(days)) - np.asarray(numbers)) >= 0:
            return stretch.after(days, numbers)
        length *= 2  # so many days off were set here


def _worked(first: date, last: date) -> Bools:
    """Return for each day from `first` to `last` whether it is worked: the week, the State, and then this place."""
    start = first.toordinal()
    ordinals = np.arange(start, last.toordinal() + 1)
    worked: Bools = (ordinals + 6) % 7 <= FRIDAY  # day 1 is a Monday
    known = known_years()
    for year in range(max(first.year, known.start), min(last.year + 1, known.stop)):
        for day, state in state_days(year).items():
            if first <= day <= last:
                worked[day.toordinal() - start] = state.is_working
    own = CalendarDay.objects.between(first, last).values_list("date", "is_working")
    for day, is_working in own:
        worked[day.toordinal() - start] = is_working
    return worked
