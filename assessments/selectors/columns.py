"""Reads rows straight into arrays, one for each column: a nation has millions of them."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from engine.numbers import Ints

Numbers = npt.NDArray[Any]
Kind = str | tuple[str, ...]
"""KEY (null is 0), FLOAT (null is NaN), OBJECT (JSON), or the few texts of a column, of which each row gets the number."""

KEY, FLOAT, OBJECT = ">i8", ">f8", "O"
SENT: Final = {
    KEY: "string_agg(int8send(coalesce({name}, 0)::int8), ''::bytea)",
    FLOAT: "string_agg(float8send(coalesce({name}, 'NaN'::float8)), ''::bytea)",
    OBJECT: "convert_to(json_agg({name})::text, 'UTF8')",
}
SENT_TEXT: Final = (
    "string_agg(int8send(array_position(%s::text[], {name}::text) - 1::int8), ''::bytea)"
)

HEAD_LENGTH: Final = 19
FIELD_COUNT: Final = struct.Struct(">h")
FIELD_LENGTH: Final = struct.Struct(">i")


def read_columns(rows: QuerySet[Any, Any], kinds: Mapping[str, Kind]) -> dict[str, Numbers]:
    """Return columns of a query by the names of its fields."""
    rows = rows.order_by().values_list(*kinds)
    read = _at_once(rows, kinds) if connection.vendor == "postgresql" else _row_by_row(rows, kinds)
    return dict(zip(kinds, read, strict=True))


def read_bytes(rows: QuerySet[Any, Any], name: str) -> bytes:
    """Return a field of the one row of a query that holds bytes."""
    rows = rows.order_by().values_list(name)
    if connection.vendor == "postgresql":
        return _copied(*rows.query.sql_with_params())[0]
    return bytes(rows.get()[0])


def numbered(keys: Numbers, numbers: Mapping[int, int]) -> Ints:
    """Return the number of each key, -1 of one that has none."""
    known = np.array([*sorted(numbers), np.iinfo(np.int64).max], dtype=np.int64)
    values = np.array([*(numbers[one] for one in known[:-1].tolist()), -1], dtype=np.int64)
    places = np.searchsorted(known, keys)
    return np.where(known[places] == keys, values[places], -1)


def _row_by_row(rows: QuerySet[Any, Any], kinds: Mapping[str, Kind]) -> list[Numbers]:
    held = list(rows.iterator(chunk_size=10_000))
    columns = zip(*held, strict=True) if held else ((),) * len(kinds)
    return [_array(column, kind) for column, kind in zip(columns, kinds.values(), strict=True)]


def _array(column: Sequence[Any], kind: Kind) -> Numbers:
    if kind == OBJECT:
        return _objects(column)
    if kind == FLOAT:
        return np.array(column, dtype=np.float64)
    if kind == KEY:
        return np.array([key or 0 for key in column], dtype=np.int64)
    places = {text: place for place, text in enumerate(kind)}
    return np.array([places[text] for text in column], dtype=np.int64)


def _objects(column: Sequence[Any]) -> Numbers:
    held = np.empty(len(column), dtype=object)
    held[:] = column
    return held


def _at_once(rows: QuerySet[Any, Any], kinds: Mapping[str, Kind]) -> list[Numbers]:
    """Let PostgreSQL join each column to one string of bytes, so that no row becomes a Python object."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return [_decoded(b"", kind) for kind in kinds.values()]
    names = ", ".join(f'"{name}"' for name in kinds)
    sent = ", ".join(
        (SENT[kind] if isinstance(kind, str) else SENT_TEXT).format(name=f'"{name}"')
        for name, kind in kinds.items()
    )
    texts = [list(kind) for kind in kinds.values() if not isinstance(kind, str)]
    made = f"SELECT {sent} FROM ({sql}) AS rows ({names})"  # noqa: S608 - the query is Django's
    fields = _copied(made, [*texts, *params])
    return [_decoded(one, kind) for one, kind in zip(fields, kinds.values(), strict=True)]


def _copied(sql: str, params: Sequence[Any]) -> list[bytes]:
    """Return the fields of the one row that a query gives: by binary COPY no byte is spelled as text."""
    query = connection.ops.compose_sql(sql, params)  # type: ignore[attr-defined] # PostgreSQL has it
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)") as copy,
    ):
        return list(_fields(b"".join(copy)))


def _fields(copied: bytes) -> Iterator[bytes]:
    """Yield the fields of the one row of a binary COPY; nothing for null."""
    (count,) = FIELD_COUNT.unpack_from(copied, HEAD_LENGTH)
    start = HEAD_LENGTH + FIELD_COUNT.size
    for _ in range(count):
        (length,) = FIELD_LENGTH.unpack_from(copied, start)
        start += FIELD_LENGTH.size
        yield copied[start : start + max(length, 0)]
        start += max(length, 0)


def _decoded(column: bytes, kind: Kind) -> Numbers:
    if kind == OBJECT:
        return _objects(json.loads(column or b"[]"))
    sent = np.dtype(FLOAT if kind == FLOAT else KEY)
    return np.frombuffer(column, dtype=sent).astype(sent.newbyteorder("="))
