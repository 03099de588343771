"""Working days of cases: what is paused does not count, and every case is asked at once."""

import pytest

from governance.models import ApprovalCase
from governance.selectors.case_days import CaseDays, days_of_cases, running_between
from tests.governance.process_for_tests import enter
from tests.governance.supervised import in_october
from tests.parks.places_for_tests import day

FIRST, LAST = day("2026-09-01"), day("2026-09-30")


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def running(*events):
    found = running_between(FIRST, LAST, [(day(f"2026-{at}"), kind) for at, kind in events])
    return [(f"{first:%m-%d}", f"{last:%m-%d}") for first, last in found]


@pytest.mark.parametrize(
    ("events", "stretches"),
    [
        ([], [("09-01", "09-30")]),
        ([("09-10", "paused")], [("09-01", "09-10")]),
        ([("09-10", "paused"), ("09-20", "resumed")], [("09-01", "09-10"), ("09-20", "09-30")]),
        ([("09-10", "paused"), ("09-12", "paused"), ("09-30", "resumed")], [("09-01", "09-10"), ("09-30", "09-30")]),
        ([("09-05", "resumed"), ("09-10", "paused")], [("09-01", "09-10")]),
        ([("10-01", "paused")], [("09-01", "09-30")]),
        ([("08-20", "paused"), ("09-03", "resumed")], [("09-01", "09-01"), ("09-03", "09-30")]),
    ],
)  # fmt: skip
def test_a_case_runs_where_it_is_not_paused(events, stretches):
    assert running(*events) == stretches


def days_of(park, *events, **case):
    (made,) = enter("approval-cases", park, {"accepted_on": "2026-09-14", **case})
    rows = [{"case": made, "happened_on": at, "kind": kind} for at, kind in events]
    enter("case-events", park, *rows)
    return days_of_cases([made], day("2026-09-30"))[made.pk]


def test_an_open_case_runs_until_today(cast):
    found = days_of(cast.park)
    assert found == CaseDays(used=12, paused=0, promised=10, is_paused=False)
    assert (found.is_within, found.left, found.over) == (False, 0, 2)


def test_a_paused_case_stands_still(cast):
    found = days_of(cast.park, ("2026-09-17", "paused"))
    assert found == CaseDays(used=3, paused=9, promised=10, is_paused=True)
    assert (found.is_within, found.left, found.over) == (True, 7, 0)


def test_a_pause_after_the_day_asked_for_is_not_known(cast):
    assert not days_of(cast.park, ("2026-10-08", "paused")).is_paused


def test_a_decided_case_is_not_paused(cast):
    decided = {"decided_on": "2026-09-24", "outcome": "approved"}
    found = days_of(cast.park, ("2026-09-17", "paused"), **decided)
    assert found == CaseDays(used=3, paused=6, promised=10, is_paused=False)


def test_an_event_struck_off_changes_nothing(cast):
    days_of(cast.park, ("2026-09-17", "paused"))
    case = ApprovalCase.objects.get()
    case.events.update(removed_at=case.recorded_at)
    assert days_of_cases([case], day("2026-09-30"))[case.pk].used == 12


def test_many_cases_cost_two_queries(cast, django_assert_num_queries):
    cases = enter("approval-cases", cast.park, {}, {}, {"accepted_on": "2026-09-29"})
    with django_assert_num_queries(2):
        days_of_cases(cases[:1], day("2026-09-30"))
    with django_assert_num_queries(2):
        found = days_of_cases(cases, day("2026-09-30"))
    assert [found[one.pk].used for one in cases][2] == 1


@pytest.mark.django_db
def test_no_case_has_no_days():
    assert days_of_cases([], LAST) == {}
