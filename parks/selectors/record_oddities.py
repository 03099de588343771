"""What is odd about where a record lies, without being wrong: outside of its park, or of another size than stated."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry
from shapely.prepared import PreparedGeometry, prep

from parks.errors import Problem
from parks.models import Park
from parks.registers import Kind, Register
from parks.selectors.ground import area_m2

FARTHEST_KM: Final = 20.0
EARTH_KM: Final = 6371.0
OUTSIDE_SHARE: Final = 0.01
AREA_TOLERANCE: Final = 0.05


@dataclass(frozen=True)
class Whereabouts:
    """Where a park lies, prepared to be asked about many records."""

    outline: BaseGeometry | None
    quick: PreparedGeometry[Any] | None
    point: Point | None

    @classmethod
    def of(cls, park: Park) -> Whereabouts:
        outline = shape(park.boundary) if park.boundary else None
        point = None
        if park.longitude is not None and park.latitude is not None:
            point = Point(park.longitude, park.latitude)
        return cls(outline, prep(outline) if outline is not None else None, point)


def place_oddities(register: Register, record: Any, park: Whereabouts) -> Iterator[Problem]:
    """Yield what is odd about the place of a record that is otherwise right."""
    if register.has_points:
        yield from _place_of("longitude", Point(record.longitude, record.latitude), park)
    for one in register.of_kind(Kind.GEOMETRY):
        if geometry := getattr(record, one.name):
            yield from _place_of(one.name, shape(geometry), park)
            yield from _area_of(record, geometry)


def _place_of(column: str, placed: BaseGeometry, park: Whereabouts) -> Iterator[Problem]:
    if park.quick is not None:
        if not park.quick.covers(placed) and _is_outside(placed, park.outline):
            yield Problem(column, "outside_boundary")
    elif park.point is not None:
        distance = _kilometres(park.point, placed.representative_point())
        if distance > FARTHEST_KM:
            yield Problem(column, "far_from_park", {"distance": round(distance)})


def _is_outside(placed: BaseGeometry, outline: BaseGeometry | None) -> bool:
    """Whether more of it lies outside than two surveys of one line differ by; a point lies outside or not."""
    assert outline is not None
    return placed.difference(outline).area > OUTSIDE_SHARE * placed.area or not placed.area


def _kilometres(start: Point, end: Point) -> float:
    """Return the great-circle distance by the haversine formula."""
    along, across = math.radians(end.y - start.y), math.radians(end.x - start.x)
    both = math.cos(math.radians(start.y)) * math.cos(math.radians(end.y))
    half = math.sin(along / 2) ** 2 + both * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _area_of(record: Any, geometry: dict[str, Any]) -> Iterator[Problem]:
    stated = getattr(record, "area_m2", None)
    drawn = area_m2(geometry)
    if stated and abs(stated - drawn) > AREA_TOLERANCE * drawn:
        figures = {"stated": f"{stated:,.0f}", "drawn": f"{drawn:,.0f}"}
        yield Problem("area_m2", "area_differs", figures)
