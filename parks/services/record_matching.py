"""Which record a row of a file speaks of: by its code, else by a name that only one has, else by saying the same."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from parks.registers import Field, Kind, Register
from parks.services.record_rows import ReadRow

NAMES: Final = ("name_en", "name_zh")


def matched(register: Register, standing: Sequence[Any], rows: Sequence[ReadRow]) -> list[Any]:
    """Return the record of each row, None for those that are new; no record is spoken of twice."""
    by_code = {record.code: record for record in standing}
    found = [by_code.get(read.code) if read.code else None for read in rows]
    taken = {record.pk for record in found if record is not None}
    free = [record for record in standing if record.pk not in taken]
    if register.is_named:
        found = _by_name(free, rows, found)
        taken = {record.pk for record in found if record is not None}
        free = [record for record in free if record.pk not in taken]
    return _by_what_is_said(register, free, rows, found)


def _by_name(free: Sequence[Any], rows: Sequence[ReadRow], found: Sequence[Any]) -> list[Any]:
    named: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for record in free:
        for one in NAMES:
            named[one, getattr(record, one)].append(record)
    meant = [None if read.code else _only_one(named, read.values) for read in rows]
    times = Counter(record.pk for record in meant if record is not None)
    return [
        record or (other if other is not None and times[other.pk] == 1 else None)
        for record, other in zip(found, meant, strict=True)
    ]


def _only_one(named: Mapping[tuple[str, str], Sequence[Any]], values: Mapping[str, Any]) -> Any:
    records = {
        record.pk: record
        for one in NAMES
        if values.get(one)
        for record in named.get((one, values[one]), ())
    }
    return next(iter(records.values())) if len(records) == 1 else None


def _by_what_is_said(
    register: Register, free: Sequence[Any], rows: Sequence[ReadRow], found: Sequence[Any]
) -> list[Any]:
    """Find for a row without code and without a name of its own a record of which it is all true."""
    indexes: dict[tuple[str, ...], dict[str, Iterator[Any]]] = {}
    matches = list(found)
    used: set[int] = set()
    for number, read in enumerate(rows):
        if matches[number] is not None or read.code or read.problems or not free:
            continue
        names = tuple(sorted(read.values))
        fields = [register.fields[name] for name in names]
        if names not in indexes:
            indexes[names] = _index(fields, free)
        said = json.dumps([_said(one, read.values[one.name]) for one in fields], default=str)
        record = next(
            (one for one in indexes[names].get(said, iter(())) if one.pk not in used), None
        )
        if record is not None:
            used.add(record.pk)
            matches[number] = record
    return matches


def _index(fields: Sequence[Field], records: Sequence[Any]) -> dict[str, Iterator[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        said = [_said(one, _held(one, record)) for one in fields]
        found[json.dumps(said, default=str)].append(record)
    return {said: iter(same) for said, same in found.items()}


def _held(one: Field, record: Any) -> Any:
    value = getattr(record, one.name)
    return list(value.all()) if one.kind == Kind.RECORDS else value


def _said(one: Field, value: Any) -> Any:
    """Return a value as it is compared: other records by their keys, texts without what a file cannot keep."""
    if one.kind == Kind.RECORDS:
        return sorted(record.pk for record in value)
    if one.kind == Kind.RECORD:
        return value.pk if value is not None else None
    return as_kept(value)


def as_kept(value: Any) -> Any:
    """Return a value as a workbook keeps it: texts with one kind of line end, numbers with 15 digits."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"{value:.15g}" if isinstance(value, float) else value
