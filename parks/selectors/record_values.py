"""What a record says, as plain values: for its history, its comparison, files and the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from parks.models.records import Record
from parks.registers import Kind, Register


def plain(
    register: Register, record: Record, held: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the fields of a record by name: days as 2026-09-30, other records by their codes.

    `held` are values that stand in place of the record's own, such as related records that are not stored yet.
    """
    held = held or {}
    return {
        name: _plain(one.kind, held[name] if name in held else _value(record, name, one.kind))
        for name, one in register.fields.items()
    }


def _value(record: Record, name: str, kind: Kind) -> Any:
    value = getattr(record, name)
    return list(value.all()) if kind == Kind.RECORDS else value


def _plain(kind: Kind, value: Any) -> Any:
    if kind == Kind.RECORDS:
        return sorted(one.code for one in value)
    if value is None:
        return None
    if kind == Kind.RECORD:
        return value.code
    return value.isoformat() if kind == Kind.DAY else value


def with_related(register: Register, records: QuerySet[Any]) -> QuerySet[Any]:
    """Load the records that others point to along with them, and their park."""
    return with_references(register, records.select_related("park"))


def with_references(register: Register, records: QuerySet[Any]) -> QuerySet[Any]:
    """Load the records that others point to along with them; their park, with its long outline, stays where it is."""
    single = [one.name for one in register.of_kind(Kind.RECORD)]
    many = [one.name for one in register.of_kind(Kind.RECORDS)]
    found = records.select_related(*single) if single else records
    return found.prefetch_related(*many)


def changed_names(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Return the fields that differ."""
    return [name for name in after if after[name] != before.get(name)]


def codes_of(records: Iterable[Record]) -> dict[str, Record]:
    return {one.code: one for one in records}
