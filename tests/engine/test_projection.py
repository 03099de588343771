"""Metres on the ground against published coordinates and geodesics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.projection import Projection

# Length of the shortest line on WGS 84 in metres, by GeographicLib (C. Karney 2013, "Algorithms for geodesics",
# Journal of Geodesy 87; exact to 15 nm), written down to a tenth of a millimetre.
GEODESICS = [
    ((120.62, 31.30), (120.63, 31.30), 952.0397),
    ((120.62, 31.30), (120.62, 31.31), 1108.7472),
    ((113.25, 23.10), (113.29, 23.13), 5275.1281),
    ((87.60, 43.80), (87.65, 43.84), 5994.3348),
    ((126.60, 45.75), (126.66, 45.80), 7256.8074),
]
LATITUDES = st.floats(-80, 80)


def degrees(*rows):
    return np.array(rows, dtype=float).reshape(-1, 2)


def test_the_centre_is_the_origin_and_north_is_up():
    found = Projection(120.62, 31.3).metres(
        degrees((120.62, 31.3), (120.63, 31.3), (120.62, 31.31))
    )
    assert found[0].tolist() == [0.0, 0.0]
    assert found[1] == pytest.approx([952.04, 0.0], abs=0.05)
    assert found[2] == pytest.approx([0.0, 1108.75], abs=0.05)


@pytest.mark.parametrize(
    ("meridian", "point", "easting", "northing"),
    [
        (
            45,
            (44.4, 33.3),
            444140.545,
            3684706.356,
        ),  # zone 38, the example of GeographicLib's GeoConvert
        (123, (120.62, 31.3), 273474.984, 3465295.347),  # zone 51, Suzhou, by PROJ 9
    ],
)
def test_published_coordinates_of_the_universal_grid_come_out(meridian, point, easting, northing):
    x, y = Projection(meridian, 0).metres(degrees(point))[0]
    assert 500_000 + 0.9996 * x == pytest.approx(easting, abs=1e-3)
    assert 0.9996 * y == pytest.approx(northing, abs=1e-3)


def test_the_meridian_is_as_long_as_published():
    """A degree from the equator, half and the whole quadrant of WGS 84."""
    found = Projection(0, 0).metres(degrees((0, 1), (0, 45), (0, 90)))[:, 1]
    assert found == pytest.approx([110_574.3886, 4_984_944.3780, 10_001_965.7293], abs=1e-4)


@pytest.mark.parametrize(("one", "other", "metres"), GEODESICS)
def test_distances_in_a_park_are_those_on_the_ellipsoid(one, other, metres):
    both = degrees(one, other)
    found = Projection.about(both).metres(both)
    assert np.hypot(*(found[0] - found[1])) == pytest.approx(metres, abs=1e-3)


def test_ten_kilometres_from_the_centre_a_millimetre_in_each_three_kilometres_is_all_that_is_lost():
    both = degrees((120.515, 31.3), (120.725, 31.3))
    found = Projection(120.62, 31.3).metres(both)
    assert np.hypot(*(found[0] - found[1])) == pytest.approx(19_992.8304, abs=0.0083)


def test_the_middle_of_points_is_found_on_both_sides_of_the_date_line():
    assert Projection.about(degrees((179.9, 1), (-179.7, 3))) == Projection(
        pytest.approx(-179.9), 2.0
    )
    assert Projection.about(degrees((120, 31), (121, 32), (120.2, 31))) == Projection(120.5, 31.5)
    near = Projection(180, 0).metres(degrees((179.99, 0), (-179.99, 0)))
    assert near[:, 0] == pytest.approx([-1113.195, 1113.195], abs=1e-3)


@given(LATITUDES, st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_east_and_west_mirror_each_other_and_north_grows(latitude, east, north):
    centre = Projection(100, latitude)
    right, left = centre.metres(degrees((100 + east, latitude), (100 - east, latitude)))
    assert right == pytest.approx([-left[0], left[1]], abs=2e-6)
    above = centre.metres(degrees((100, latitude + north)))[0]
    assert np.sign(round(above[1], 3)) == np.sign(round(north * 1.1e5, 3))


def test_what_lies_on_the_other_side_of_the_world_is_far_away():
    found = Projection(120, 31).metres(degrees((-60, 31), (-60, -31), (300 - 360, 0)))
    assert (np.hypot(found[:, 0], found[:, 1]) > 1e6).all()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: Projection(0, 0).metres(np.zeros(2)), "shape_mismatch"),
        (lambda: Projection(0, 0).metres(degrees((np.nan, 0))), "value_not_finite"),
        (lambda: Projection(0, 0).metres(degrees((0, 91))), "value_outside_scale"),
        (lambda: Projection(181, 0).metres(degrees((0, 0))), "value_outside_scale"),
        (lambda: Projection.about(degrees()), "too_few_units"),
    ],
)
def test_bad_input_is_named(act, code):
    with pytest.raises(EngineError) as error:
        act()
    assert error.value.problems[0].code == code
