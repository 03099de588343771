"""How duties stood on a day."""

import pytest

from governance.selectors.duties import duties_on
from tests.factories import make_park
from tests.governance.process_for_tests import enter
from tests.governance.supervised import in_october
from tests.parks.places_for_tests import day

TODAY = day("2026-10-09")


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def test_the_list_shows_what_is_due_first_and_what_has_no_day_last(cast):
    enter(
        "duties",
        cast.park,
        {"code": "A"},
        {"code": "B", "due_on": "2026-12-01"},
        {"code": "C", "due_on": "2026-11-01"},
        {"code": "D", "listed_on": "2026-10-10"},
    )
    enter("duties", make_park(), {"code": "E"})
    assert [one.duty.code for one in duties_on([cast.park.pk], TODAY)] == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("duty", "is_done", "is_overdue", "days_over"),
    [
        ({}, False, False, 0),
        ({"due_on": "2026-10-09"}, False, False, 0),
        ({"due_on": "2026-10-01"}, False, True, 8),
        ({"due_on": "2026-10-01", "done_on": "2026-10-04"}, True, False, 3),
        ({"due_on": "2026-10-01", "done_on": "2026-09-04"}, True, False, 0),
        ({"done_on": "2026-10-04"}, True, False, 0),
    ],
)
def test_a_duty_is_done_or_overdue_by_its_days(cast, duty, is_done, is_overdue, days_over):
    enter("duties", cast.park, duty)
    (found,) = duties_on([cast.park.pk], TODAY)
    assert (found.is_done, found.is_overdue, found.days_over) == (is_done, is_overdue, days_over)


def test_what_was_done_later_was_overdue_before(cast):
    enter("duties", cast.park, {"due_on": "2026-10-01", "done_on": "2026-10-04"})
    (found,) = duties_on([cast.park.pk], day("2026-10-03"))
    assert (found.is_done, found.is_overdue, found.days_over) == (False, True, 2)


@pytest.mark.parametrize(
    ("duty", "is_assigned"),
    [
        ({"department": "x", "person": "y"}, True),
        ({"department": "x", "person": "y", "assigned_on": "2026-10-09"}, True),
        ({"department": "x", "person": "y", "assigned_on": "2026-10-10"}, False),
        ({"department": "x"}, False),
        ({"person": "y"}, False),
    ],
)
def test_a_duty_is_assigned_to_a_department_and_a_person(cast, duty, is_assigned):
    enter("duties", cast.park, duty)
    assert duties_on([cast.park.pk], TODAY)[0].is_assigned is is_assigned
