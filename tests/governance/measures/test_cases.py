"""How long approval cases took and which promises were kept, counted by hand on the wall calendar.

In September 2026 Sunday 20 is worked and Friday 25 is free: after Monday 14 come 15, 16, 17, 18, 20, 21, 22, 23, 24, 28,
29 and 30.
"""

import pytest

from governance.measures.cases import CASE_MEASURES
from parks.services.calendar import set_calendar_days
from tests.factories import make_park, make_period
from tests.governance.process_for_tests import enter, figure_of
from tests.governance.supervised import in_october
from tests.parks.places_for_tests import day

MEDIAN, ON_TIME, FAST = "median_approval_days", "approvals_on_time", "fast_track_share"


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def park(cast):
    decide(cast.park)
    return cast.park


def decide(park):
    """Decided in September: 8 days (of 12, four were paused), 3, 10, one that is no renewal, one withdrawn."""
    approved = {"outcome": "approved", "accepted_on": "2026-09-14"}
    paused, *others = enter(
        "approval-cases",
        park,
        {**approved, "decided_on": "2026-09-30", "promised_days": 8, "is_fast_track": True},
        {
            **approved, "accepted_on": "2026-09-21", "decided_on": "2026-09-24",
            "promised_days": 2, "outcome": "refused", "is_fast_track": True,
        },
        {**approved, "decided_on": "2026-09-28", "promised_days": 10},
        {**approved, "decided_on": "2026-09-15", "is_renewal": False},
        {**approved, "decided_on": "2026-09-16", "outcome": "withdrawn"},
        {"accepted_on": "2026-09-01"},
    )  # fmt: skip
    enter(
        "case-events",
        park,
        {"case": paused, "happened_on": "2026-09-17"},
        {"case": paused, "kind": "hearing", "happened_on": "2026-09-21"},
        {"case": paused, "kind": "resumed", "happened_on": "2026-09-22"},
    )
    return [paused, *others]


def figure(code, park, period="2026-09"):
    return figure_of(CASE_MEASURES, code, park, make_period(period))


def test_the_median_is_that_of_renewal_cases_without_pauses(park):
    assert figure(MEDIAN, park) == (8.0, 21.0, 3.0)


def test_promises_are_kept_up_to_the_last_day(park):
    """8 of 8, 10 of 10 and 1 of 10 days are within; 3 of 2 are not."""
    assert figure(ON_TIME, park) == (75.0, 3.0, 4.0)


def test_the_fast_track_counts_among_renewal_cases_accepted(park):
    assert figure(FAST, park) == (40.0, 2.0, 5.0)


def test_days_made_free_here_do_not_count(cast, park):
    set_calendar_days(
        day("2026-09-23"), day("2026-09-23"), is_working=False, note="", by=cast.administrator
    )
    assert figure(MEDIAN, park) == (7.0, 18.0, 3.0)


@pytest.mark.parametrize("code", [MEDIAN, ON_TIME, FAST])
def test_an_empty_register_says_nothing(cast, code):
    assert figure(code, cast.park) == (None, 0, 0)


def test_a_case_entered_late_counts_when_it_was_decided(park):
    late = {"accepted_on": "2026-09-29", "decided_on": "2026-09-30", "outcome": "approved"}
    enter("approval-cases", park, late)
    assert figure(MEDIAN, park) == (5.5, 22.0, 4.0)
    assert figure(ON_TIME, park) == (80.0, 4.0, 5.0)
    assert figure(FAST, park) == (pytest.approx(100 / 3), 2.0, 6.0)


def test_the_median_looks_back_over_twelve_months(park):
    for accepted in ("2025-09-30", "2025-10-01", "2026-10-01"):
        same = {"accepted_on": accepted, "decided_on": accepted, "outcome": "approved"}
        enter("approval-cases", park, same)
    assert figure(MEDIAN, park) == (5.5, 21.0, 4.0)


def test_cases_decided_or_accepted_in_other_months_do_not_count(park):
    enter(
        "approval-cases",
        park,
        {"accepted_on": "2026-08-31", "decided_on": "2026-10-01", "outcome": "approved"},
        {"accepted_on": "2026-08-03", "decided_on": "2026-08-31", "outcome": "approved"},
    )
    assert figure(ON_TIME, park) == (75.0, 3.0, 4.0)
    assert figure(FAST, park) == (40.0, 2.0, 5.0)
    assert figure(ON_TIME, park, "2026-08") == (0.0, 0.0, 1.0)
    assert figure(FAST, park, "2026-08") == (0.0, 0.0, 2.0)


@pytest.mark.parametrize(("code", "queries"), [(MEDIAN, 3), (ON_TIME, 3), (FAST, 1)])
def test_all_parks_are_read_at_once(park, code, queries, django_assert_num_queries):
    parks = [park, make_park(), make_park()]
    decide(parks[1])
    period = make_period("2026-09")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(queries):
            found = CASE_MEASURES[code].figures([one.pk for one in asked], period)
    assert found[parks[1].pk].value == found[park.pk].value
    assert found[parks[2].pk].value is None
