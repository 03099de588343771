"""Which version is in force where and when."""

from datetime import date

import pytest

from assessments.selectors.assignments import version_for, versions_for
from assessments.services.assignments import assign_version
from assessments.services.frameworks import load_framework, publish_version
from tests.assessments.framework_texts import changed
from tests.factories import make_park, make_period

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)


def published(number):
    text = changed("version: 1.0.0", f"version: {number}")
    return publish_version(load_framework(text, by=None), by=None)


def assign(cast, version, period, **scope):
    assign_version(version, from_period=make_period(period), by=cast.administrator, **scope)


def test_no_version_is_in_force_without_an_assignment(cast):
    assert version_for(cast.park, DAY) is None


def test_the_nearest_scope_wins_whatever_its_start(cast):
    province, district, own = published("1.0.0"), published("2.0.0"), published("3.0.0")
    assign(cast, province, "2026-Q2", region=cast.province)
    assert version_for(cast.park, DAY) == province
    assign(cast, district, "2026-Q1", region=cast.district)
    assert version_for(cast.park, DAY) == district
    assign(cast, own, "2025-Q1", park=cast.park)
    assert version_for(cast.park, DAY) == own
    assert version_for(cast.foreign_park, DAY) is None


def test_the_latest_start_by_the_day_wins_within_a_scope(cast):
    first, second, third = published("1.0.0"), published("2.0.0"), published("3.0.0")
    assign(cast, second, "2026-Q2", park=cast.park)
    assign(cast, first, "2026-Q1", park=cast.park)
    assign(cast, third, "2026-Q3", park=cast.park)
    assert version_for(cast.park, DAY) == second
    assert version_for(cast.park, date(2026, 3, 31)) == first
    assert version_for(cast.park, date(2025, 12, 31)) is None


def test_of_two_with_the_same_start_the_later_made_wins(cast):
    first, second = published("1.0.0"), published("2.0.0")
    assign(cast, second, "2026-Q1", park=cast.park)
    assign(cast, first, "2026-Q1", park=cast.park)
    assert version_for(cast.park, DAY) == first


@pytest.mark.parametrize("count", [1, 3])
def test_many_parks_take_four_queries(cast, django_assert_num_queries, count):
    assign(cast, published("1.0.0"), "2026-Q1", region=cast.province)
    parks = [make_park(region=cast.district) for _number in range(count)]
    with django_assert_num_queries(4):
        assert len(versions_for(parks, DAY)) == count
