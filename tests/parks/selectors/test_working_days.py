"""Working days are counted as a clerk counts them on the wall calendar."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parks.models import CalendarDay
from parks.selectors.working_days import (
    add_working_days,
    add_working_days_to_each,
    is_working_day,
    working_days,
    working_days_between,
    working_days_between_each,
)
from parks.services.calendar import set_calendar_days
from tests.parks.working_year import BY_HAND

pytestmark = pytest.mark.django_db
DAYS = st.dates(date(2019, 1, 1), date(2029, 12, 31))
STRETCHES = [
    (date(2026, 2, 9), date(2026, 3, 8)),
    (date(2026, 4, 27), date(2026, 5, 10)),
    (date(2026, 9, 14), date(2026, 10, 18)),
]


def counted_by_hand(first, last):
    """Count over the copied weeks, day by day."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(BY_HAND[day] for day in days)


@pytest.fixture
def free(cast):
    """Return a function that makes days free here."""

    def make(first, last, *, is_working=False):
        set_calendar_days(first, last, is_working=is_working, note="", by=cast.administrator)

    return make


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ((2026, 10, 12), (2026, 10, 12), 0),  # the day of receipt does not count
        ((2026, 10, 12), (2026, 10, 13), 1),
        ((2026, 10, 16), (2026, 10, 19), 1),  # a weekend between
        ((2026, 10, 16), (2026, 10, 18), 0),
        ((2026, 9, 30), (2026, 10, 8), 1),  # National Day
        ((2026, 9, 30), (2026, 10, 12), 4),  # 8, 9, the worked Saturday, 12
        ((2026, 9, 18), (2026, 9, 21), 2),  # the worked Sunday, and Monday
        ((2026, 9, 19), (2026, 9, 20), 1),
        ((2026, 2, 13), (2026, 2, 24), 2),  # Saturday 14, and 24
        ((2026, 2, 13), (2026, 2, 28), 6),
        ((2026, 10, 12), (2026, 9, 30), -4),  # backwards
    ],
)
def test_days_after_the_first_up_to_the_last_are_counted(first, last, count):
    assert working_days_between(date(*first), date(*last)) == count


@pytest.mark.parametrize(("first", "last"), STRETCHES)
def test_every_pair_of_the_copied_weeks_counts_as_by_hand(first, last):
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    pairs = [(one, other) for one in days for other in days if one <= other]

    counts = working_days_between_each(*zip(*pairs, strict=True))

    assert counts.tolist() == [counted_by_hand(*pair) for pair in pairs]


@pytest.mark.parametrize("day", BY_HAND)
def test_each_copied_day_is_worked_or_free(day):
    assert is_working_day(day) == BY_HAND[day]


@given(days=st.lists(DAYS, min_size=3, max_size=3))
def test_counts_add_up(days):
    first, second, third = days
    parts = working_days_between_each([first, second, third], [second, third, first])

    assert parts.sum() == 0
    assert parts[0] == working_days_between(first, second)


@given(day=DAYS, number=st.integers(1, 400))
def test_adding_is_the_inverse_of_counting(day, number):
    reached = add_working_days(day, number)

    assert is_working_day(reached)
    assert working_days_between(day, reached) == number


@pytest.mark.parametrize(
    ("day", "number", "reached"),
    [
        ((2026, 10, 16), 0, (2026, 10, 16)),
        ((2026, 10, 17), 0, (2026, 10, 17)),  # a Saturday stays what it is
        ((2026, 10, 16), 1, (2026, 10, 19)),
        ((2026, 9, 30), 3, (2026, 10, 10)),
        ((2026, 9, 30), 4, (2026, 10, 12)),
        ((2026, 2, 13), 1, (2026, 2, 14)),
    ],
)
def test_working_days_are_added(day, number, reached):
    assert add_working_days(date(*day), number) == date(*reached)


def test_many_are_added_at_once():
    days = [date(2026, 9, 30), date(2026, 2, 13), date(2026, 9, 30)]

    reached = add_working_days_to_each(days, [4, 1, 0])

    assert reached == [date(2026, 10, 12), date(2026, 2, 14), date(2026, 9, 30)]


def test_days_are_not_taken_away():
    with pytest.raises(ValueError, match="added"):
        add_working_days(date(2026, 9, 30), -1)


def test_nothing_asked_is_nothing_read(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert working_days_between_each([], []).tolist() == []
        assert add_working_days_to_each([], []) == []


def test_what_is_set_here_wins(free):
    free(date(2026, 10, 8), date(2026, 10, 9))
    free(date(2026, 10, 1), date(2026, 10, 1), is_working=True)
    free(date(2026, 10, 17), date(2026, 10, 17), is_working=True)

    assert not is_working_day(date(2026, 10, 8))
    assert working_days_between(date(2026, 9, 30), date(2026, 10, 12)) == 3  # 1, 10, 12
    assert add_working_days(date(2026, 10, 16), 1) == date(2026, 10, 17)


def test_a_long_closure_only_moves_the_day(free):
    for month, last in ((3, 31), (4, 30), (5, 31), (6, 30)):
        free(date(2027, month, 1), date(2027, month, last))

    assert add_working_days(date(2027, 2, 26), 1) == date(2027, 7, 1)


def test_unknown_years_have_weekends_only(free):
    """1 October 2150 is a Thursday."""
    assert working_days_between(date(2150, 9, 30), date(2150, 10, 7)) == 5
    free(date(2150, 10, 1), date(2150, 10, 7))
    assert working_days_between(date(2150, 9, 30), date(2150, 10, 7)) == 0


@pytest.mark.parametrize("days", [1, 3])
def test_the_number_of_queries_does_not_grow(free, django_assert_num_queries, days):
    free(date(2026, 11, 1), date(2026, 11, days))
    firsts = [date(2026, 1, 1) + timedelta(days=n) for n in range(100 * days)]

    with django_assert_num_queries(1):
        working_days_between_each(firsts, [date(2026, 12, 31)] * len(firsts))
    with django_assert_num_queries(1):
        add_working_days_to_each(firsts, [20] * len(firsts))


def test_days_of_any_age_can_be_asked():
    counts = working_days_between_each([date.min, date(70, 1, 1)], [date.max, date(2026, 1, 1)])

    assert np.all(counts > 500_000)
    assert CalendarDay.objects.count() == 0


def test_a_stretch_counts_up_day_by_day():
    stretch = working_days(date(2026, 10, 5), date(2026, 10, 11))

    assert stretch.counted.tolist() == [0, 0, 0, 1, 2, 3, 3]
    assert all(before <= after for before, after in pairwise(stretch.counted))
