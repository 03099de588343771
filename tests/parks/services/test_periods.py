"""Periods are made from their code with the usual deadlines."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.errors import RuleBroken
from accounts.models import AuditEntry
from parks.choices import Frequency
from parks.models import Period
from parks.services.periods import (
    change_deadline,
    ensure_periods,
    next_period,
    period_containing,
    period_of,
    previous_period,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "starts", "ends", "due", "locks"),
    [
        ("2026-02", (2026, 2, 1), (2026, 2, 28), (2026, 3, 5), (2026, 4, 4)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29), (2024, 3, 5), (2024, 4, 4)),
        ("2026-Q3", (2026, 7, 1), (2026, 9, 30), (2026, 10, 15), (2026, 11, 14)),
        ("2026-Q4", (2026, 10, 1), (2026, 12, 31), (2027, 1, 15), (2027, 2, 14)),
        ("2026", (2026, 1, 1), (2026, 12, 31), (2027, 1, 31), (2027, 3, 2)),
    ],
)
def test_a_period_has_the_usual_deadlines(code, starts, ends, due, locks):
    period = period_of(code)

    assert period.code == code
    assert (period.starts_on, period.ends_on) == (date(*starts), date(*ends))
    assert (period.due_on, period.locks_on) == (date(*due), date(*locks))


def test_the_same_code_gives_the_same_row():
    assert period_of("2026-Q1").pk == period_of("2026-Q1").pk


@pytest.mark.parametrize(
    "code",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-Q0",
        "2026-1",
        "2026-q1",
        "2026\n",
        "0000",
        "9999",
        "\uff12\uff10\uff12\uff16",
    ],
)
def test_other_codes_are_refused(code):
    with pytest.raises(RuleBroken) as refusal:
        period_of(code)

    assert refusal.value.code == "period_unknown"


@pytest.mark.parametrize(
    ("every", "code"),
    [(Frequency.MONTH, "2026-08"), (Frequency.QUARTER, "2026-Q3"), (Frequency.YEAR, "2026")],
)
def test_a_day_lies_in_one_period_of_each_kind(every, code):
    assert period_containing(date(2026, 8, 31), every).code == code


@pytest.mark.parametrize(
    ("code", "following"),
    [("2026-12", "2027-01"), ("2026-09", "2026-10"), ("2026-Q4", "2027-Q1"), ("2026", "2027")],
)
def test_next_and_previous_undo_each_other(code, following):
    assert next_period(period_of(code)).code == following
    assert previous_period(period_of(following)).code == code


@given(day=st.dates(date(1950, 1, 1), date(2150, 12, 31)), every=st.sampled_from(Frequency))
def test_every_day_lies_in_the_period_that_contains_it(day, every):
    period = period_containing(day, every)

    assert period.starts_on <= day <= period.ends_on
    assert period_of(period.code) == period


def test_all_periods_of_a_stretch_are_made_once():
    ensure_periods(date(2025, 11, 15), date(2026, 2, 1))
    ensure_periods(date(2025, 11, 15), date(2026, 2, 1))

    assert set(Period.objects.values_list("code", flat=True)) == {
        "2025-11", "2025-12", "2026-01", "2026-02", "2025-Q4", "2026-Q1", "2025", "2026",
    }  # fmt: skip


def test_a_deadline_can_be_moved(cast):
    period = change_deadline(
        period_of("2026-Q3"),
        due_on=date(2026, 10, 20),
        locks_on=date(2026, 12, 1),
        by=cast.administrator,
    )

    period.refresh_from_db()
    assert (period.due_on, period.locks_on) == (date(2026, 10, 20), date(2026, 12, 1))
    entry = AuditEntry.objects.get(action="period.change_deadline")
    assert entry.details["before"]["due_on"] == "2026-10-15"


@pytest.mark.parametrize(("due", "locks"), [((9, 30), (12, 1)), ((12, 1), (12, 1))])
def test_a_deadline_follows_the_end_of_its_period(cast, due, locks):
    with pytest.raises(RuleBroken) as refusal:
        change_deadline(
            period_of("2026-Q3"),
            due_on=date(2026, *due),
            locks_on=date(2026, *locks),
            by=cast.administrator,
        )

    assert refusal.value.code == "deadline_order"


def test_an_unchanged_deadline_leaves_no_trace(cast):
    period = period_of("2026-Q3")
    change_deadline(period, due_on=period.due_on, locks_on=period.locks_on, by=cast.administrator)

    assert not AuditEntry.objects.exists()
