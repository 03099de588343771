"""What the library knows of the State Council's calendar."""

from datetime import date

import pytest

from parks.selectors.public_holidays import known_years, state_days, unknown_years
from tests.parks.working_year import BY_HAND


def test_the_library_knows_a_quarter_of_a_century():
    assert known_years().start == 2001
    assert known_years().stop > 2026


@pytest.mark.parametrize("year", known_years())
def test_each_known_year_has_its_festivals_and_worked_weekends(year):
    days = state_days(year)

    assert list(days) == sorted(days)
    assert {day.year for day in days} == {year}
    assert len({day for day in days if day.month == 10 and not days[day].is_working}) >= 3
    assert any(state.is_working for state in days.values())
    assert all(day.weekday() > 4 for day, state in days.items() if state.is_working)
    assert all(state.names or state.exchanged_for or state.is_working for state in days.values())


def test_days_are_as_the_notice_says():
    """Weekends are not repeated by the library; all else that differs from the week is."""
    days = state_days(2026)
    said = {day: days[day].is_working if day in days else day.weekday() < 5 for day in BY_HAND}
    assert said == BY_HAND


def test_a_holiday_has_its_names():
    day = state_days(2026)[date(2026, 10, 1)]

    assert (day.is_working, day.exchanged_for) == (False, None)
    assert day.names == {"en": "National Day", "zh-hans": "国庆节"}


def test_exchanged_days_name_each_other():
    days = state_days(2026)

    assert days[date(2026, 10, 7)].exchanged_for == date(2026, 10, 10)
    assert days[date(2026, 10, 10)].exchanged_for == date(2026, 10, 7)
    assert days[date(2026, 10, 10)].is_working
    assert not days[date(2026, 10, 10)].names


def test_a_weekend_may_be_worked_for_a_day_of_the_next_year():
    day = state_days(2005)[date(2005, 12, 31)]

    assert (day.is_working, day.exchanged_for) == (True, None)


def test_the_extension_of_2020_is_known():
    """On 27 January 2020 the holiday was made longer, to 2 February."""
    assert not state_days(2020)[date(2020, 1, 31)].is_working


@pytest.mark.parametrize("year", [1999, 2000, 2150])
def test_festivals_of_other_years_are_not_guessed(year):
    assert state_days(year) == {}


def test_unknown_years_are_told():
    beyond = known_years().stop

    assert unknown_years(date(1999, 6, 1), date(2002, 6, 1)) == [1999, 2000]
    assert unknown_years(date(2026, 1, 1), date(2026, 12, 31)) == []
    assert unknown_years(date(beyond - 1, 12, 1), date(beyond, 1, 1)) == [beyond]
