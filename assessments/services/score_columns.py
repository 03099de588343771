"""The scores of a result as columns of rows, park by park and node by node."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from assessments.choices import NullReason
from assessments.selectors.inputs import QuarterInputs, base_columns
from assessments.services.run_rows import Column, Word, Words
from engine.formulas import Rules
from engine.numbers import Floats, Ints
from engine.result import Reason, Result

REASONS: Final = {
    Reason.NONE: "",
    Reason.NOT_ASKED: NullReason.NOT_ASKED,
    Reason.NOT_APPLICABLE: NullReason.NOT_APPLICABLE,
    Reason.NOTHING_OBSERVED: NullReason.NOTHING_OBSERVED,
    Reason.BELOW_COMPLETENESS: NullReason.BELOW_COMPLETENESS,
    Reason.REQUIRES_ALL: NullReason.NOT_ALL_GOALS,
}
TEXTS: Final = tuple(str(REASONS[Reason(number)]) for number in range(len(Reason)))


def columns_of_scores(result: Result) -> dict[str, Column]:
    """Return what every score has, in a run or standing."""
    return {
        "value": result.scores.ravel(),
        "null_reason": Words(result.reasons.ravel(), TEXTS),
        "completeness": result.completeness.ravel(),
        "low": result.low.ravel(),
        "high": result.high.ravel(),
        "raw_value": _raw_values(result).ravel(),
    }


def _raw_values(result: Result) -> Floats:
    """Return the values of the indicators at the places of their nodes, NaN elsewhere."""
    raw = np.full(result.scores.shape, np.nan)
    for place, column in _leaves(result):
        raw[:, place] = result.values[:, column]
    return raw


def _leaves(result: Result) -> list[tuple[int, int]]:
    """Return the place of each indicator among the nodes, and among the indicators."""
    index = result.indicator_index
    return [
        (place, index[node.code])
        for place, node in enumerate(result.spec.nodes)
        if node.code in index
    ]


def caps_of(result: Result) -> Words:
    """Return the caps of each node that lowered its score or cannot be decided."""
    rows, width = result.scores.shape
    told: dict[int, dict[str, list[dict[str, Any]]]] = {}
    for found in result.caps:
        cap = {"code": found.cap.code, "at": found.cap.at, "when": found.cap.when}
        place = result.node_index[found.cap.node]
        for row in np.flatnonzero(found.applied | found.undecided).tolist():
            of_node = told.setdefault(row * width + place, {"applied": [], "undecided": []})
            of_node["applied" if found.applied[row] else "undecided"].append(cap)
    return _words_at(told, rows * width)


def _words_at(told: Mapping[int, Mapping[str, Any]], count: int) -> Words:
    """Return a column with some objects in it, each different one once."""
    numbers = np.zeros(count, dtype=np.int64)
    words: dict[str, Word] = {"": None}
    places = {"": 0}
    for position, one in told.items():
        spelled = json.dumps(one)
        words[spelled] = one
        numbers[position] = places.setdefault(spelled, len(places))
    return Words(numbers, tuple(words.values()))


def carried_from(inputs: QuarterInputs, result: Result, rules: Rules) -> Ints:
    """Return the key of the earliest period that each carried leaf rests on, 0 where nothing is carried."""
    found = np.zeros(result.scores.shape, dtype=np.int64)
    quarter = inputs.quarters[0]
    for place, column in _leaves(result):
        is_carried = result.carried[:, column] & ~np.isnan(result.values[:, column])
        rows = np.flatnonzero(is_carried)
        codes = base_columns(rules, result.spec.nodes[place].code) if len(rows) else []
        bases = np.array(
            [inputs.column_index[one] for one in codes if one in inputs.column_index],
            dtype=np.int64,
        )
        if bases.size:
            cells = np.ix_(rows, bases)
            never = np.iinfo(np.int64).max
            ends = np.where(quarter.table.carried[cells], quarter.source[cells], never)
            first = ends.argmin(axis=1)
            index = quarter.used[rows, bases[first], 0]
            is_there = ends[np.arange(len(rows)), first] < never
            found[rows, place] = np.where(is_there, inputs.observed.periods[index], 0)
    return found.ravel()
