"""The calendar of a year at a glance: every day with what makes it worked or free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import clock
from parks.choices import DayRule
from parks.models import CalendarDay
from parks.models.naming import in_language
from parks.selectors.public_holidays import StateDay, known_years, state_days
from parks.selectors.working_days import FRIDAY

NAMELESS = {"en": "", "zh-hans": ""}
Week = list["Day | None"]


@dataclass(frozen=True)
class Day:
    """One day: what it is by the week, what the State says of it, what was set here."""

    date: date
    state: StateDay | None
    own: CalendarDay | None

    @property
    def is_working(self) -> bool:
        return self.own.is_working if self.own else self.is_working_elsewhere

    @property
    def is_working_elsewhere(self) -> bool:
        """What it is where nothing is set by the installation."""
        return self.state.is_working if self.state else self.date.weekday() <= FRIDAY

    @property
    def rule(self) -> DayRule:
        if self.own:
            return DayRule.HERE
        return DayRule.STATE if self.state else DayRule.WEEK

    @property
    def rule_words(self) -> str:
        return str(self.rule.label)

    @property
    def names(self) -> dict[str, str]:
        """What the public holiday is called, in both languages; empty where there is none."""
        return NAMELESS | self.state.names if self.state else NAMELESS

    @property
    def note(self) -> str:
        return self.own.note if self.own else ""

    @property
    def is_today(self) -> bool:
        return self.date == clock.today()

    @property
    def occasion(self) -> str:
        """Why the State makes it a day off, or lets people work; empty on other days."""
        if self.state is None:
            return ""
        if self.state.exchanged_for is None:
            return in_language(self.names) or _("Worked in exchange for a day off")
        other = {"day": date_format(self.state.exchanged_for, "SHORT_DATE_FORMAT")}
        if self.state.is_working:
            return _("Worked in exchange for %(day)s") % other
        return _("Day off in exchange for %(day)s") % other

    @property
    def reason(self) -> str:
        """Why it is as it is, by whoever has the last word; empty on days like any other."""
        return self.note or self.occasion


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday to Sunday; None before its first and after its last day."""

    first: date
    weeks: list[Week]


@dataclass(frozen=True)
class CalendarYear:
    year: int
    days: list[Day]

    @property
    def is_known(self) -> bool:
        """Whether the library of public holidays knows the year."""
        return self.year in known_years()

    @property
    def known_from(self) -> int:
        return known_years()[0]

    @property
    def known_until(self) -> int:
        return known_years()[-1]

    @property
    def working_days(self) -> int:
        return sum(day.is_working for day in self.days)

    @property
    def told_apart(self) -> list[Day]:
        """The days that are set here or have something to do with a public holiday."""
        return [day for day in self.days if day.state or day.own]

    @property
    def set_here(self) -> int:
        return sum(day.own is not None for day in self.days)

    @property
    def months(self) -> list[Month]:
        return [
            Month(date(self.year, month, 1), _weeks(list(days)))
            for month, days in groupby(self.days, key=lambda day: day.date.month)
        ]


def calendar_year(year: int) -> CalendarYear:
    """Collect all days of a year. One query."""
    return CalendarYear(year, _days(date(year, 1, 1), date(year, 12, 31)))


def calendar_day(day: date) -> Day:
    """Collect what there is to say of one day. One query."""
    return _days(day, day)[0]


def _days(first: date, last: date) -> list[Day]:
    found = CalendarDay.objects.between(first, last).select_related("set_by")
    own = {one.date: one for one in found}
    state = state_days(first.year)
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [Day(day, state.get(day), own.get(day)) for day in every]


def _weeks(days: list[Day]) -> list[Week]:
    before: Week = [None] * days[0].date.weekday()
    after: Week = [None] * (6 - days[-1].date.weekday())
    cells = [*before, *days, *after]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
