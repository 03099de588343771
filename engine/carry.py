"""Which value stands for a quarter: the months inside it joined, else the latest earlier value that may still be carried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.numbers import Floats, Ints, States
from engine.spec import Spec
from engine.table import Table


def month_index(year: int, month: int) -> int:
    """Return a month as one number: year · 12 + month - 1 (month 1..12)."""
    return year * 12 + month - 1


@dataclass(frozen=True, eq=False)
class Cells:
    """Accepted values as columns of equal length, in any order.

    `unit` and `column` are indexes into the units and columns given beside it, `ends` the month index of the last month
    of the value's period, `states` OK, MISSING (not measured, late) or NOT_APPLICABLE.
    """

    unit: Ints
    column: Ints
    ends: Ints
    values: Floats
    states: States


@dataclass(frozen=True, eq=False)
class Quarter:
    """The table of a quarter and where each of its cells comes from.

    `source` (units, columns) is the last month of the latest period used, -1 where there is no value.
    `used` (units, columns, 3) holds the indexes of the cells used, in order of time, padded with -1.
    """

    table: Table
    source: Ints
    used: Ints


def quarter_values(spec: Spec, units: Sequence[str], cells: Cells, quarter_end: int) -> Quarter:
    """Return the quarter's values of all measured columns (`spec.measured`)."""
    raise NotImplementedError


_ = np
