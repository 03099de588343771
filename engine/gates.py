"""Gates: what comes of each of their rules in a quarter, on the scores as stored and the values that they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.formulas import QuarterColumns, Rules, parse_rules
from engine.numbers import Bools, Floats
from engine.result import Result, number_or_none
from engine.rules import (
    MISSING,
    OK,
    Column,
    Columns,
    Decision,
    Name,
    Rule,
    decide,
    margin,
    periods_needed,
)
from engine.rules.nodes import COMPLETENESS, PREVIOUS, SCORE, walk
from engine.spec import Spec
from engine.table import Table


@dataclass(frozen=True, eq=False)
class NodeScores:
    """The scores (rounded, as stored) and completeness of a quarter, each (units,) by node; NaN is null."""

    scores: Mapping[str, Floats]
    completeness: Mapping[str, Floats]

    @classmethod
    def of(cls, result: Result) -> NodeScores:
        """Return those of a result."""
        index = result.node_index
        return cls(
            {code: result.scores[:, place] for code, place in index.items()},
            {code: result.completeness[:, place] for code, place in index.items()},
        )


class GateColumns:
    """What the rules of gates read: the values of a quarter and those before it, and the scores of each.

    One period back is one quarter back. `value.x` is the quarter's value, that of a formula computed; `previous.x` is it a
    quarter before. What is not there, not applicable or null is missing.
    """

    def __init__(
        self,
        spec: Spec,
        tables: Sequence[Table],
        scored: Sequence[NodeScores],
        *,
        rules: Rules | None = None,
    ) -> None:
        """Take tables and scores of the same units, the quarter's first, then those before it."""
        self._values = QuarterColumns(spec, rules or parse_rules(spec), tables)
        self._scored = scored
        self.size = self._values.size

    def column(self, namespace: str, code: str, back: int = 0) -> Column:
        """Return the column of a name `back` quarters ago."""
        if namespace not in {SCORE, COMPLETENESS}:
            return self._values.column(namespace, code, back)
        if back >= len(self._scored):
            return Column.absent(self.size)
        held = self._scored[back]
        found = (held.scores if namespace == SCORE else held.completeness).get(code)
        if found is None:
            return Column.absent(self.size)
        return Column(found, np.where(np.isnan(found), MISSING, OK).astype(np.uint8))


@dataclass(frozen=True)
class ReadValue:
    """One value that a rule looked at, `back` quarters ago; None where it is missing."""

    name: str
    back: int
    value: float | None


@dataclass(frozen=True, eq=False)
class RuleReading:
    """What came of one rule in each unit: outcome (HOLDS, FAILS, UNDECIDED), margin, and the columns it looked at."""

    rule: Rule
    decision: Decision
    margins: Column
    read: Mapping[tuple[str, int], Column]

    def outcome(self, row: int) -> int:
        return int(self.decision.outcome[row])

    def margin(self, row: int) -> float | None:
        """Return by how much the rule holds (positive) or fails (negative), None where that has no size."""
        return number_or_none(self.margins.values[row])

    def missing(self, row: int) -> tuple[str, ...]:
        """Return the names for want of which the rule cannot be decided, in reading order."""
        return self.decision.missing(row)

    def values(self, row: int) -> tuple[ReadValue, ...]:
        """Return every value that the rule looked at, in reading order, each quarter back that it needs."""
        return tuple(
            ReadValue(name, back, number_or_none(column.values[row]))
            for (name, back), column in self.read.items()
        )


def read_gate(rules: Sequence[Rule], columns: Columns) -> tuple[RuleReading, ...]:
    """Return what comes of each rule of a gate in one quarter.

    Formula:  a rule holds or fails by the three-valued logic of the rule language; what needs something that is missing,
              not applicable or null is undecided, and never holds for that. Scores are compared as stored, rounded.
    Shape:    columns of (units,) cells → a reading per rule, in order. Unit of a margin: that of what is compared.
    Errors:   EngineError from the columns, for one of another length.
    """
    return tuple(
        RuleReading(rule, decide(rule, columns), margin(rule, columns), _read(rule, columns))
        for rule in rules
    )


def passes(readings: Sequence[RuleReading]) -> Bools:
    """Return in which units every rule holds. Shape: rules x (units,) → (units,). Errors: none."""
    held = [reading.decision.outcome == 1 for reading in readings]
    return np.logical_and.reduce(held) if held else np.zeros(0, dtype=np.bool_)


def quarters_needed(rules: Sequence[Rule], formula_depths: Mapping[str, int]) -> tuple[int, int]:
    """Return how many quarters before the one read the rules look back at values, and at scores.

    `formula_depths` says of each formula's code how many quarters it looks back itself.
    """
    of_values = of_scores = 0
    for rule in rules:
        for name, back in periods_needed(rule).items():
            if name.namespace in {SCORE, COMPLETENESS}:
                of_scores = max(of_scores, back)
            else:
                own = formula_depths.get(name.code, 0) + (name.namespace == PREVIOUS)
                of_values = max(of_values, back + own)
    return of_values, of_scores


def _read(rule: Rule, columns: Columns) -> dict[tuple[str, int], Column]:
    """Return the columns a rule looks at, by name as written and quarters back, in the order of its text."""
    needed = periods_needed(rule)
    names = dict.fromkeys(node for node in walk(rule.root) if isinstance(node, Name))
    return {
        (name.text, back): columns.column(name.namespace, name.code, back)
        for name in names
        for back in range(needed[name] + 1)
    }
