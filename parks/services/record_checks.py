"""What must be true of every record: each field by its kind, then the rules of its register."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from accounts.errors import RuleBroken
from parks.errors import CONTROL, Problem
from parks.geometry.shapes import read_geometry
from parks.models.records import Record
from parks.registers import Field, Kind, Register
from parks.selectors.record_oddities import Whereabouts, place_oddities

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
LARGEST_WHOLE: Final = 2_147_483_647
LARGEST_NUMBER: Final = 1e12
CODE_FORBIDS: Final = "/\\"
LINES: Final = str.maketrans("", "", "\n\r\t")
PLACES: Final = {"longitude", "latitude"}


def problems_of(register: Register, record: Any, held: Mapping[str, Any]) -> list[Problem]:
    """Return all that is wrong with a record; `held` are its many related records, by field."""
    found = [
        problem
        for one in register.fields.values()
        for problem in _field_problems(one, held.get(one.name, _own(record, one)), record)
    ]
    if register.is_named and not (record.name_en or record.name_zh):
        found.append(Problem("name_en", "name_required"))
    wrong = {problem.column for problem in found}
    return found or [one for one in register.check(record) if one.column not in wrong]


def oddities_of(
    register: Register, record: Any, whereabouts: Whereabouts | None = None
) -> list[Problem]:
    """Return what is odd about a record without being wrong; where many are asked about, where their park lies."""
    odd = list(register.warn(record))
    if register.is_on_map:
        odd += place_oddities(register, record, whereabouts or Whereabouts.of(record.park))
    return odd


def _own(record: Any, one: Field) -> Any:
    """Return what the record holds; a reference that was never set is nothing, not an error."""
    return [] if one.kind == Kind.RECORDS else getattr(record, one.name, None)


def _field_problems(one: Field, value: Any, record: Record) -> Iterator[Problem]:
    if value in (None, "", []):
        if one.is_required and one.name != "code":
            yield Problem(one.name, "value_required")
        return
    problem = CHECKS[one.kind](one, value, record)
    if problem is not None:
        yield problem
        return
    for validate in one.of.validators:
        if isinstance(validate, MaxLengthValidator) or one.kind == Kind.GEOMETRY:
            continue
        try:
            validate(value)
        except ValidationError as error:
            yield Problem(one.name, str(error.code))


def _text(one: Field, value: str, _record: Record) -> Problem | None:
    longest = one.of.max_length
    if longest is not None and len(value) > longest:
        return Problem(one.name, "text_too_long", {"limit": longest})
    lines = value.translate(LINES) if one.kind == Kind.LONG_TEXT else value
    if CONTROL.search(lines):
        return Problem(one.name, "text_characters")
    if one.name == "code" and any(mark in value for mark in CODE_FORBIDS):
        return Problem("code", "code_characters")
    return None


def _choice(one: Field, value: str, _record: Record) -> Problem | None:
    known = {word for word, _label in one.choices}
    return None if value in known else Problem(one.name, "word_unknown", {"word": str(value)[:60]})


def _day(one: Field, value: date, _record: Record) -> Problem | None:
    return None if FIRST_DAY <= value <= LAST_DAY else Problem(one.name, "day_out_of_range")


def _number(one: Field, value: float, _record: Record) -> Problem | None:
    lowest = -LARGEST_NUMBER if one.name in PLACES else 0
    largest = LARGEST_WHOLE if one.kind == Kind.WHOLE else LARGEST_NUMBER
    good = math.isfinite(value) and lowest <= value <= largest
    return None if good else Problem(one.name, "number_out_of_range")


def _geometry(one: Field, value: Any, _record: Record) -> Problem | None:
    try:
        read_geometry(value)
    except RuleBroken as error:
        return Problem(one.name, error.code, error.details)
    return None


def _related(one: Field, value: Record, record: Record) -> Problem | None:
    if value.park_id == record.park_id and value.removed_at is None:
        return None
    return Problem(one.name, "record_unknown", {"code": value.code})


def _many_related(one: Field, value: list[Record], record: Record) -> Problem | None:
    found = (_related(one, related, record) for related in value)
    return next((problem for problem in found if problem is not None), None)


def _nothing(_one: Field, _value: Any, _record: Record) -> None:
    """A flag is right as it is."""


CHECKS: Final[Mapping[Kind, Callable[[Field, Any, Record], Problem | None]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.FLAG: _nothing,
    Kind.DAY: _day,
    Kind.WHOLE: _number,
    Kind.NUMBER: _number,
    Kind.GEOMETRY: _geometry,
    Kind.RECORD: _related,
    Kind.RECORDS: _many_related,
}
