"""Rows of a register's file: cells become the values of a record, with everything that cannot be read in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from accounts.errors import RuleBroken
from parks.errors import Problem, shown
from parks.geometry.shapes import read_geometry
from parks.models import Park
from parks.models.records import Record
from parks.registers import Field, Kind, Register
from parks.selectors.record_list import records_of
from parks.selectors.record_values import codes_of, with_references
from parks.services.record_cells import UnreadableError, codes_in, plain_word, read_cell, words_of
from parks.services.register_files import RegisterRow


@dataclass(frozen=True)
class Known:
    """What the cells of a file may name: the words of choices by their spellings, other records by their codes."""

    register: Register
    words: Mapping[str, Mapping[str, str]]
    related: Mapping[str, Mapping[str, Record]]


@dataclass(frozen=True)
class ReadRow:
    """A row, the values that it states, and what is wrong with it."""

    row: RegisterRow
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]

    @property
    def code(self) -> str:
        return str(self.values.get("code", ""))

    def problem(self, found: Problem) -> Problem:
        """Return a problem with the row and the value that stands there, or the place on the ground where it lies."""
        value = self.row.cells.get(found.column) or str(found.params.get("place", ""))
        return replace(found, row=self.row.number, value=shown(value))


def known_to(register: Register, park: Park) -> Known:
    """Collect what a file for a register of a park may name."""
    return Known(
        register,
        words_of(register),
        {
            one.name: codes_of(one.related._default_manager.filter(park=park, removed_at=None))
            for one in register.of_kind(Kind.RECORD, Kind.RECORDS)
        },
    )


def read_row(row: RegisterRow, known: Known) -> ReadRow:
    """Return the values that a row states. Columns that the file has not, and empty codes and flags, state nothing."""
    values: dict[str, Any] = {}
    found: list[Problem] = []
    for one in known.register.fields.values():
        text = row.cells.get(one.name)
        if text is None or (not text and (one.name == "code" or one.kind == Kind.FLAG)):
            continue
        try:
            values[one.name] = _value(one, text, known)
        except UnreadableError as error:
            found.append(error.at(one.name))
    if row.has_geometry:
        found += _take_geometry(known.register, row.geometry, values)
    for one in known.register.of_kind(Kind.GEOMETRY):
        if one.name in values:
            values[one.name] = _tidy(values[one.name])
    read = ReadRow(row, values, ())
    return replace(read, problems=(*row.problems, *map(read.problem, found)))


def _value(one: Field, text: str, known: Known) -> Any:
    if one.kind == Kind.CHOICE:
        return known.words[one.name].get(plain_word(text), text)
    if one.kind == Kind.RECORD and text:
        return _record(one, text, known)
    if one.kind == Kind.RECORDS and text:
        related = known.related[one.name]
        codes = [text] if text in related else codes_in(text)
        return [_record(one, code, known) for code in codes]
    return read_cell(one, text)


def _record(one: Field, code: str, known: Known) -> Record:
    record = known.related[one.name].get(code)
    if record is None:
        raise UnreadableError("record_unknown", {"code": shown(code)})
    return record


def _take_geometry(
    register: Register, geometry: object, values: dict[str, Any]
) -> Iterable[Problem]:
    """Take the outline or the point of a feature; a point on the map comes before what its properties say."""
    for one in register.of_kind(Kind.GEOMETRY):
        values[one.name] = geometry
    if not register.has_points or geometry is None:
        return []
    try:
        point = read_geometry(geometry)
    except RuleBroken as error:
        return [Problem("geometry", error.code, error.details)]
    if point.longitude is None:
        return [Problem("geometry", "point_expected")]
    values["longitude"], values["latitude"] = point.longitude, point.latitude
    return []


def _tidy(geometry: object) -> Any:
    """Return an outline as it is kept; what is none stays as it is, and is refused."""
    try:
        return read_geometry(geometry).boundary or geometry
    except RuleBroken:
        return geometry


def spelt_differently(rows: Iterable[ReadRow], known: Known) -> list[Problem]:
    """Return the choices that a file spells in several ways, and as what they are read."""
    spellings: dict[tuple[str, str], set[str]] = defaultdict(set)
    for read in rows:
        for name, words in known.words.items():
            text = read.row.cells.get(name, "")
            if word := words.get(plain_word(text)):
                spellings[name, word].add(text)
    return [
        Problem(name, "spelt_differently", {"spellings": ", ".join(sorted(texts)), "word": word})
        for (name, word), texts in sorted(spellings.items())
        if len(texts) > 1
    ]


def standing_in(register: Register, park: Park) -> list[Any]:
    """Load what stands in a register of a park, all of it, to be compared with a file."""
    standing = list(with_references(register, records_of(register, park).order_by("pk")))
    for record in standing:
        record.park = park
    return standing
