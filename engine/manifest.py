"""What a result was computed from, as hashes: the same spec and data give the same result, whatever the order of rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from engine.numbers import Bools
from engine.rules import OK
from engine.spec import Spec
from engine.table import Table

Numbers = npt.NDArray[Any]

ENGINE_VERSION: Final = "1"
"""Raised whenever a formula changes, so that old results stay verifiable."""


def hash_of_spec(spec: Spec) -> str:
    """Return the SHA-256 of everything in the spec, in a canonical spelling."""
    return _digest(json.dumps(_plain(spec), sort_keys=True, ensure_ascii=False).encode())


def hash_of_data(
    spec: Spec, tables: Sequence[Table], asked: Bools, compared: Bools, units: Sequence[str]
) -> str:
    """Return the SHA-256 of the values, states, stages asked and units compared, units by code, columns by the spec."""
    order = sorted(range(len(units)), key=lambda index: units[index])
    codes = [column.code for column in spec.measured]
    parts = [json.dumps([[units[index] for index in order], codes], ensure_ascii=False).encode()]
    for table in tables:
        values, states, carried = (part[order] for part in _in_order(table, codes))
        parts += [
            _bytes_of(np.where(states == OK, values, np.nan)),
            states.tobytes(),
            carried.tobytes(),
        ]
    parts += [asked[order].tobytes(), compared[order].tobytes()]
    return _digest(*parts)


def hash_of_result(spec: Spec, units: Sequence[str], parts: Sequence[Numbers]) -> str:
    """Return the SHA-256 of result arrays (units, ...), units by code."""
    order = sorted(range(len(units)), key=lambda index: units[index])
    codes = [[units[index] for index in order], [node.code for node in spec.nodes]]
    head = json.dumps(codes, ensure_ascii=False).encode()
    return _digest(head, *(_bytes_of(part[order]) for part in parts))


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


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def _plain(held: object) -> object:
    """Return frozen data as lists, dictionaries, texts and numbers that JSON spells in one way only."""
    if is_dataclass(held):
        named = {field.name: _plain(getattr(held, field.name)) for field in fields(held)}
        return {"is": type(held).__name__, **named}
    if isinstance(held, Mapping):
        return {str(key): _plain(value) for key, value in held.items()}
    if isinstance(held, tuple | list):
        return [_plain(one) for one in held]
    if isinstance(held, int | float) and not isinstance(held, bool):
        return float(held) + 0.0
    return held
