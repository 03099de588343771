"""Barrier-free entrances and stops, counted by hand."""

import pytest

from parks.measures.facilities import FACILITY_MEASURES
from parks.registers import REGISTERS
from parks.services.records import remove_record
from tests.factories import make_park, make_period
from tests.parks.places_for_tests import change, day, keeper, make_facilities


@pytest.fixture
def facilities(cast):
    rows = (
        {"code": "ST-1", "kind": "transport", "is_barrier_free": True},
        {"code": "ST-2", "kind": "transport"},
        {"code": "EN-1", "kind": "entrance", "is_barrier_free": True, "barrier_free_since": day("2026-09-30")},
        {"code": "EN-2", "kind": "entrance", "opened_on": day("2026-09-30")},
        {"code": "CL-1", "kind": "clinic", "is_barrier_free": True},
    )  # fmt: skip
    return {one.code: one for one in make_facilities(cast.park, *rows)}


def figure(park, period="2026-Q3"):
    found = FACILITY_MEASURES["barrier_free_share"].figures([park.pk], make_period(period))
    one = found[park.pk]
    return (one.value, one.part, one.whole)


def test_entrances_and_stops_in_service_count(cast, facilities):
    assert figure(cast.park) == (50.0, 2.0, 4.0)


def test_an_empty_register_says_nothing(cast):
    make_facilities(cast.park, ("clinic", 0, 0))
    assert figure(cast.park) == (None, 0, 0)


def test_before_their_day_they_do_not_count(cast, facilities):
    assert figure(cast.park, "2026-Q2") == (pytest.approx(100 / 3), 1.0, 3.0)


def test_a_stop_closed_late_in_the_books_does_not_count_from_that_day_on(cast, facilities):
    change(facilities["ST-2"], closed_on=day("2026-09-30"))
    assert figure(cast.park) == (pytest.approx(200 / 3), 2.0, 3.0)
    assert figure(cast.park, "2026-Q2") == (pytest.approx(100 / 3), 1.0, 3.0)


def test_what_happens_after_the_period_does_not_count_in_it(cast, facilities):
    change(facilities["ST-1"], closed_on=day("2026-10-01"))
    change(facilities["ST-2"], is_barrier_free=True, barrier_free_since=day("2026-10-01"))
    make_facilities(cast.park, {"kind": "transport", "opened_on": day("2026-10-01")})
    assert figure(cast.park) == (50.0, 2.0, 4.0)


def test_what_is_struck_off_does_not_count(cast, facilities):
    remove_record(
        REGISTERS["facilities"], facilities["ST-2"], reason="Never there.", by=keeper(cast.park)
    )
    assert figure(cast.park) == (pytest.approx(200 / 3), 2.0, 3.0)


def test_all_parks_are_read_at_once(cast, facilities, django_assert_num_queries):
    parks = [cast.park, make_park(), make_park()]
    make_facilities(parks[1], ("entrance", 0, 0))
    period = make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(1):
            found = FACILITY_MEASURES["barrier_free_share"].figures(
                [one.pk for one in asked], period
            )
    assert [found[park.pk].value for park in parks] == [50.0, 0.0, None]
