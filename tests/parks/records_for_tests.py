"""Records of all registers, made from the examples that the registers themselves give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from parks.models import Park
from parks.registers import REGISTERS, Kind, Register
from parks.selectors.record_references import with_records
from parks.services.record_checks import problems_of
from parks.services.records import Writing, add_record, filled

OF_ACTORS = 3  # two that a linkage ties, and one that nothing refers to
OF_OTHERS = 2


def values_of(register: Register, park: Park, **more: Any) -> dict[str, Any]:
    """Return the example of a register as values: days as dates, records in place of their codes."""
    example = {**register.example, **more}
    days = {
        one.name: date.fromisoformat(example[one.name])
        for one in register.of_kind(Kind.DAY)
        if isinstance(example.get(one.name), str)
    }
    return with_records(register, park, {**example, **days})


def make_record(word: str, park: Park, *, by: User, **more: Any) -> Any:
    """Add a record like the example of its register; the actors, cases … that it names must stand."""
    register = REGISTERS[word]
    return add_record(register, park, values_of(register, park, **more), by=by)


def make_records(park: Park, *, by: User) -> dict[str, Any]:
    """Add records to every register, and return one of each to which no other refers."""
    return {
        word: [
            make_record(word, park, by=by)
            for _time in range(OF_ACTORS if word == "actors" else OF_OTHERS)
        ][-1]
        for word in REGISTERS
    }


def wrong_with(word: str, park: Park, **more: Any) -> list[tuple[str, str]]:
    """Return what is wrong with a record like the example of its register: fields and codes."""
    register = REGISTERS[word]
    one = filled(register, park, Writing({**values_of(register, park), **more}))
    return [
        (problem.column, problem.code) for problem in problems_of(register, one.record, one.many)
    ]


def sent_to_api(register: Register, **more: Any) -> dict[str, Any]:
    """Return a whole record as a program sends it: the example, and nothing in all other fields."""
    given = {name: _nothing(one.kind, one.of) for name, one in register.fields.items()}
    whole: Mapping[str, Any] = {**given, **register.example, **more}
    if not register.is_named:
        return dict(whole)
    names = {"en": whole["name_en"], "zh-hans": whole["name_zh"]}
    rest = {name: value for name, value in whole.items() if name not in ("name_en", "name_zh")}
    return {"names": names, **rest}


def typed_into_page(register: Register, park: Park, **more: Any) -> dict[str, Any]:
    """Return a whole record as a browser sends it: other records by their keys, nothing as an empty text."""
    typed: dict[str, Any] = {}
    example = with_records(register, park, {**register.example, **more})
    for name, one in register.fields.items():
        value = example.get(name)
        if one.kind == Kind.RECORDS:
            typed[name] = [related.pk for related in value or ()]
        elif one.kind == Kind.RECORD:
            typed[name] = value.pk if value else ""
        elif one.kind == Kind.FLAG:
            typed[name] = "on" if value else ""
        else:
            typed[name] = _start(one.of) if value is None else value
    return typed


def _start(of: Any) -> Any:
    return of.get_default() if of.has_default() and of.get_default() is not None else ""


def _nothing(kind: Kind, of: Any) -> Any:
    if kind == Kind.RECORDS:
        return []
    if of.has_default():
        return of.get_default()
    return None if of.null else ""
