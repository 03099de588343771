"""Who answers for what is on the responsibility list, counted by hand."""

import pytest

from governance.measures.duties import DUTY_MEASURES
from tests.factories import make_park, make_period
from tests.governance.process_for_tests import enter, figure_of
from tests.governance.supervised import in_october

CODE = "duties_assigned"
BOTH = {"department": "Construction bureau", "person": "Li Min"}


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def park(cast):
    lists(cast.park)
    return cast.park


def lists(park):
    """Of five duties on the list on 30 September 2026 three name both, one of them since that day."""
    enter(
        "duties",
        park,
        {**BOTH, "listed_on": "2026-01-01", "assigned_on": "2026-09-30"},
        {**BOTH, "listed_on": "2026-01-01", "done_on": "2026-03-01"},
        BOTH,
        {**BOTH, "assigned_on": "2026-10-01"},
        {"department": "Construction bureau", "listed_on": "2026-09-30"},
        {**BOTH, "listed_on": "2026-10-01"},
    )


def figure(park, period="2026-09"):
    return figure_of(DUTY_MEASURES, CODE, park, make_period(period))


def test_duties_with_a_department_and_a_person_count(park):
    assert figure(park) == (60.0, 3.0, 5.0)


def test_an_empty_list_says_nothing(cast):
    assert figure(cast.park) == (None, 0, 0)


def test_a_duty_entered_late_counts_since_it_is_on_the_list(park):
    enter("duties", park, {"person": "Li Min", "listed_on": "2026-02-01"})
    assert figure(park) == (50.0, 3.0, 6.0)


def test_what_was_listed_or_assigned_later_does_not_count(park):
    assert figure(park, "2025-12") == (50.0, 1.0, 2.0)


def test_all_parks_are_read_in_one_query(park, django_assert_num_queries):
    parks = [park, make_park(), make_park()]
    lists(parks[1])
    period = make_period("2026-09")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(1):
            found = DUTY_MEASURES[CODE].figures([one.pk for one in asked], period)
    assert [found[one.pk].value for one in parks] == [60.0, 60.0, None]
