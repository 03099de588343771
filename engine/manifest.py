"""What a result was computed from, as hashes: the same spec and data give the same result, whatever the order of rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.canonical import digest
from engine.numbers import Bools
from engine.rules import OK
from engine.spec import Spec
from engine.table import Table

Numbers = npt.NDArray[Any]

ENGINE_VERSION: Final = "1"
"""Raised whenever a formula changes, so that old results stay verifiable."""


def hash_of_spec(spec: Spec) -> str:
    """Return the SHA-256 of everything in the spec, in a canonical spelling; worked out once for each spec."""
    return spec.sha256


def hash_of_data(
    spec: Spec, tables: Sequence[Table], asked: Bools, compared: Bools, units: Sequence[str]
) -> str:
    """Return the SHA-256 of the values, states, stages asked and units compared, units by code, columns by the spec."""
    order = sorted(range(len(units)), key=lambda index: units[index])
    parts = parts_of_data(spec, tables, asked, compared)
    head = head_of_data(spec, [units[index] for index in order])
    return digest(head, *(_bytes_of(part[order]) for part in parts))


def parts_of_data(
    spec: Spec, tables: Sequence[Table], asked: Bools, compared: Bools
) -> list[Numbers]:
    """Return the arrays (units, ...) that are hashed as data, columns by the spec."""
    codes = [column.code for column in spec.measured]
    parts: list[Numbers] = []
    for table in tables:
        values, states, carried = _in_order(table, codes)
        parts += [np.where(states == OK, values, np.nan), states, carried]
    return [*parts, asked, compared]


def head_of_data(spec: Spec, units: Sequence[str]) -> bytes:
    """Return what the hash of data begins with: which units and columns it is of."""
    codes = [list(units), [column.code for column in spec.measured]]
    return json.dumps(codes, ensure_ascii=False).encode()


def hash_of_result(spec: Spec, units: Sequence[str], parts: Sequence[Numbers]) -> str:
    """Return the SHA-256 of result arrays (units, ...), units by code."""
    order = sorted(range(len(units)), key=lambda index: units[index])
    head = head_of_result(spec, [units[index] for index in order])
    return digest(head, *(_bytes_of(part[order]) for part in parts))


def head_of_result(spec: Spec, units: Sequence[str]) -> bytes:
    """Return what the hash of a result begins with: which units and nodes it is of."""
    codes = [list(units), [node.code for node in spec.nodes]]
    return json.dumps(codes, ensure_ascii=False).encode()


def bytes_by_row(numbers: Numbers) -> list[bytes]:
    """Return the bytes of each row as they are hashed."""
    held, count = _bytes_of(numbers), len(numbers)
    width = len(held) // count if count else 0
    return [held[row * width : (row + 1) * width] for row in range(count)]


def _in_order(table: Table, codes: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Return values, states and carried flags with the columns of the spec; an absent column is all missing."""
    full = table.with_columns(codes)
    return full.values, full.states, full.carried


def _bytes_of(numbers: Numbers) -> bytes:
    """Return the bytes of numbers: float64 little-endian with one NaN and no negative zero, anything else as it is."""
    if numbers.dtype != np.float64:
        return numbers.tobytes()
    canonical = np.where(np.isnan(numbers), np.nan, numbers + 0.0).astype("<f8")
    return np.ascontiguousarray(canonical).tobytes()
