"""Who reaches what, counted by hand, and the golden cases through the registers."""

import json
from pathlib import Path

import pytest

from engine.accessibility import BINARY, Stepped
from parks.measures.accessibility import ACCESS_MEASURES, grounds_on, service_access
from tests.factories import make_park, make_period
from tests.parks.places_for_tests import change, day, make_facilities, make_plots, square

GOLDEN = Path(__file__).parents[2] / "golden"
LAST_DAY = day("2026-09-30")
CODES = sorted(ACCESS_MEASURES)
BASIC = ("clinic", "canteen", "childcare", "green", "transport")


def golden(name):
    return {case["id"]: case for case in json.loads((GOLDEN / name).read_text())["cases"]}


def plots_at(park, *places):
    """A plot of 100 m² of floor about each place, given as metres to the east, with what else is said."""
    rows = [place if isinstance(place, dict) else {"x": place} for place in places]
    return make_plots(
        park, *({"floor_area_m2": 100.0, "geometry": square(one.pop("x")), **one} for one in rows)
    )


def figure(code, park, period="2026-Q3"):
    found = ACCESS_MEASURES[code].figures([park.pk], make_period(period))[park.pk]
    return (found.value, found.part, found.whole)


# Stops: straight lines of 500 m from the centre of a plot


def test_plots_within_500_m_of_a_stop_count(cast):
    plots_at(cast.park, 0, 499.9, 500.1, 2000)
    make_facilities(cast.park, ("transport", 0, 0), ("transport", 2000, 400), ("clinic", 500, 0))
    assert figure("stop_coverage_500m", cast.park) == (75.0, 3.0, 4.0)


def test_a_park_without_stops_is_not_covered_at_all(cast):
    plots_at(cast.park, 0, 100)
    assert figure("stop_coverage_500m", cast.park) == (0.0, 0.0, 2.0)


def test_the_stops_of_another_park_do_not_count(cast):
    plots_at(cast.park, 0)
    make_facilities(cast.foreign_park, ("transport", 0, 0))
    assert figure("stop_coverage_500m", cast.park) == (0.0, 0.0, 1.0)


def test_a_plot_that_is_not_drawn_has_no_place(cast):
    plots_at(cast.park, 0)
    make_plots(cast.park, {"floor_area_m2": 100.0})
    make_facilities(cast.park, ("transport", 0, 0))
    assert figure("stop_coverage_500m", cast.park) == (100.0, 1.0, 1.0)


# Five basic services within a walk of 1,000 m


def test_all_five_services_must_be_in_reach(cast):
    plots_at(cast.park, 0, 600, 1100)
    make_facilities(cast.park, *((kind, 0, 0) for kind in BASIC[:4]), ("transport", -390, 0))
    assert figure("fifteen_minute_coverage", cast.park) == (pytest.approx(200 / 3), 2.0, 3.0)


@pytest.mark.parametrize("missing", BASIC)
def test_without_one_of_the_five_nobody_counts(cast, missing):
    plots_at(cast.park, 0)
    make_facilities(cast.park, *((kind, 0, 0) for kind in BASIC if kind != missing))
    assert figure("fifteen_minute_coverage", cast.park) == (0.0, 0.0, 1.0)


# Gini: clinic for 20 and canteen for 10 people. Plots at 0, 900 and 1,800 m; facilities at 100 m and 1,700 m.
# The clinic serves the first two: 20 / 200 m² each; the canteen the last two: 10 / 200 m². So 0.1, 0.15 and 0.05.


def gini_case(park):
    plots = plots_at(park, 0, 900, 1800)
    facilities = make_facilities(
        park,
        {"kind": "clinic", "at": (100, 0), "capacity": 20.0},
        {"kind": "canteen", "at": (1700, 0), "capacity": 10.0},
        {"kind": "transport", "at": (0, 0), "capacity": 900.0},
        {"kind": "housing", "at": (0, 0), "capacity": 900.0},
        {"kind": "shop", "at": (0, 0)},
    )
    return plots, facilities


def test_how_unevenly_services_are_reached(cast):
    gini_case(cast.park)
    # Differences |0.1-0.15| + |0.1-0.05| + |0.15-0.05| = 0.2, twice, over 2·n²·mean = 18 · 0.1
    assert figure("accessibility_gini", cast.park) == pytest.approx((0.4 / 1.8, 0.3, 3.0))


def test_where_nothing_is_reached_there_is_no_figure(cast):
    plots_at(cast.park, 0, 50)
    make_facilities(
        cast.park, ("clinic", 0, 0), {"kind": "canteen", "at": (9000, 0), "capacity": 5.0}
    )
    assert figure("accessibility_gini", cast.park) == (None, 0.0, 2.0)


# All three


@pytest.mark.parametrize("code", CODES)
def test_an_empty_register_says_nothing(cast, code):
    make_facilities(cast.park, ("transport", 0, 0), {"kind": "clinic", "capacity": 5.0})
    assert figure(code, cast.park) == (None, 0, 0)


def ordinary(park):
    plots, facilities = gini_case(park)
    facilities += make_facilities(park, *((kind, 0, 0) for kind in ("childcare", "green")))
    facilities += make_facilities(park, ("canteen", 0, 0))
    return plots, facilities


EXPECTED = {
    "stop_coverage_500m": (100 / 3, 1.0, 3.0),
    "fifteen_minute_coverage": (200 / 3, 2.0, 3.0),
    "accessibility_gini": (0.4 / 1.8, 0.3, 3.0),
}


@pytest.mark.parametrize("code", CODES)
def test_what_happens_after_the_period_does_not_count_in_it(cast, code):
    plots, facilities = ordinary(cast.park)
    change(facilities[0], closed_on=day("2026-10-01"))
    change(plots[0], ended_on=day("2026-10-01"))
    plots_at(cast.park, {"x": 0, "since": day("2026-10-01")})
    make_facilities(
        cast.park,
        {"kind": "transport", "at": (1800, 0), "opened_on": day("2026-10-01")},
        {"kind": "clinic", "at": (1800, 0), "capacity": 99.0, "opened_on": day("2026-10-01")},
    )
    assert figure(code, cast.park) == pytest.approx(EXPECTED[code])


LATE = {
    "stop_coverage_500m": (200 / 3, 2.0, 3.0),
    "fifteen_minute_coverage": (100.0, 3.0, 3.0),
    # 0.1, 0.15 and, with 10 more for 100 m² alone, 0.15: differences 0.05 + 0.05 + 0, twice, over 18 · 0.4 / 3
    "accessibility_gini": (0.2 / 2.4, 0.4, 3.0),
}


@pytest.mark.parametrize("code", CODES)
def test_what_is_entered_late_counts(cast, code):
    ordinary(cast.park)
    rows = [{"kind": kind, "at": (2600, 0), "opened_on": LAST_DAY} for kind in BASIC]
    rows[0]["capacity"] = 10.0
    rows.append({"kind": "transport", "at": (1800, 0), "opened_on": LAST_DAY})
    make_facilities(cast.park, *rows)
    assert figure(code, cast.park) == pytest.approx(LATE[code])
    assert figure(code, cast.park, "2026-Q2") == pytest.approx(EXPECTED[code])


@pytest.mark.parametrize("code", CODES)
def test_all_parks_are_read_at_once(cast, code, django_assert_num_queries):
    parks = [cast.park, make_park(), make_park()]
    for park in parks[:2]:
        ordinary(park)
    period = make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(4):
            found = ACCESS_MEASURES[code].figures([one.pk for one in asked], period)
    values = [found[park.pk].value for park in parks]
    assert values == [pytest.approx(EXPECTED[code][0])] * 2 + [None]


# Golden cases that fit on the ground: a minute is 10 m, S1 and S2 are 20 minutes apart on one line. The other cases
# have travel times that no plane holds (S1 to S2 would need 26 minutes by one place and at most 20 by another).

LINE = {"D1": -50, "D2": 120, "D3": 340, "D4": -900}


@pytest.mark.parametrize(
    ("case_id", "decay"),
    [("binary_15min", BINARY), ("enhanced_step_decay", Stepped((100, 200, 300), (1, 0.68, 0.22)))],
)
def test_golden_accessibility_through_the_registers(cast, case_id, decay):
    case = golden("fca.json")[case_id]
    demand, supply = case["demand"], case["supply"]
    plots_at(
        cast.park,
        *({"code": code, "x": LINE[code], "floor_area_m2": float(demand[code])} for code in LINE),
    )
    make_facilities(
        cast.park,
        {"code": "S1", "kind": "clinic", "at": (0, 0), "capacity": float(supply["S1"])},
        {"code": "S2", "kind": "clinic", "at": (200, 0), "capacity": float(supply["S2"])},
    )
    (ground,) = grounds_on([cast.park.pk], LAST_DAY)
    found = service_access(ground, case["max_cost"] * 10, decay)
    access = {plot.code: one for plot, one in zip(ground.plots, found.access, strict=True)}
    assert access == pytest.approx(case["expected"]["access"], rel=1e-12)


@pytest.mark.parametrize(
    "case_id", ["one_to_five", "equal", "one_has_all_4", "two_values", "order_invariant"]
)
def test_golden_gini_through_the_registers(cast, case_id):
    """Each plot has a clinic of its own, 3 km from the next: it is served as much as its clinic holds."""
    case = golden("inequality.json")[case_id]
    plots_at(cast.park, *(3000 * number for number in range(len(case["y"]))))
    make_facilities(
        cast.park,
        *(
            {"kind": "clinic", "at": (3000 * number, 0), "capacity": float(value)}
            for number, value in enumerate(case["y"])
        ),
    )
    value, _part, _whole = figure("accessibility_gini", cast.park)
    assert value == pytest.approx(case["expected"]["gini"], abs=1e-12)
