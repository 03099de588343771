"""The values that are scored: units x columns, each cell a number with its state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from engine.errors import Code, EngineError, Problem
from engine.numbers import Bools, Floats, States
from engine.rules import MISSING, NOT_APPLICABLE, OK

Kind = TypeVar("Kind", bound=np.generic)

STATE_NAMES = {OK: "ok", MISSING: "missing", NOT_APPLICABLE: "not_applicable"}


@dataclass(frozen=True, eq=False)
class Table:
    """The values of one quarter: `units` are park codes, `columns` codes of items and measured indicators.

    `values` and `states` have the shape (units, columns); a value counts only where its state is OK.
    `carried` says where a value comes from an earlier period than the one due (all False if not given).
    """

    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    states: States
    carried: Bools

    @classmethod
    def of(
        cls,
        units: Sequence[str],
        columns: Sequence[str],
        values: npt.ArrayLike,
        states: npt.ArrayLike | None = None,
        carried: npt.ArrayLike | None = None,
    ) -> Table:
        """Make a table from rows of numbers; without states, NaN (or None) is missing and everything else is OK."""
        shape = (len(units), len(columns))
        cells = _numbers(values, units, columns)
        if states is None:
            states = np.where(np.isnan(cells), MISSING, OK)
        carried = np.zeros(shape) if carried is None else carried
        return cls(
            tuple(units),
            tuple(columns),
            cells,
            _shaped(np.array(states, dtype=np.uint8), shape),
            _shaped(np.array(carried, dtype=np.bool_), shape),
        )

    def with_columns(self, columns: Sequence[str]) -> Table:
        """Return the table with exactly these columns, in this order; one it does not have is all missing."""
        places = [self.column_index.get(code, -1) for code in columns]
        nothing = (len(self.units), 1)
        values = np.hstack([self.values, np.full(nothing, np.nan)])
        states = np.hstack([self.states, np.full(nothing, MISSING, dtype=np.uint8)])
        carried = np.hstack([self.carried, np.zeros(nothing, dtype=np.bool_)])
        return Table(
            self.units, tuple(columns), values[:, places], states[:, places], carried[:, places]
        )

    def with_units(self, units: Sequence[str]) -> Table:
        """Return the table with exactly these units, in this order; one it does not have is all missing."""
        index = {unit: place for place, unit in enumerate(self.units)}
        places = [index.get(unit, -1) for unit in units]
        nothing = (1, len(self.columns))
        values = np.vstack([self.values, np.full(nothing, np.nan)])
        states = np.vstack([self.states, np.full(nothing, MISSING, dtype=np.uint8)])
        carried = np.vstack([self.carried, np.zeros(nothing, dtype=np.bool_)])
        return Table(tuple(units), self.columns, values[places], states[places], carried[places])

    @cached_property
    def column_index(self) -> dict[str, int]:
        """Return where each column stands."""
        return {code: index for index, code in enumerate(self.columns)}


def check_table(table: Table, known: Sequence[str]) -> None:
    """Raise EngineError with everything wrong: repeated units, repeated or unknown columns, values that are no numbers."""
    shape = (len(table.units), len(table.columns))
    if not table.values.shape == table.states.shape == table.carried.shape == shape:
        raise _misshapen(shape)
    problems = [
        Problem(Code.UNIT_DUPLICATE, "A unit stands in the table twice.", place=unit, value=unit)
        for unit in _repeated(table.units)
    ]
    problems += [
        Problem(
            Code.INDICATOR_UNKNOWN,
            "The framework has no such item or measured indicator.",
            place=code,
            value=code,
        )
        for code in dict.fromkeys(table.columns)
        if code not in set(known)
    ]
    problems += [
        Problem(Code.DUPLICATE_PAIR, "A column stands in the table twice.", place=code, value=code)
        for code in _repeated(table.columns)
    ]
    for row, column in np.argwhere((table.states == OK) & ~np.isfinite(table.values)):
        place = f"{table.units[row]}, {table.columns[column]}"
        value = float(table.values[row, column])
        problems.append(
            Problem(
                Code.VALUE_NOT_FINITE, "A value must be a finite number.", place=place, value=value
            )
        )
    if problems:
        raise EngineError(*problems)


def _repeated(codes: Sequence[str]) -> list[str]:
    seen: set[str] = set()
    return list(dict.fromkeys(code for code in codes if code in seen or seen.add(code)))  # type: ignore[func-returns-value]


def _numbers(values: npt.ArrayLike, units: Sequence[str], columns: Sequence[str]) -> Floats:
    """Return values as float64; value_not_numeric for each that is none, shape_mismatch for rows of another length."""
    shape = (len(units), len(columns))
    try:
        return _shaped(np.array(values, dtype=np.float64), shape)
    except (TypeError, ValueError, OverflowError):
        held = np.empty(shape, dtype=object)
        for row, cells in enumerate(_rows(values, shape)):
            held[row, :] = cells
    message = "A value must be a number."
    raise EngineError(
        *(
            Problem(
                Code.VALUE_NOT_NUMERIC,
                message,
                place=f"{units[row]}, {columns[column]}",
                value=held[row, column],
            )
            for row, column in np.ndindex(shape)
            if not _is_number(held[row, column])
        )
    )


def _rows(values: npt.ArrayLike, shape: tuple[int, int]) -> list[list[object]]:
    rows = [list(row) for row in values]  # type: ignore[union-attr, arg-type]
    if [len(row) for row in rows] != [shape[1]] * shape[0]:
        raise _misshapen(shape)
    return rows


def _is_number(value: object) -> bool:
    try:
        float(0 if value is None else value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return False
    return True


def _shaped(numbers: npt.NDArray[Kind], shape: tuple[int, int]) -> npt.NDArray[Kind]:
    if numbers.size == 0 and 0 in shape:
        return numbers.reshape(shape)
    if numbers.shape != shape:
        raise _misshapen(shape)
    return numbers


def _misshapen(shape: tuple[int, int]) -> EngineError:
    message = "There must be one row for each unit and one cell in it for each column."
    return EngineError(Problem(Code.SHAPE_MISMATCH, message, value=shape))
