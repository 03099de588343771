"""How many of the five kinds of special policy are in force for a park, counted by hand."""

from datetime import date

import pytest

from governance.measures.policies import POLICY_MEASURES
from tests.factories import make_park, make_period, make_region
from tests.governance.policies_for_tests import make_policy

MEASURE = POLICY_MEASURES["policy_kinds_in_force"]


def figure(park, code="2026-Q3"):
    return MEASURE.figures([park.pk], make_period(code))[park.pk]


def test_kinds_are_counted_once_and_complementary_rules_not_at_all(cast):
    """Two of finance and tax, one of own land, one complementary rule: two kinds of five, of four policies."""
    make_policy("A", cast.province, kind="finance_tax")
    make_policy("B", cast.district, kind="finance_tax")
    make_policy("C", cast.district, kind="own_land", parks=[cast.park])
    make_policy("D", cast.district, kind="complementary")
    found = figure(cast.park)
    assert (found.value, found.part, found.whole) == (2.0, 3.0, 4.0)
    assert {one.group for one in found.records if one.part} == {"finance_tax", "own_land"}


def test_an_empty_register_is_none_of_five(cast):
    found = figure(cast.park)
    assert (found.value, found.part, found.whole, found.records) == (0.0, 0.0, 0.0, ())


def test_complementary_rules_alone_are_none_of_five(cast):
    make_policy("D", cast.district, kind="complementary")
    assert (figure(cast.park).value, figure(cast.park).whole) == (0.0, 1.0)


def test_a_policy_entered_late_counts_from_its_day(cast):
    """Entered today, long after the quarter whose last day it was in force on."""
    make_policy("A", cast.district, in_force_from=date(2025, 9, 30))
    assert figure(cast.park, "2025-Q3").value == 1.0
    assert figure(cast.park, "2025-Q2").value == 0.0


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 9, 30), None, 1.0),
        (date(2026, 10, 1), None, 0.0),
        (date(2026, 1, 1), date(2026, 9, 30), 1.0),
        (date(2026, 1, 1), date(2026, 9, 29), 0.0),
    ],
)
def test_the_last_day_of_the_quarter_decides(cast, start, end, expected):
    make_policy("A", cast.district, in_force_from=start, in_force_until=end)
    assert figure(cast.park).value == expected


def test_policies_elsewhere_and_struck_off_ones_do_not_count(cast):
    other = make_park("LH-02", cast.district)
    make_policy("A", cast.foreign_park.region)
    make_policy("B", cast.district, parks=[other])
    make_policy("C", make_region("YJ-LOW", cast.district))
    gone = make_policy("D", cast.district)
    gone.removed_at = gone.changed_at
    gone.save()
    assert figure(cast.park).value == 0.0
    assert figure(other).value == 1.0


@pytest.mark.parametrize("more", [1, 3])
def test_all_parks_are_measured_in_the_same_few_queries(cast, more, django_assert_num_queries):
    parks = [make_park(f"M-{number}", cast.district) for number in range(more)]
    for number in range(more):
        make_policy(f"A-{number}", cast.district, kind="own_land", parks=parks)
    period = make_period("2026-Q3")
    with django_assert_num_queries(4):
        found = MEASURE.figures([park.pk for park in parks], period)
    assert {one.value for one in found.values()} == {1.0}
