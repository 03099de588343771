"""How the days of one case stand: a day is promised while it runs and has days left."""

import pytest

from governance.selectors.case_detail import case_progress
from tests.governance.process_for_tests import enter
from tests.governance.supervised import in_october
from tests.parks.places_for_tests import day


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def progress(cast, *events, **case):
    (made,) = enter("approval-cases", cast.park, case)
    rows = [{"case": made, "happened_on": at, "kind": kind} for at, kind in events]
    enter("case-events", cast.park, *rows)
    return case_progress(made)


def test_a_running_case_is_to_be_decided_after_the_days_left(cast):
    """Accepted on 29 September: 30 September, 8 and 9 October are used; of 5 days those to the 12th are left."""
    found = progress(cast, accepted_on="2026-09-29", promised_days=5)
    assert (found.days.used, found.days.left, found.due_on) == (3, 2, day("2026-10-12"))
    assert (found.percent_used, found.percent_promised) == (60.0, 100.0)
    assert not found.is_decided


def test_a_late_case_has_no_day(cast):
    found = progress(cast, accepted_on="2026-09-29", promised_days=2)
    assert (found.days.over, found.due_on) == (1, None)
    assert (found.percent_used, found.percent_promised) == (100.0, pytest.approx(66.67))


def test_a_paused_case_has_no_day(cast):
    found = progress(cast, ("2026-09-30", "paused"), accepted_on="2026-09-29", promised_days=5)
    assert (found.days.used, found.days.paused, found.due_on) == (1, 2, None)


def test_what_happened_stands_in_the_order_of_time(cast):
    found = progress(
        cast, ("2026-10-08", "resumed"), ("2026-09-30", "paused"), accepted_on="2026-09-29"
    )
    assert [one.kind for one in found.events] == ["paused", "resumed"]


def test_a_decided_case_has_no_day(cast):
    decided = {"decided_on": "2026-09-30", "outcome": "approved"}
    found = progress(cast, accepted_on="2026-09-29", promised_days=5, **decided)
    assert (found.is_decided, found.days.used, found.due_on) == (True, 1, None)


def test_a_case_costs_four_queries(cast, django_assert_num_queries):
    (made,) = enter("approval-cases", cast.park, {"accepted_on": "2026-09-29"})
    with django_assert_num_queries(4):
        case_progress(made)
