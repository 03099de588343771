"""Who took part in consultations, and how long they lasted, counted by hand."""

import pytest

from governance.measures.consultations import CONSULTATION_MEASURES
from tests.factories import make_park, make_period
from tests.governance.process_for_tests import enter, figure_of

TURNOUT, PUBLISHED = "consultation_turnout", "plans_published_30_days"


@pytest.fixture
def park(cast):
    consult(cast.park)
    return cast.park


def consult(park):
    unit, zoning, details = enter("plans", park, {}, {"kind": "zoning"}, {"kind": "plot_details"})
    return enter(
        "consultations",
        park,
        {
            "plan": unit, "published_on": "2026-06-01", "closed_on": "2026-07-01",
            "firms_invited": 40, "firms_took_part": 10,
            "residents_invited": 100, "residents_took_part": 25,
            "migrants_invited": 30, "migrants_took_part": 30,
        },
        {
            "plan": zoning, "published_on": "2026-09-01", "closed_on": "2026-09-30",
            "firms_invited": 60, "firms_took_part": 15,
            "disadvantaged_invited": 9, "disadvantaged_took_part": 9,
        },
        {"plan": details, "published_on": "2026-07-01", "closed_on": "2026-07-08"},
        {"plan": details, "published_on": "2026-08-01", "closed_on": "2026-09-15"},
        {"published_on": "2026-08-01", "closed_on": "2026-08-02"},
        {"plan": unit, "published_on": "2026-08-01"},
    )  # fmt: skip


def figure(code, park, period="2026-Q3"):
    return figure_of(CONSULTATION_MEASURES, code, park, make_period(period))


def test_firms_and_residents_who_took_part_count_of_those_invited(park):
    assert figure(TURNOUT, park) == (25.0, 50.0, 200.0)


def test_each_plan_counts_once_by_its_longest_publication(park):
    """Published for 30 days, for 29, and for 45 after a first week; the day of publication is not one of them."""
    assert figure(PUBLISHED, park) == (pytest.approx(200 / 3), 2.0, 3.0)


def test_where_nothing_closed_nothing_is_said(cast):
    assert figure(TURNOUT, cast.park) == (None, 0, 0)
    assert figure(PUBLISHED, cast.park) == (None, 0, 0)


def test_where_nobody_was_invited_there_is_no_turnout(cast):
    enter("consultations", cast.park, {"closed_on": "2026-08-01"})
    assert figure(TURNOUT, cast.park) == (None, 0.0, 0.0)


def test_a_consultation_entered_late_counts_when_it_closed(park):
    late = {"closed_on": "2026-08-20", "residents_invited": 50}
    (plan,) = enter("plans", park, {})
    enter("consultations", park, {**late, "plan": plan})
    assert figure(TURNOUT, park) == (20.0, 50.0, 250.0)
    assert figure(PUBLISHED, park) == (75.0, 3.0, 4.0)


def test_what_closed_before_or_after_does_not_count(park):
    (plan,) = enter("plans", park, {})
    for closed in ("2026-06-30", "2026-10-01"):
        days = {"published_on": "2026-05-01", "closed_on": closed}
        enter("consultations", park, {**days, "plan": plan, "firms_invited": 10})
    assert figure(TURNOUT, park) == (25.0, 50.0, 200.0)
    assert figure(PUBLISHED, park)[2] == 3.0
    assert figure(TURNOUT, park, "2026-Q2") == (0.0, 0.0, 10.0)


@pytest.mark.parametrize("code", [TURNOUT, PUBLISHED])
def test_all_parks_are_read_in_one_query(park, code, django_assert_num_queries):
    parks = [park, make_park(), make_park()]
    consult(parks[1])
    period = make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(1):
            found = CONSULTATION_MEASURES[code].figures([one.pk for one in asked], period)
    assert found[parks[1].pk].value == found[park.pk].value
    assert found[parks[2].pk].value is None
