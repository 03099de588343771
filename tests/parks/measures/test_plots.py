"""What plots say of a park, counted by hand: an ordinary case, an empty register, late rows, events outside."""

import pytest

from parks.measures.plots import PLOT_MEASURES
from parks.registers import REGISTERS
from parks.services.records import remove_record
from tests.factories import make_park, make_period
from tests.parks.places_for_tests import change, day, keeper, make_plots, square

#          code  m²     land use      status                   floor   footprint
ROWS = (
    ("PL-A", 10000, "production", "in_use", 8000, 4000, {}),
    ("PL-B", 20000, "production", "under_renewal", 10000, 8000, {"implementer": "enterprise", "is_pilot": True}),
    ("PL-C", 5000, "production", "awaiting_construction", None, None, {"is_pilot": True}),
    ("PL-D", 10000, "living", "renewed", 20000, 3000, {"is_pilot": True}),
    ("PL-E", 15000, "ecology", "in_use", None, None, {}),
    ("PL-F", 4000, "living", "under_renewal", 2000, 1000, {"implementer": "government"}),
)  # fmt: skip
ORDINARY = {
    "pilot_plots_renewed": (100 / 3, 1, 3),
    "floor_area_ratio": (18000 / 35000, 18000, 35000),
    "building_density": (100 * 16000 / 44000, 16000, 44000),
    "awaiting_construction_share": (100 * 5000 / 49000, 5000, 49000),
    "market_led_renewal": (100 * 20000 / 24000, 20000, 24000),
    "industrial_land_share": (100 * 35000 / 64000, 35000, 64000),
    "green_land_share": (100 * 15000 / 64000, 15000, 64000),
}
# PL-C was renewed in September with 6,000 m² of floor on 2,000 m²; PL-F has been ecology, renewed by an investor, since then.
LATE = {
    "pilot_plots_renewed": (200 / 3, 2, 3),
    "floor_area_ratio": (24000 / 35000, 24000, 35000),
    "building_density": (100 * 18000 / 49000, 18000, 49000),
    "awaiting_construction_share": (0.0, 0, 45000),
    "market_led_renewal": (100.0, 24000, 24000),
    "industrial_land_share": (100 * 35000 / 64000, 35000, 64000),
    "green_land_share": (100 * 19000 / 64000, 19000, 64000),
}
CODES = sorted(PLOT_MEASURES)


@pytest.fixture
def plots(cast):
    names = ("code", "area_m2", "land_use", "status", "floor_area_m2", "footprint_m2")
    rows = [{**dict(zip(names, row, strict=False)), **row[6]} for row in ROWS]
    return {plot.code: plot for plot in make_plots(cast.park, *rows)}


def figure(code, park, period="2026-Q3"):
    return PLOT_MEASURES[code].figures([park.pk], make_period(period))[park.pk]


def told(found):
    return (found.value, found.part, found.whole)


@pytest.mark.parametrize("code", CODES)
def test_an_ordinary_park(cast, plots, code):
    assert told(figure(code, cast.park)) == pytest.approx(ORDINARY[code])


@pytest.mark.parametrize("code", CODES)
def test_an_empty_register_says_nothing(cast, code):
    assert told(figure(code, cast.park)) == (None, 0, 0)


@pytest.mark.parametrize("code", CODES)
def test_what_is_entered_late_counts_from_its_day_on(cast, plots, code):
    change(
        plots["PL-C"],
        status="renewed",
        floor_area_m2=6000.0,
        footprint_m2=2000.0,
        since=day("2026-09-15"),
    )
    change(plots["PL-F"], land_use="ecology", implementer="investor", since=day("2026-09-30"))
    assert told(figure(code, cast.park)) == pytest.approx(LATE[code])
    assert told(figure(code, cast.park, "2026-Q2")) == pytest.approx(ORDINARY[code])


@pytest.mark.parametrize("code", CODES)
def test_what_happens_after_the_period_does_not_count_in_it(cast, plots, code):
    change(plots["PL-C"], status="renewed", floor_area_m2=6000.0, since=day("2026-10-01"))
    change(
        plots["PL-B"], land_use="ecology", implementer="", is_pilot=False, since=day("2026-10-01")
    )
    make_plots(cast.park, {"code": "PL-G", "is_pilot": True, "since": day("2026-10-01")})
    change(plots["PL-E"], ended_on=day("2026-10-01"))
    assert told(figure(code, cast.park)) == pytest.approx(ORDINARY[code])


@pytest.mark.parametrize("code", CODES)
def test_what_is_given_up_or_struck_off_does_not_count(cast, plots, code):
    extra = make_plots(
        cast.park,
        {"code": "PL-H", "is_pilot": True, "ended_on": day("2026-09-30")},
        {"code": "PL-I", "status": "under_renewal", "floor_area_m2": 1.0, "footprint_m2": 1.0},
    )
    remove_record(REGISTERS["plots"], extra[1], reason="Entered twice.", by=keeper(cast.park))
    assert told(figure(code, cast.park)) == pytest.approx(ORDINARY[code])


@pytest.mark.parametrize("code", CODES)
def test_all_parks_are_read_at_once(cast, plots, code, django_assert_num_queries):
    parks = [cast.park, *(make_park() for _one in range(2))]
    for park in parks[1:]:
        make_plots(park, {"is_pilot": True, "status": "renewed"})
    period = make_period("2026-Q3")
    for asked in (parks[:1], parks):
        with django_assert_num_queries(2):
            found = PLOT_MEASURES[code].figures([park.pk for park in asked], period)
        assert len(found) == len(asked)
    assert told(found[cast.park.pk]) == pytest.approx(ORDINARY[code])


def test_an_area_that_is_not_stated_is_measured(cast):
    make_plots(
        cast.park,
        {"area_m2": None, "geometry": square(0, 0, 100)},
        {"area_m2": None, "geometry": square(500, 0, 50), "land_use": "ecology"},
        {"area_m2": 7500.0, "geometry": square(900, 0, 10), "land_use": "living"},
        {"area_m2": None, "land_use": "living"},
    )
    found = figure("green_land_share", cast.park)
    assert told(found) == pytest.approx((12.5, 2500, 20000), rel=1e-6)
    assert len(found.records) == 4


def test_a_floor_area_that_nobody_knows_leaves_the_plot_out(cast):
    make_plots(cast.park, {"floor_area_m2": 500.0}, {"status": "idle"}, {"status": "renewed"})
    assert told(figure("floor_area_ratio", cast.park)) == (0.5, 500.0, 1000.0)


def test_every_figure_says_what_it_means():
    for one in PLOT_MEASURES.values():
        sentence = str(one.told) % {"part": "1", "whole": "2"}
        assert sentence.endswith(".")
        assert str(one.nothing).endswith(".")
