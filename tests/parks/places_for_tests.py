"""Plots, facilities and enterprises for tests, entered as people enter them, at metres from a place in Hengtang."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from accounts.models import User
from engine.projection import Projection
from parks.choices import Role
from parks.models import Enterprise, Facility, Grant, Park, Plot
from parks.registers import REGISTERS, Register
from parks.services.records import Writing, change_record, write_records
from tests.factories import grant, make_user

HERE = Projection(120.62, 31.3)
STEPS = 8


def keeper(park: Park) -> User:
    """Somebody who keeps the registers of a park."""
    found = User.objects.filter(email="keeper@example.org").first() or make_user("Keeper")
    if not Grant.objects.filter(user=found, park=park).exists():
        grant(found, Role.EDITOR, park=park)
    return found


def at(x: float, y: float = 0.0) -> tuple[float, float]:
    """Longitude and latitude of a point so many metres east and north of the place."""
    degrees = np.array([[HERE.longitude, HERE.latitude]])
    per_metre = np.array([1 / 95_000, 1 / 111_000])
    for _step in range(STEPS):
        degrees = degrees + (np.array([[x, y]]) - HERE.metres(degrees)) * per_metre
    return float(degrees[0, 0]), float(degrees[0, 1])


def square(x: float, y: float = 0.0, side: float = 10.0) -> dict[str, Any]:
    """A square plot about a point."""
    half = side / 2
    corners = ((-half, -half), (half, -half), (half, half), (-half, half), (-half, -half))
    ring = [list(at(x + east, y + north)) for east, north in corners]
    return {"type": "Polygon", "coordinates": [ring]}


def make_plots(park: Park, *rows: dict[str, Any]) -> list[Plot]:
    """Each row is a production plot in use of 1,000 m², changed by what is given."""
    usual = {"land_use": "production", "status": "in_use", "area_m2": 1000.0}
    return _written("plots", park, usual, rows)


def make_facilities(park: Park, *rows: tuple[str, float, float] | dict[str, Any]) -> list[Facility]:
    """Each row is (kind, metres east, metres north), or those as "at", with what else is said."""
    return _written("facilities", park, {}, [_facility(row) for row in rows])


def make_enterprises(park: Park, *rows: dict[str, Any]) -> list[Enterprise]:
    return _written("enterprises", park, {"industry": "C34"}, rows)


def change(record: Any, **values: Any) -> Any:
    """Change a record as it is now."""
    register = next(one for one in REGISTERS.values() if one.model is type(record))
    now = type(record).objects.get(pk=record.pk)
    return change_record(register, now, values, seen_version=now.version, by=keeper(now.park))


def day(text: str) -> date:
    return date.fromisoformat(text)


def _facility(row: tuple[str, float, float] | dict[str, Any]) -> dict[str, Any]:
    if isinstance(row, tuple):
        row = {"kind": row[0], "at": row[1:]}
    values = dict(row)
    longitude, latitude = at(*values.pop("at", (0.0, 0.0)))
    return {"longitude": longitude, "latitude": latitude, **values}


def _written(word: str, park: Park, usual: dict[str, Any], rows: Any) -> list[Any]:
    register: Register = REGISTERS[word]
    named = [
        {"name_en": f"{register.noun.capitalize()} {number}", **usual, **row}
        for number, row in enumerate(rows, start=1)
    ]
    return write_records(register, park, [Writing(one) for one in named], by=keeper(park))
