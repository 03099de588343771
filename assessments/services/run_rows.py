"""Writes the many rows of a run or a quarter at once: PostgreSQL takes them as binary COPY, SQLite as ordinary inserts."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
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
MOST_KINDS: Final = 2**31
"""So many times the texts of one more column are still counted by 64 bits; the kinds of rows that exist are few."""

Numbers = npt.NDArray[Any]
Word = str | int | bytes | Mapping[str, Any] | Sequence[Any] | None


@dataclass(frozen=True, eq=False)
class Words:
    """A column of few different texts, keys, bytes or JSON values, or null: for each row the number of its own."""

    numbers: Numbers
    texts: Sequence[Word]

    def __len__(self) -> int:
        return len(self.numbers)


Column = Numbers | Words
"""Whole numbers, floats (NaN is null), moments (UTC), or words."""


def write_rows(model: type[Model], columns: Mapping[str, Column]) -> None:
    """Insert rows given as columns of equal length by the names of their database columns."""
    if not len(next(iter(columns.values()))):
        return
    if connection.vendor == "postgresql":
        _copy(model, columns)
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


def _copy(model: type[Model], columns: Mapping[str, Column]) -> None:
    with connection.cursor() as cursor, cursor.copy(copy_statement(model, columns)) as copy:
        for piece in binary_rows(columns):
            copy.write(piece)


def copy_statement(model: type[Model], columns: Mapping[str, Column]) -> str:
    """Return the COPY that takes the `binary_rows` of columns."""
    quoted = ", ".join(f'"{name}"' for name in columns)
    return f'COPY "{model._meta.db_table}" ({quoted}) FROM STDIN (FORMAT BINARY)'


def binary_rows(columns: Mapping[str, Column]) -> Iterator[bytes]:
    """Yield rows as PostgreSQL copies them.

    Rows with the same nulls and texts have one layout of bytes: each such group is made as one array.
    """
    yield HEAD
    for where in _groups(columns):
        yield _records(columns, where)
    yield TAIL


def _groups(columns: Mapping[str, Column]) -> list[Numbers]:
    """Return the positions of rows that have the same nulls and the same texts."""
    count = len(next(iter(columns.values())))
    kind, kinds = np.zeros(count, dtype=np.int64), 1
    for column in columns.values():
        part, parts = _kinds(column)
        if kinds * parts > MOST_KINDS:
            found, kind = np.unique(kind, return_inverse=True)
            kinds = len(found)
        kind, kinds = kind * parts + part, kinds * parts
    order = np.argsort(kind.astype(np.min_scalar_type(kinds)), kind="stable")
    edges = np.flatnonzero(np.diff(kind[order])) + 1
    return np.split(order, edges)


def _kinds(column: Column) -> tuple[Numbers | int, int]:
    """Return of which of how many kinds each row is by a column."""
    if isinstance(column, Words):
        return column.numbers, len(column.texts)
    return (np.isnan(column), 2) if column.dtype.kind == "f" else (0, 1)


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
    if isinstance(word, bytes):
        text = word
    else:
        text = word.encode() if isinstance(word, str) else JSONB + json.dumps(word).encode()
    return (f"S{len(text)}" if text else ""), len(text), text


def rows_at(columns: Mapping[str, Column], where: Numbers) -> dict[str, Column]:
    """Return some of the rows."""
    return {
        name: Words(one.numbers[where], one.texts) if isinstance(one, Words) else one[where]
        for name, one in columns.items()
    }
