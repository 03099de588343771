"""Which version and stage hold on a day: the nearest scope, then the latest start."""

from datetime import date

from assessments.models import Assignment
from assessments.selectors.in_force import in_force_for
from parks.services.periods import period_of
from tests.assessments.small import SMALL, at, enter, publish
from tests.factories import make_park

DAY = date(2025, 6, 30)


def numbered(number):
    return SMALL.replace('version: "1"', f'version: "{number}"')


def versions(cast, day=DAY):
    found = in_force_for([cast.park]).version(cast.park, day)
    return found.version if found else None


def test_the_nearest_scope_wins_over_a_later_start(cast):
    publish(cast)
    publish(cast, numbered(2), region=cast.district)
    later = publish(cast, numbered(3), region=cast.province)
    Assignment.objects.filter(version=later).update(from_period=period_of("2025-Q2"))
    assert versions(cast) == "2"
    publish(cast, numbered(4), park=cast.park)
    assert versions(cast) == "4"


def test_within_a_scope_the_latest_start_wins(cast):
    publish(cast)
    later = publish(cast, numbered(2))
    Assignment.objects.filter(version=later).update(from_period=period_of("2025-Q3"))
    assert versions(cast) == "1"
    assert versions(cast, date(2025, 9, 30)) == "2"


def test_nothing_is_in_force_before_the_first_start_or_elsewhere(cast):
    publish(cast)
    assert versions(cast, date(2024, 12, 31)) is None
    known = in_force_for([cast.foreign_park])
    assert known.version(cast.foreign_park, DAY) is None
    assert known.first_day(cast.foreign_park) is None
    assert in_force_for([cast.park]).first_day(cast.park) == date(2025, 1, 1)


def test_stages_hold_from_their_entry_on(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast, day="2025-02-01")
    known = in_force_for([cast.park])
    assert known.stage(cast.park, date(2025, 1, 31)) == ""
    assert known.stage(cast.park, date(2025, 2, 1)) == "t1"
    assert known.entry(cast.park) == (date(2025, 2, 1), "t1")


def test_loading_costs_the_same_for_one_park_and_for_three(cast, django_assert_num_queries):
    publish(cast)
    parks = [cast.park, make_park(region=cast.district), make_park(region=cast.district)]
    for some in (parks[:1], parks):
        with django_assert_num_queries(4):
            in_force_for(some)
