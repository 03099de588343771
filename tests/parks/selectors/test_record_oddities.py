"""What is odd about where a record lies: told, and no reason to refuse it."""

import pytest

from parks.registers import REGISTERS
from parks.selectors.record_oddities import Whereabouts, place_oddities
from tests.parks.places_for_tests import at, make_facilities, make_plots, square


def odd(word, record, park):
    found = place_oddities(REGISTERS[word], record, Whereabouts.of(park))
    return [(problem.column, problem.code) for problem in found]


def bounded(park, side=1000.0):
    park.boundary = square(0, side=side)
    return park


def placed(park, longitude, latitude):
    park.boundary, park.longitude, park.latitude = None, longitude, latitude
    return park


@pytest.mark.parametrize(
    ("x", "found"), [(0, []), (499, []), (501, [("longitude", "outside_boundary")])]
)
def test_a_point_outside_the_boundary_is_odd(cast, x, found):
    (facility,) = make_facilities(cast.park, ("clinic", x, 0))

    assert odd("facilities", facility, bounded(cast.park)) == found


@pytest.mark.parametrize(
    ("x", "found"),
    [
        (0, []),
        (495.05, []),
        (497, [("geometry", "outside_boundary")]),
        (900, [("geometry", "outside_boundary")]),
    ],
)
def test_a_plot_outside_the_boundary_is_odd_unless_it_is_by_a_hair(cast, x, found):
    (plot,) = make_plots(cast.park, {"geometry": square(x), "area_m2": 100.0})

    assert odd("plots", plot, bounded(cast.park)) == found


def test_without_a_boundary_what_is_far_from_the_point_of_the_park_is_odd(cast):
    near, far = make_facilities(cast.park, ("clinic", 19_900, 0), ("clinic", 0, 20_300))
    park = placed(cast.park, *at(0))

    assert odd("facilities", near, park) == []
    (problem,) = place_oddities(REGISTERS["facilities"], far, Whereabouts.of(park))
    assert problem.reason == "This lies 20 km from the point of the park."


def test_a_park_without_a_place_finds_nothing_odd(cast):
    (facility,) = make_facilities(cast.park, ("clinic", 900_000, 0))

    assert odd("facilities", facility, placed(cast.park, None, None)) == []


@pytest.mark.parametrize(
    ("stated", "found"),
    [(100.0, []), (104.9, []), (95.1, []), (94.0, [("area_m2", "area_differs")]), (None, [])],
)
def test_an_area_that_is_not_that_of_the_outline_is_odd(cast, stated, found):
    (plot,) = make_plots(cast.park, {"geometry": square(0), "area_m2": stated})

    assert odd("plots", plot, placed(cast.park, None, None)) == found


def test_an_area_that_differs_is_told_with_both_figures(cast):
    (plot,) = make_plots(cast.park, {"geometry": square(0, side=200.0), "area_m2": 12_500.0})
    (problem,) = place_oddities(
        REGISTERS["plots"], plot, Whereabouts.of(placed(cast.park, None, None))
    )

    assert problem.reason == "12,500 m² are stated, the outline has 40,000 m²."
