"""Register rows: the cells of a row become the facts of a park, with everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import override

from accounts.errors import RuleBroken
from parks.choices import ParkLevel
from parks.errors import Problem, shown
from parks.geometry.shapes import Shape, read_geometry
from parks.models import Region
from parks.services.parks import ParkFacts, problems_of, tidied
from parks.services.register_files import RegisterRow

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
YEAR = re.compile(r"[0-9]{4}", re.ASCII)
SEPARATORS = re.compile(r"[;；、,，|\s]+")
CHINESE_LEVELS = {
    "国家级": "national",
    "國家級": "national",
    "省级": "provincial",
    "省級": "provincial",
    "市级": "municipal",
    "市級": "municipal",
    "县级": "county",
    "縣級": "county",
}


def read_facts(
    row: RegisterRow, before: ParkFacts | None, regions: Mapping[str, Region]
) -> tuple[ParkFacts | None, list[Problem]]:
    """Return the facts that the row states, and what is wrong with it.

    Columns that the file has not keep what is on record (`before`). `regions` are those that may be named.
    There are no facts where the region is wrong, since no park can be without one.
    """
    reading = _Reading(row)
    region = reading.region(before, regions)
    values = reading.values(before)
    old = before or ParkFacts(code=reading.text("code"), region=Region())
    facts = tidied(replace(old, region=region or old.region, **values))
    marked = {problem.column for problem in reading.found}
    for problem in problems_of(facts):
        if problem.column not in marked:
            reading.add(problem)
    return facts if region else None, reading.found


@dataclass
class _Reading:
    """One row while it is read; collects what is wrong."""

    row: RegisterRow
    found: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.found.extend(self.row.problems)

    def add(self, problem: Problem) -> None:
        value = self.row.cells.get(problem.column, "")
        self.found.append(replace(problem, row=self.row.number, value=shown(value)))

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "")

    def region(self, before: ParkFacts | None, regions: Mapping[str, Region]) -> Region | None:
        code = self.text("region")
        if before is not None and ("region" not in self.row.cells or code == before.region.code):
            return before.region
        if not code:
            self.add(Problem("region", "region_required"))
        elif code not in regions:
            self.add(Problem("region", "region_unknown"))
        return regions.get(code)

    def values(self, before: ParkFacts | None) -> dict[str, Any]:
        """Return the facts whose columns the file has."""
        cells = self.row.cells
        values: dict[str, Any] = {
            name: self.text(name) for name in ("name_en", "name_zh") if name in cells
        }
        if "level" in cells:
            values["level"] = level_named(self.text("level"))
        if "industries" in cells:
            codes = SEPARATORS.split(self.text("industries").upper())
            values["industries"] = tuple(code for code in codes if code)
        if "founded_year" in cells:
            values["founded_year"] = self.year()
        for name in ("area_ha", "longitude", "latitude"):
            if name in cells:
                values[name] = self.number(name)
        return values | self.place()

    def year(self) -> int | None:
        text = self.text("founded_year")
        if text and not YEAR.fullmatch(text):
            self.add(Problem("founded_year", "year_malformed"))
            return None
        return int(text) if text else None

    def number(self, column: str) -> float | None:
        text = self.row.cells[column]
        if text and not NUMBER.fullmatch(text):
            self.add(Problem(column, "number_malformed"))
            return None
        return float(text) if text else None

    def place(self) -> dict[str, Any]:
        """Return point or boundary from the geometry; a file without geometries says nothing of it."""
        if not self.row.has_geometry:
            return {}
        try:
            shape = Shape() if self.row.geometry is None else read_geometry(self.row.geometry)
        except RuleBroken as problem:
            self.add(Problem("geometry", problem.code, problem.details))
            return {}
        if shape.longitude is None:
            return {"boundary": shape.boundary}
        return {"longitude": shape.longitude, "latitude": shape.latitude, "boundary": None}


def level_named(text: str) -> str:
    """Return the code of a level given as code or by its name in any language; else the text itself."""
    return _levels().get(text.lower(), text)


@cache
def _levels() -> dict[str, str]:
    names = dict(CHINESE_LEVELS)
    for level in ParkLevel:
        names[level.value] = level.value
        for language, _name in settings.LANGUAGES:
            with override(language):
                names[str(level.label).lower()] = level.value
    return names
