"""Plots as they were, facilities in service and residents on a day, by park and code."""

from parks.selectors.place import facilities_on, plots_on, residents_on, shapes_of
from tests.parks.places_for_tests import (
    change,
    day,
    make_enterprises,
    make_facilities,
    make_plots,
    square,
)


def test_a_plot_is_as_its_latest_state_by_the_day_says(cast):
    (plot,) = make_plots(cast.park, {"status": "idle"})
    change(plot, status="under_renewal", since=day("2025-03-01"))
    change(plot, status="renewed", since=day("2026-02-01"))
    seen = {
        text: next(plots_on([cast.park.pk], day(text))).status
        for text in ("2020-01-01", "2025-02-28", "2025-03-01", "2026-01-31", "2026-02-01")
    }
    assert list(seen.values()) == ["idle", "idle", "under_renewal", "under_renewal", "renewed"]


def test_a_plot_is_not_known_before_its_first_day(cast):
    make_plots(cast.park, {"status": "renewed", "since": day("2026-02-01")})
    assert list(plots_on([cast.park.pk], day("2026-01-31"))) == []
    assert [one.status for one in plots_on([cast.park.pk], day("2026-02-01"))] == ["renewed"]


def test_everything_stands_by_park_and_code(cast):
    for park in (cast.foreign_park, cast.park):
        make_plots(park, {"code": "B"}, {"code": "A"})
        make_facilities(park, {"code": "D", "kind": "shop"}, {"code": "C", "kind": "green"})
    parks = [cast.foreign_park.pk, cast.park.pk]
    order = sorted(parks)
    today = day("2026-09-30")
    plots = [(one.park, one.code) for one in plots_on(parks, today)]
    assert plots == [(park, code) for park in order for code in "AB"]
    facilities = [(one.park, one.code) for one in facilities_on(parks, today)]
    assert facilities == [(park, code) for park in order for code in "CD"]


def test_what_is_bare_has_no_floor_area_and_what_is_unknown_stays_so(cast):
    make_plots(
        cast.park,
        {"code": "A", "status": "awaiting_construction"},
        {"code": "B", "land_use": "ecology"},
        {"code": "C"},
        {"code": "D", "floor_area_m2": 12.0},
    )
    built = [one.built_m2 for one in plots_on([cast.park.pk], day("2026-09-30"))]
    assert built == [0.0, 0.0, None, 12.0]


def test_only_drawn_plots_have_a_shape(cast):
    drawn, _other = make_plots(cast.park, {"geometry": square(0)}, {})
    assert shapes_of([cast.park.pk]) == {drawn.pk: drawn.geometry}


def test_residents_have_settled_and_not_left(cast):
    make_enterprises(
        cast.park,
        {"code": "A"},
        {"code": "B", "settled_on": day("2026-09-30")},
        {"code": "C", "settled_on": day("2026-10-01")},
        {"code": "D", "left_on": day("2026-09-30")},
        {"code": "E", "left_on": day("2026-10-01")},
    )
    found = residents_on([cast.park.pk], day("2026-09-30"))
    assert [one.code for one in found.order_by("code")] == ["A", "B", "E"]
