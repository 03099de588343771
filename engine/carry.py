"""Which value stands for a quarter: the months inside it joined, else the latest earlier value that may still be carried.

The period due of an item is the last of its frequency that ended by the quarter's last day: the quarter's three months, the quarter
itself, the last full year. Where it has no value, an earlier period's is carried if it ended no more than the limit's number of
periods (of the item's own frequency) before the quarter's last day: with a limit of one year, the value of 2024 still serves the
last quarter of 2025, not the first of 2026.

Not applicable in the period due is the quarter's state; in an earlier period it is not carried, and nothing older is carried past it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.errors import Code, EngineError, Problem
from engine.numbers import Bools, Floats, Ints, States
from engine.rules import MISSING, NOT_APPLICABLE, OK
from engine.spec import Indicator, Item, Spec
from engine.table import Table

MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
"""How many months a period of each frequency has."""

_STOP: Final = 3  # not applicable in an earlier period: nothing, and nothing older either


def month_index(year: int, month: int) -> int:
    """Return a month as one number: year · 12 + month - 1 (month 1..12)."""
    return year * 12 + month - 1


@dataclass(frozen=True, eq=False)
class Cells:
    """Accepted values as arrays of equal length, in any order.

    `unit` is an index into the units given beside it, `column` into `spec.measured`, `ends` the month index of the last
    month of the value's period, `states` OK, MISSING (not measured, late) or NOT_APPLICABLE.
    """

    unit: Ints
    column: Ints
    ends: Ints
    values: Floats
    states: States

    @classmethod
    def of(
        cls,
        spec: Spec,
        units: Sequence[str],
        rows: Iterable[tuple[str, str, int, float | None, int]],
    ) -> Cells:
        """Make cells from rows of (unit, column code, last month index, value, state); all must be known here.

        Errors:   indicator_unknown, naming the rows whose unit or column is not known.
        """
        unit_index = {code: index for index, code in enumerate(units)}
        column_index = {one.code: index for index, one in enumerate(spec.measured)}
        held = list(rows)
        problems = [
            Problem(Code.INDICATOR_UNKNOWN, "No such unit or column.", place=f"{row[0]}, {row[1]}")
            for row in held
            if row[0] not in unit_index or row[1] not in column_index
        ]
        if problems:
            raise EngineError(*problems)
        return cls(
            np.array([unit_index[row[0]] for row in held], dtype=np.int64),
            np.array([column_index[row[1]] for row in held], dtype=np.int64),
            np.array([row[2] for row in held], dtype=np.int64),
            np.array([np.nan if row[3] is None else row[3] for row in held], dtype=np.float64),
            np.array([row[4] for row in held], dtype=np.uint8),
        )


@dataclass(frozen=True, eq=False)
class Quarter:
    """The table of a quarter and where each of its cells comes from.

    `source` (units, columns) is the last month of the latest period used, -1 where there is no value.
    `used` (units, columns, 3) holds the indexes of the cells used, latest first, padded with -1.
    """

    table: Table
    source: Ints
    used: Ints


@dataclass(frozen=True, eq=False)
class _Candidate:
    """What could stand for the quarter: state, value and the cells it is made of, latest first, (units, up to 3)."""

    states: States
    values: Floats
    cells: Ints
    is_due: bool


def quarter_values(spec: Spec, units: Sequence[str], cells: Cells, quarter_end: int) -> Quarter:
    """Return the quarter's values of all measured columns (`spec.measured`).

    Joining:  `last` takes the latest month there is, `mean` the mean of those there are; `sum` needs all three months, for a
              sum of fewer would understate, and what is carried is the sum of an earlier full quarter. Months that are
              not applicable count as there but add nothing.
    Shape:    cells → (units, columns). `quarter_end` is the month index of the quarter's last month.
    Errors:   duplicate_pair, value_not_finite, parameter_range (a month that ends no period of that frequency).
    """
    columns = spec.measured
    _check_cells(columns, units, cells, quarter_end)
    shape = (len(units), len(columns))
    values, states = np.full(shape, np.nan), np.full(shape, MISSING, dtype=np.uint8)
    carried, used = np.zeros(shape, dtype=np.bool_), np.full((*shape, 3), -1, dtype=np.int64)
    for index, column in enumerate(columns):
        own = np.flatnonzero(cells.column == index)
        limit = int(spec.missing.carry.get(column.every, 0)) * MONTHS[column.every]
        found = _candidates(column, cells, own, (len(units), quarter_end, limit))
        values[:, index], states[:, index], carried[:, index], used[:, index] = _first(found)
    codes = [column.code for column in columns]
    table = Table.of(units, codes, values, states, carried)
    ends = np.append(cells.ends, -1)
    return Quarter(table, ends[used].max(axis=2, initial=-1), used)


def _candidates(
    column: Item | Indicator, cells: Cells, own: Ints, where: tuple[int, int, int]
) -> list[_Candidate]:
    """Return what could stand for the quarter, the period due first, then ever earlier ones within the limit."""
    count, quarter_end, limit = where
    step = MONTHS[column.every]
    due = (quarter_end + 1) % step  # months since the period due ended
    if column.every == "month" and column.over == "sum":
        starts = [0, *range(3, limit + 1, 3)]
        windows = [[start, start + 1, start + 2] for start in starts]
        return [_joined(cells, own, (count, quarter_end), ages, "sum") for ages in windows]
    if column.every == "month" and column.over == "mean":
        joined = _joined(cells, own, (count, quarter_end), [0, 1, 2], "mean")
        return [
            joined,
            *(_single(cells, own, (count, quarter_end), age) for age in range(3, limit + 1)),
        ]
    last_due = 2 if column.every == "month" else due
    ages = range(due, max(limit, last_due) + 1, step)
    return [_single(cells, own, (count, quarter_end), age, is_due=age <= last_due) for age in ages]


def _cells_at(cells: Cells, own: Ints, where: tuple[int, int], age: int) -> Ints:
    """Return each unit's cell whose period ended `age` months before the quarter did, -1 where there is none."""
    count, quarter_end = where
    found = np.full(count, -1, dtype=np.int64)
    there = own[cells.ends[own] == quarter_end - age]
    found[cells.unit[there]] = there
    return found


def _state_at(cells: Cells, index: Ints) -> States:
    return np.append(cells.states, np.uint8(MISSING))[index]


def _value_at(cells: Cells, index: Ints) -> Floats:
    return np.append(cells.values, np.nan)[index]


def _single(
    cells: Cells, own: Ints, where: tuple[int, int], age: int, *, is_due: bool = False
) -> _Candidate:
    index = _cells_at(cells, own, where, age)
    states = _state_at(cells, index)
    if not is_due:
        states = np.where(states == NOT_APPLICABLE, np.uint8(_STOP), states)
    return _Candidate(states, _value_at(cells, index), index[:, np.newaxis], is_due)


def _joined(
    cells: Cells, own: Ints, where: tuple[int, int], ages: list[int], over: str
) -> _Candidate:
    """Return three months as one: their sum where all are there, or the mean of those that are."""
    index = np.stack([_cells_at(cells, own, where, age) for age in ages], axis=1)
    states = _state_at(cells, index)
    is_ok, not_applicable = states == OK, states == NOT_APPLICABLE
    numbers = np.where(is_ok, _value_at(cells, index), 0.0)
    with np.errstate(over="ignore"):  # an infinite sum is refused by the door of scoring
        total = numbers[:, 2] + numbers[:, 1] + numbers[:, 0]
    count = is_ok[:, 0].astype(np.float64) + is_ok[:, 1] + is_ok[:, 2]
    is_due = ages[0] == 0
    joined = _state_of_join(is_ok, not_applicable, over, is_due=is_due)
    values = total if over == "sum" else total / np.maximum(count, 1.0)
    return _Candidate(joined, values, np.where(is_ok, index, -1), is_due)


def _state_of_join(is_ok: Bools, not_applicable: Bools, over: str, *, is_due: bool) -> States:
    nothing = np.uint8(NOT_APPLICABLE if is_due else _STOP)
    any_ok, any_not = is_ok.any(axis=1), not_applicable.any(axis=1)
    if over == "mean":
        return np.where(any_ok, np.uint8(OK), np.where(any_not, nothing, np.uint8(MISSING)))
    full = (is_ok | not_applicable).all(axis=1)
    incomplete = np.where(any_not, np.uint8(_STOP), np.uint8(MISSING))
    return np.where(full, np.where(any_ok, np.uint8(OK), nothing), incomplete)


def _first(candidates: list[_Candidate]) -> tuple[Floats, States, Bools, Ints]:
    """Return value, state, carried flag and cells of the first candidate that decides."""
    count = candidates[0].values.shape[0]
    values, states = np.full(count, np.nan), np.full(count, MISSING, dtype=np.uint8)
    carried, used = np.zeros(count, dtype=np.bool_), np.full((count, 3), -1, dtype=np.int64)
    undecided = np.ones(count, dtype=np.bool_)
    for candidate in candidates:
        taken = undecided & (candidate.states == OK)
        values[taken] = candidate.values[taken]
        states[taken] = OK
        carried[taken] = not candidate.is_due
        used[taken, : candidate.cells.shape[1]] = candidate.cells[taken]
        states[undecided & (candidate.states == NOT_APPLICABLE)] = NOT_APPLICABLE
        undecided &= candidate.states == MISSING
    return values, states, carried, used


def _check_cells(
    columns: Sequence[Item | Indicator], units: Sequence[str], cells: Cells, quarter_end: int
) -> None:
    problems = []
    if (quarter_end + 1) % 3:
        message = "A quarter ends in March, June, September or December."
        problems.append(Problem(Code.PARAMETER_RANGE, message, value=quarter_end))
    steps = np.array([MONTHS[column.every] for column in columns], dtype=np.int64)
    wrong = {
        Code.PARAMETER_RANGE: np.flatnonzero((cells.ends + 1) % steps[cells.column]),
        Code.VALUE_NOT_FINITE: np.flatnonzero((cells.states == OK) & ~np.isfinite(cells.values)),
        Code.DUPLICATE_PAIR: _repeated(cells),
    }
    said = {
        Code.PARAMETER_RANGE: "The month ends no period of this frequency.",
        Code.VALUE_NOT_FINITE: "A value must be a finite number.",
        Code.DUPLICATE_PAIR: "There are two values for one unit, column and period.",
    }
    for code, indexes in wrong.items():
        for index in indexes.tolist():
            place = f"{units[cells.unit[index]]}, {columns[cells.column[index]].code}"
            end = int(cells.ends[index])
            problems.append(Problem(code, said[code], place=place, params={"ends": end}))
    if problems:
        raise EngineError(*problems)


def _repeated(cells: Cells) -> Ints:
    order = np.lexsort((cells.ends, cells.column, cells.unit))
    keys = np.stack([cells.unit[order], cells.column[order], cells.ends[order]])
    again: Bools = (keys[:, 1:] == keys[:, :-1]).all(axis=0)
    return np.asarray(order[1:][again], dtype=np.int64)
