"""Days are set in the calendar, and ended again."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts import clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from parks.models import CalendarDay
from parks.services.calendar import MOST_DAYS, end_calendar_day, set_calendar_days

DAY = date(2027, 2, 5)


@pytest.fixture
def make(cast):
    """Return a function that sets days as the administrator."""

    def make(first=DAY, last=DAY, *, is_working=False, note="Notice of 2026"):
        return set_calendar_days(
            first, last, is_working=is_working, note=note, by=cast.administrator
        )

    return make


def test_a_stretch_is_set_day_by_day(make, cast):
    days = make(date(2027, 2, 5), date(2027, 2, 11))

    assert [row.date.day for row in days] == [5, 6, 7, 8, 9, 10, 11]
    assert {(row.is_working, row.note, row.set_by) for row in CalendarDay.objects.all()} == {
        (False, "Notice of 2026", cast.administrator)
    }
    assert AuditEntry.objects.filter(action="calendar.set").count() == 7


def test_a_day_is_set_anew(make):
    make()
    make(is_working=True, note=" Withdrawn ")

    row = CalendarDay.objects.get()
    assert (row.is_working, row.note) == (True, "Withdrawn")
    entry = AuditEntry.objects.order_by("pk").last()
    assert entry.target_label == "2027-02-05"
    assert entry.details == {
        "before": {"is_working": False, "note": "Notice of 2026"},
        "after": {"is_working": True, "note": "Withdrawn"},
    }


def test_the_same_again_leaves_no_trace(make):
    make()
    make()

    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ((2027, 2, 5), (2027, 2, 4), "calendar_days_order"),
        ((1948, 12, 31), (1949, 1, 1), "calendar_days_order"),
        ((2199, 12, 31), (2200, 1, 1), "calendar_days_order"),
        ((2027, 1, 1), (2027, 2, 1), "calendar_days_too_many"),
    ],
)
def test_stretches_out_of_order_or_too_long_are_refused(make, first, last, code):
    with pytest.raises(RuleBroken) as refusal:
        make(date(*first), date(*last))

    assert refusal.value.code == code
    assert not CalendarDay.objects.exists()


def test_a_month_may_be_set_at_once(make):
    assert len(make(date(2027, 1, 1), date(2027, 1, 31))) == MOST_DAYS


def test_a_day_is_ended_once(make, cast):
    make()
    end_calendar_day(DAY, by=cast.administrator)

    assert not CalendarDay.objects.exists()
    entry = AuditEntry.objects.get(action="calendar.end")
    assert entry.details["before"] == {"is_working": False, "note": "Notice of 2026"}
    with pytest.raises(NoLongerPossible) as refusal:
        end_calendar_day(DAY, by=cast.administrator)
    assert refusal.value.code == "calendar_day_ended"


def test_the_database_keeps_one_row_a_day_in_our_time(cast):
    rest = {"is_working": False, "set_by": cast.administrator, "set_at": clock.now()}
    CalendarDay.objects.create(date=DAY, **rest)
    for day in (DAY, date(70, 1, 1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarDay.objects.create(date=day, **rest)
