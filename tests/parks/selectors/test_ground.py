"""Areas and points of plots, against figures on the ellipsoid."""

import pytest
from shapely.geometry import Point, shape

from parks.selectors.ground import area_m2, areas_m2, point_inside, points_inside

# Areas on WGS 84 by GeographicLib (C. Karney 2013), the corners joined by geodesics.
SQUARE = [
    [120.615, 31.295],
    [120.625, 31.295],
    [120.625, 31.305],
    [120.615, 31.305],
    [120.615, 31.295],
]
SQUARE_M2 = 1_055_570.525
HOLE = [
    [120.618, 31.298],
    [120.618, 31.302],
    [120.622, 31.302],
    [120.622, 31.298],
    [120.618, 31.298],
]
HOLE_M2 = 168_891.284
NOTCHED = [[120.61, 31.29], [120.63, 31.29], [120.63, 31.31], [120.62, 31.30], [120.61, 31.31], [120.61, 31.29]]  # fmt: skip
NOTCHED_M2 = 3_166_781.126
HORSESHOE = [[0, 0], [0.03, 0], [0.03, 0.03], [0.02, 0.03], [0.02, 0.01], [0.01, 0.01], [0.01, 0.03], [0, 0.03], [0, 0]]  # fmt: skip


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [*rings]}


def moved(ring, east):
    return [[x + east, y] for x, y in ring]


@pytest.mark.parametrize(
    ("geometry", "expected"),
    [
        (polygon(SQUARE), SQUARE_M2),
        (polygon(SQUARE[::-1]), SQUARE_M2),
        (polygon(NOTCHED), NOTCHED_M2),
        (polygon(SQUARE, HOLE), SQUARE_M2 - HOLE_M2),
        (
            {"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, 0.02)]]},
            2 * SQUARE_M2,
        ),
    ],
    ids=["square", "clockwise", "notched", "hole", "two"],
)
def test_the_area_is_that_on_the_ellipsoid(geometry, expected):
    assert area_m2(geometry) == pytest.approx(expected, rel=1e-7)


def test_a_plot_across_the_date_line_is_as_large_as_elsewhere():
    ring = [[x - 360 if x > 180 else x, y] for x, y in moved(SQUARE, 180 - 120.62)]
    assert area_m2(polygon(ring)) == pytest.approx(SQUARE_M2, rel=1e-7)


def test_the_point_of_a_plain_plot_is_its_centroid():
    assert point_inside(polygon(SQUARE)) == pytest.approx((120.62, 31.3))


@pytest.mark.parametrize(
    "geometry",
    [
        polygon(HORSESHOE),
        polygon(SQUARE, HOLE),
        {"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, 0.02)]]},
    ],
    ids=["horseshoe", "hole", "two"],
)
def test_the_point_lies_inside_whatever_the_shape(geometry):
    assert shape(geometry).contains(Point(point_inside(geometry)))


def test_many_plots_have_a_point_each_and_none_have_none():
    found = points_inside([polygon(SQUARE), polygon(HORSESHOE)])
    assert found.shape == (2, 2)
    assert found[0].tolist() == pytest.approx([120.62, 31.3])
    assert points_inside([]).shape == (0, 2)


def test_many_areas_are_measured_at_once_as_one_by_one():
    geometries = [
        polygon(SQUARE, HOLE),
        {"type": "MultiPolygon", "coordinates": [[SQUARE], [moved(SQUARE, 0.02)]]},
        polygon(moved(NOTCHED, 20)),
    ]
    assert areas_m2(geometries).tolist() == [area_m2(one) for one in geometries]
    assert areas_m2([]).shape == (0,)
