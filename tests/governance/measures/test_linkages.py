"""Agreements with universities, counted by hand."""

import pytest

from governance.measures.linkages import LINKAGE_MEASURES
from tests.factories import make_park, make_period
from tests.governance.process_for_tests import enter, figure_of
from tests.parks.places_for_tests import make_enterprises

CODE = "university_agreements_per_100_firms"


@pytest.fixture
def park(cast):
    tie(cast.park)
    make_enterprises(cast.park, *[{"settled_on": None}] * 8)
    return cast.park


def tie(park):
    """Three linkages with universities are in force on 30 September 2026, one of them between two."""
    works, college, academy = enter(
        "actors", park, {"kind": "business"}, {"kind": "university"}, {"kind": "university"}
    )
    enter(
        "linkages",
        park,
        {"first": works, "second": college, "started_on": "2026-09-30"},
        {"first": academy, "second": works, "kind": "research", "ended_on": "2026-10-01"},
        {"first": college, "second": academy, "kind": "training"},
        {"first": works, "second": college, "ended_on": "2026-09-30"},
        {"first": works, "second": college, "started_on": "2026-10-01"},
    )


def figure(park, period="2026-Q3"):
    return figure_of(LINKAGE_MEASURES, CODE, park, make_period(period))


def test_linkages_in_force_with_a_university_count_per_hundred_firms(park):
    assert figure(park) == (37.5, 3.0, 8.0)


def test_linkages_between_others_do_not_count(park):
    works, office = enter("actors", park, {"kind": "business"}, {"kind": "government_department"})
    enter("linkages", park, {"first": works, "second": office})
    assert figure(park) == (37.5, 3.0, 8.0)


def test_without_linkages_there_are_none_and_without_firms_no_figure(cast):
    assert figure(cast.park) == (None, 0, 0)
    tie(cast.park)
    assert figure(cast.park) == (None, 3.0, 0)
    other = make_park()
    make_enterprises(other, {"settled_on": None})
    assert figure(other) == (0.0, 0, 1.0)


def test_a_linkage_entered_late_counts_since_it_began(park):
    works, college = enter("actors", park, {"kind": "business"}, {"kind": "university"})
    enter("linkages", park, {"first": works, "second": college, "started_on": "2026-08-01"})
    assert figure(park) == (50.0, 4.0, 8.0)


def test_what_ended_before_or_began_after_does_not_count(park):
    assert figure(park, "2026-Q2") == (37.5, 3.0, 8.0)
    assert figure(park, "2024-Q4") == (0.0, 0, 8.0)


def test_all_parks_are_read_at_once(park, django_assert_num_queries):
    parks = [park, make_park(), make_park()]
    tie(parks[1])
    period = make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(2):
            found = LINKAGE_MEASURES[CODE].figures([one.pk for one in asked], period)
    assert [found[one.pk].value for one in parks] == [37.5, None, None]
