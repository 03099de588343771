"""The hashes of one unit of a result, the same as if it had been scored alone."""

from __future__ import annotations

import numpy as np

from engine.canonical import digest
from engine.manifest import (
    Numbers,
    bytes_by_row,
    head_of_data,
    head_of_result,
    parts_of_data,
)
from engine.normalise import MinMax
from engine.result import Result


def is_divisible(result: Result) -> bool:
    """Whether no unit's score depends on the others, so that each can be verified by itself."""
    return not any(isinstance(one.score, MinMax) for one in result.spec.indicators)


class UnitHashes:
    """The hashes of any unit of a divisible result.

    Every step of scoring is elementwise over units, so a unit's row has the same bits whoever is scored beside it. The bytes
    of all are made once; each unit's are cut out of them.
    """

    def __init__(self, result: Result) -> None:
        self._result = result
        tables = (result.table, *result.earlier)
        everybody = np.ones(len(result.units), dtype=np.bool_)
        data = parts_of_data(result.spec, tables, result.asked, everybody)
        parts: list[Numbers] = [
            result.scores,
            result.completeness,
            result.low,
            result.high,
            result.reasons,
            result.values,
            result.states,
            *(part for cap in result.caps for part in (cap.holds, cap.undecided)),
        ]
        self._data = [bytes_by_row(part) for part in data]
        self._parts = [bytes_by_row(part) for part in parts]

    def of(self, unit: str) -> tuple[str, str]:
        """Return data hash and result hash of one unit."""
        row, spec = self._result.unit_index[unit], self._result.spec
        data = digest(head_of_data(spec, [unit]), *(part[row] for part in self._data))
        return data, digest(head_of_result(spec, [unit]), *(part[row] for part in self._parts))


def hashes_of_unit(result: Result, unit: str) -> tuple[str, str]:
    """Return data hash and result hash of one unit of a divisible result."""
    return UnitHashes(result).of(unit)
