"""What the registers know of items: whole sums only."""

import pytest

from parks.measures.items import PREFILLS
from tests.factories import make_park, make_period
from tests.parks.places_for_tests import day, make_enterprises, make_plots, square


def filled(code, *parks, period="2026-Q3"):
    return dict(PREFILLS[code]([park.pk for park in parks], make_period(period)))


@pytest.mark.parametrize("code", sorted(PREFILLS))
def test_a_park_without_records_is_not_told_anything(cast, code):
    assert filled(code, cast.park) == {}


def test_firms_and_their_employees_on_the_last_day(cast):
    make_enterprises(
        cast.park,
        {"employees": 120},
        {"employees": 30, "settled_on": day("2026-09-30")},
        {"employees": 7, "settled_on": day("2026-10-01")},
        {"left_on": day("2026-09-30")},
    )
    assert filled("firms", cast.park) == {cast.park.pk: 2.0}
    assert filled("employees", cast.park) == {cast.park.pk: 150.0}
    assert filled("employees", cast.park, period="2026-Q2") == {}


def test_a_park_whose_firms_all_left_has_none(cast):
    make_enterprises(cast.park, {"left_on": day("2025-01-01")})
    assert filled("firms", cast.park) == {cast.park.pk: 0.0}


def test_floor_area_and_industrial_land_of_plots_as_they_were(cast):
    make_plots(
        cast.park,
        {"floor_area_m2": 900.0},
        {"area_m2": None, "geometry": square(0, 0, 100), "status": "awaiting_construction"},
        {"land_use": "living", "floor_area_m2": 400.0},
        {"land_use": "ecology"},
        {"floor_area_m2": 5.0, "since": day("2026-10-01")},
    )
    assert filled("floor_area", cast.park) == {cast.park.pk: 1300.0}
    assert filled("industrial_land", cast.park) == {cast.park.pk: pytest.approx(16.5, rel=1e-6)}


def test_a_sum_with_a_piece_missing_is_none(cast):
    make_plots(cast.park, {"floor_area_m2": 900.0}, {"area_m2": None})
    assert filled("floor_area", cast.park) == {}
    assert filled("industrial_land", cast.park) == {}


@pytest.mark.parametrize(
    ("code", "queries"), [("firms", 2), ("employees", 1), ("floor_area", 2), ("industrial_land", 2)]
)
def test_all_parks_are_read_at_once(cast, code, queries, django_assert_num_queries):
    parks = [cast.park, make_park(), make_park()]
    for park in parks:
        make_plots(park, {"floor_area_m2": 500.0})
        make_enterprises(park, {"employees": 5})
    make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(queries + 1):
            assert len(filled(code, *asked)) == len(asked)
