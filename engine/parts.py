"""The hashes of one unit of a result, the same as if it had been scored alone."""

from __future__ import annotations

from engine.manifest import Numbers, hash_of_data, hash_of_result
from engine.normalise import MinMax
from engine.result import Result
from engine.table import Table


def is_divisible(result: Result) -> bool:
    """Whether no unit's score depends on the others, so that each can be verified by itself."""
    return not any(isinstance(one.score, MinMax) for one in result.spec.indicators)


def hashes_of_unit(result: Result, unit: str) -> tuple[str, str]:
    """Return data hash and result hash of one unit of a divisible result.

    Every step of scoring is elementwise over units, so a unit's row has the same bits whoever is scored beside it.
    """
    place = result.unit_index[unit]
    row = slice(place, place + 1)
    tables = [
        Table((unit,), one.columns, one.values[row], one.states[row], one.carried[row])
        for one in (result.table, *result.earlier)
    ]
    asked = result.asked[row]
    data = hash_of_data(result.spec, tables, asked, asked[:, 0] | True, [unit])
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
    return data, hash_of_result(result.spec, [unit], [part[row] for part in parts])
