"""A geometry is checked before it is kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.errors import RuleBroken
from parks.geometry.shapes import MAX_POINTS, Shape, read_geometry

SQUARE = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def test_a_point_gives_longitude_and_latitude():
    geometry = {"type": "Point", "coordinates": [120, 31.5, 12]}
    assert read_geometry(geometry) == Shape(longitude=120.0, latitude=31.5)


def test_a_polygon_gives_the_boundary():
    assert read_geometry(polygon(SQUARE)).boundary == polygon(SQUARE)


def test_a_multipolygon_keeps_its_parts():
    far = [[x + 5, y] for x, y in SQUARE]
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE], [far]]}
    assert read_geometry(geometry).boundary == geometry


@pytest.mark.parametrize(
    ("geometry", "code"),
    [
        (None, "geometry_not_an_object"),
        ([], "geometry_not_an_object"),
        ({"type": "LineString", "coordinates": SQUARE}, "geometry_type"),
        ({"type": "Point"}, "geometry_nesting"),
        ({"type": "Point", "coordinates": [[1, 2]]}, "geometry_position"),
        ({"type": "Point", "coordinates": [1]}, "geometry_position"),
        ({"type": "Point", "coordinates": ["1", 2]}, "geometry_number"),
        ({"type": "Point", "coordinates": [True, 2]}, "geometry_number"),
        ({"type": "Point", "coordinates": [181, 2]}, "point_out_of_range"),
        ({"type": "Point", "coordinates": [10**400, 2]}, "point_out_of_range"),
        ({"type": "Point", "coordinates": [float("nan"), 2]}, "point_out_of_range"),
        ({"type": "Point", "coordinates": [float("inf"), 2]}, "point_out_of_range"),
        (polygon(SQUARE[:3]), "geometry_ring"),
        (polygon([*SQUARE[:3], [0.0, 0.5]]), "geometry_ring"),
        (polygon([[SQUARE]]), "geometry_position"),
        (polygon([[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]), "geometry_invalid"),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [SQUARE]]}, "geometry_invalid"),
        (polygon([[0.0, 0.0]] * (MAX_POINTS + 1)), "geometry_too_many_points"),
    ],
)
def test_a_wrong_geometry_is_refused(geometry, code):
    with pytest.raises(RuleBroken) as refusal:
        read_geometry(geometry)

    assert refusal.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=30,
)


@given(kind=st.sampled_from(["Point", "Polygon", "MultiPolygon"]), coordinates=JSON)
def test_nothing_but_the_own_error_is_raised(kind, coordinates):
    try:
        shape = read_geometry({"type": kind, "coordinates": coordinates})
    except RuleBroken:
        return
    json.dumps(shape.boundary, allow_nan=False)
