"""Geometry: what a park's point and boundary must be before they are kept."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.validation import explain_validity

from parks.errors import broken

MAX_POINTS = 10_000
Position = list[float]
Ring = list[Position]


@dataclass(frozen=True)
class Shape:
    """What a GeoJSON geometry says of a park: where it is, or where it ends."""

    longitude: float | None = None
    latitude: float | None = None
    boundary: dict[str, Any] | None = None


def read_geometry(geometry: object) -> Shape:
    """Return the checked content of a GeoJSON Point, Polygon or MultiPolygon (altitudes are dropped)."""
    if not isinstance(geometry, dict):
        raise broken("geometry_not_an_object")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        longitude, latitude = _position(coordinates)
        return Shape(longitude=longitude, latitude=latitude)
    if kind == "Polygon":
        return Shape(boundary=_valid("Polygon", _polygon(coordinates, _Budget())))
    if kind == "MultiPolygon":
        budget = _Budget()
        polygons = [_polygon(part, budget) for part in _listed(coordinates)]
        return Shape(boundary=_valid("MultiPolygon", polygons))
    raise broken("geometry_type")


def is_on_earth(longitude: float, latitude: float) -> bool:
    """Whether both are finite degrees within range."""
    return abs(longitude) <= 180 and abs(latitude) <= 90


class _Budget:
    """Counts the points of one geometry and stops it at the limit."""

    def __init__(self) -> None:
        self.points = 0

    def spend(self, points: int) -> None:
        self.points += points
        if self.points > MAX_POINTS:
            raise broken("geometry_too_many_points", limit=MAX_POINTS)


def _listed(value: object) -> list[object]:
    if not isinstance(value, list) or not value:
        raise broken("geometry_nesting")
    return value


def _position(value: object) -> Position:
    numbers = _listed(value)
    if len(numbers) not in (2, 3):
        raise broken("geometry_position")
    longitude, latitude = (_number(number) for number in numbers[:2])
    if not is_on_earth(longitude, latitude):
        raise broken("point_out_of_range")
    return [longitude, latitude]


def _number(value: object) -> float:
    """Return a finite number as float; an integer too large for one counts as off the earth."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise broken("geometry_number")
    if isinstance(value, int):
        return float(value) if abs(value) < 1000 else 1000.0
    return value if math.isfinite(value) else 1000.0


def _polygon(value: object, budget: _Budget) -> list[Ring]:
    return [_ring(ring, budget) for ring in _listed(value)]


def _ring(value: object, budget: _Budget) -> Ring:
    positions = _listed(value)
    budget.spend(len(positions))
    ring = [_position(position) for position in positions]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise broken("geometry_ring", place=f"{ring[0][0]:g} {ring[0][1]:g}")
    return ring


def _valid(kind: str, coordinates: list[Any]) -> dict[str, Any]:
    boundary = {"type": kind, "coordinates": coordinates}
    try:
        reason = explain_validity(shape(boundary))
    except (ShapelyError, ValueError) as error:
        raise broken("geometry_invalid", reason=str(error)) from error
    if reason != "Valid Geometry":
        raise broken("geometry_invalid", reason=reason)
    return boundary
