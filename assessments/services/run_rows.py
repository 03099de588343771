"""Writes the many rows of a run or a quarter at once: PostgreSQL takes them as binary COPY, SQLite as ordinary inserts."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Model

EPOCH: Final = np.datetime64("2000-01-01", "us")
HEAD: Final = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
JSONB: Final = b"\x01"
TAIL: Final = b"\xff\xff"
ROWS_AT_ONCE: Final = 5_000

Numbers = npt.NDArray[Any]
Word = str | int | Mapping[str, Any] | None


@dataclass(frozen=True, eq=False)
class Words:
    """A column of few different texts, keys or JSON objects, or null: for each row the number of its own."""

    numbers: Numbers
    texts: Sequence[Word]

    def __len__(self) -> int:
        return len(self.numbers)


Column = Numbers | Words
"""Whole numbers, floats (NaN is null), moments (UTC), or words."""


def write_rows(model: type[Model], columns: Mapping[str, Column]) -> None:
    """Insert rows given as columns of equal length by the names of their database columns."""
    count = len(next(iter(columns.values())))
    if not count:
        return
    if connection.vendor == "postgresql":
        _copy(model, columns, count)
    else:
        _insert(model, columns)


def _insert(model: type[Model], columns: Mapping[str, Column]) -> None:
    held = [as_python(column) for column in columns.values()]
    rows = [model(**dict(zip(columns, row, strict=True))) for row in zip(*held, strict=True)]
    model._default_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def as_python(column: Column) -> list[Any]:
    """Return a column as plain values, NaN as None."""
    if isinstance(column, Words):
        return [column.texts[number] for number in column.numbers.tolist()]
    if column.dtype.kind == "M":
        return [moment.replace(tzinfo=UTC) for moment in column.tolist()]
    if column.dtype.kind != "f":
        return list(column.tolist())
    return [None if math.isnan(value) else value for value in column.tolist()]


def _copy(model: type[Model], columns: Mapping[str, Column], count: int) -> None:
    """Rows with the same nulls and texts have one layout of bytes: each such group is made as one array."""
    quoted = ", ".join(f'"{name}"' for name in columns)
    statement = f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN (FORMAT BINARY)'
    groups = _groups(columns, count)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(HEAD)
        for where in groups:
            copy.write(_records(columns, where))
        copy.write(TAIL)


def _groups(columns: Mapping[str, Column], count: int) -> list[Numbers]:
    """Return the positions of rows that have the same nulls and the same texts."""
    kind = np.zeros(count, dtype=np.int64)
    for column in columns.values():
        part = _kinds(column)
        if part is not None:
            kind = np.unique(kind * (int(part.max()) + 1) + part, return_inverse=True)[1]
    order = np.argsort(kind, kind="stable")
    edges = np.flatnonzero(np.diff(kind[order])) + 1
    return np.split(order, edges)


def _kinds(column: Column) -> Numbers | None:
    if isinstance(column, Words):
        return column.numbers.astype(np.int64)
    return np.isnan(column).astype(np.int64) if column.dtype.kind == "f" else None


def _records(columns: Mapping[str, Column], where: Numbers) -> bytes:
    """Return rows of one layout as PostgreSQL reads them: the number of fields, then each length and value."""
    layout: list[tuple[str, str]] = [("fields", ">i2")]
    fill: dict[str, Any] = {"fields": len(columns)}
    for name, column in columns.items():
        layout.append((f"length of {name}", ">i4"))
        kind, length, value = _field(column, where)
        fill[f"length of {name}"] = length
        if kind:
            layout.append((name, kind))
            fill[name] = value
    records = np.empty(len(where), dtype=np.dtype(layout))
    for name, value in fill.items():
        records[name] = value
    return records.tobytes()


def _field(column: Column, where: Numbers) -> tuple[str, int, Any]:
    """Return how a column of one group is laid out, how long it is (-1 is null), and its values."""
    if isinstance(column, Words):
        return _word(column.texts[int(column.numbers[where[0]])])
    if column.dtype.kind == "M":
        return ">i8", 8, (column[where] - EPOCH).astype(np.int64)
    if column.dtype.kind != "f":
        size = column.dtype.itemsize
        return f">i{size}", size, column[where]
    values = column[where]
    return ("", -1, None) if np.isnan(values[0]) else (">f8", 8, values)


def _word(word: Word) -> tuple[str, int, bytes]:
    if word is None:
        return "", -1, b""
    if isinstance(word, int):
        return "S8", 8, word.to_bytes(8, signed=True)
    text = word.encode() if isinstance(word, str) else JSONB + json.dumps(word).encode()
    return (f"S{len(text)}" if text else ""), len(text), text


def rows_at(columns: Mapping[str, Column], where: Numbers) -> dict[str, Column]:
    """Return some of the rows."""
    return {
        name: Words(one.numbers[where], one.texts) if isinstance(one, Words) else one[where]
        for name, one in columns.items()
    }
