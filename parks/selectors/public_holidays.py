"""What the State Council set for each year: public holidays, and weekends that are worked in exchange.

The one place that knows the library `holidays`. Its notices are announced each autumn for the year to come, so the
library knows some years only; for others it would guess the festivals, and we do not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from holidays import country_holidays
from holidays.countries.china import ChinaStaticHolidays

LANGUAGES = {"en": "en_US", "zh-hans": "zh_CN"}
EXCHANGED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # in Chinese the library writes days so


@dataclass(frozen=True)
class StateDay:
    """A day that is not as its day of the week says, or has a name. Exchanged ones name the other day instead."""

    is_working: bool
    names: dict[str, str]
    exchanged_for: date | None = None


def known_years() -> range:
    """Return the years whose notices the library holds."""
    years = ChinaStaticHolidays.special_public_holidays
    return range(min(years), max(years) + 1)


def unknown_years(first: date, last: date) -> list[int]:
    """Return the years of a stretch that the library does not know: only their weekends are days off."""
    return [year for year in range(first.year, last.year + 1) if year not in known_years()]


@cache
def state_days(year: int) -> Mapping[date, StateDay]:
    """Return the public holidays and the worked weekends of a year, in their order; nothing of an unknown one."""
    if year not in known_years():
        return {}
    named = {
        ours: country_holidays("CN", years=year, language=theirs)
        for ours, theirs in LANGUAGES.items()
    }
    library = named["zh-hans"]
    off = {
        day: _day_off({language: each[day] for language, each in named.items()})
        for day in library
        if day.year == year
    }
    exchanged = {state.exchanged_for: day for day, state in off.items()}
    worked = {
        day: StateDay(is_working=True, names={}, exchanged_for=exchanged.get(day))
        for day in library.weekend_workdays
        if day.year == year
    }
    return dict(sorted((off | worked).items()))


def _day_off(names: dict[str, str]) -> StateDay:
    found = EXCHANGED.search(names["zh-hans"])
    if found is None:
        return StateDay(is_working=False, names=names)
    return StateDay(is_working=False, names={}, exchanged_for=date.fromisoformat(found[0]))
