"""A year at a glance."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from accounts import clock
from parks.selectors.calendar_list import calendar_day, calendar_year
from parks.selectors.public_holidays import known_years
from parks.selectors.working_days import working_days_between
from parks.services.calendar import set_calendar_days

pytestmark = pytest.mark.django_db


def test_the_year_has_all_its_days_in_weeks_from_monday():
    calendar = calendar_year(2026)
    october = calendar.months[9]

    assert len(calendar.days) == 365
    assert len(calendar.months) == 12
    assert october.first == date(2026, 10, 1)
    assert [day and day.date.day for day in october.weeks[0]] == [None, None, None, 1, 2, 3, 4]
    assert [day and day.date.day for day in october.weeks[-1]] == [26, 27, 28, 29, 30, 31, None]
    assert all(len(week) == 7 for month in calendar.months for week in month.weeks)


def test_the_number_of_working_days_is_that_of_the_count():
    """The notice leaves 248 of 2026."""
    assert calendar_year(2026).working_days == 248
    assert working_days_between(date(2025, 12, 31), date(2026, 12, 31)) == 248


@pytest.mark.parametrize(
    ("day", "is_working", "rule", "occasion"),
    [
        ((2026, 10, 12), True, "week", ""),
        ((2026, 10, 18), False, "week", ""),
        ((2026, 10, 1), False, "state", "National Day"),
        ((2026, 10, 7), False, "state", "Day off in exchange for 10 Oct 2026"),
        ((2026, 10, 10), True, "state", "Worked in exchange for 7 Oct 2026"),
        ((2005, 12, 31), True, "state", "Worked in exchange for a day off"),
    ],
)
def test_a_day_says_what_it_is_and_why(day, is_working, rule, occasion):
    found = calendar_day(date(*day))

    assert (found.is_working, found.rule, found.occasion) == (is_working, rule, occasion)
    assert found.reason == occasion


def test_an_occasion_is_in_the_language_of_the_reader():
    with translation.override("zh-hans"):
        assert calendar_day(date(2026, 10, 1)).occasion == "国庆节"


def test_what_is_set_here_wins_and_tells_why(cast):
    day = date(2026, 10, 10)
    set_calendar_days(day, day, is_working=False, note="Flood", by=cast.administrator)
    found = calendar_day(day)

    assert (found.is_working, found.is_working_elsewhere) == (False, True)
    assert (found.rule, found.reason) == ("here", "Flood")
    assert found.occasion == "Worked in exchange for 7 Oct 2026"
    assert calendar_year(2026).set_here == 1


def test_days_are_told_apart_from_the_week(cast):
    day = date(2026, 7, 1)
    set_calendar_days(day, day, is_working=False, note="", by=cast.administrator)
    told = [one.date for one in calendar_year(2026).told_apart]

    assert day in told
    assert date(2026, 10, 1) in told
    assert date(2026, 7, 4) not in told


def test_an_unknown_year_says_so():
    beyond = known_years().stop

    assert calendar_year(2026).is_known
    assert not calendar_year(beyond).is_known
    assert calendar_year(beyond).known_until == beyond - 1
    assert calendar_year(beyond).told_apart == []


def test_today_is_marked():
    with clock.at(datetime(2026, 10, 9, 6, tzinfo=UTC)):
        assert calendar_day(date(2026, 10, 9)).is_today
        assert not calendar_day(date(2026, 10, 8)).is_today


@pytest.mark.parametrize("last", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, django_assert_num_queries, last):
    set_calendar_days(
        date(2026, 7, 1), date(2026, 7, last), is_working=False, note="", by=cast.administrator
    )
    with django_assert_num_queries(1):
        assert [day.own.set_by.name for day in calendar_year(2026).days if day.own]
