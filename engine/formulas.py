"""The values of a quarter as rules see them: measured columns, formulas computed from them, and the quarters before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import Notice
from engine.numbers import Bools, Floats
from engine.rules import MISSING, OK, Column, Rule, evaluate, evaluation_order, parse
from engine.rules.nodes import COMPLETENESS, PREVIOUS, SCORE, VALUE
from engine.spec import Spec
from engine.table import Table


@dataclass(frozen=True)
class Rules:
    """The parsed formulas by indicator, each after those it uses, and the parsed caps in the order of the spec."""

    formulas: Mapping[str, Rule]
    caps: tuple[Rule, ...]


def parse_rules(spec: Spec) -> Rules:
    """Return the parsed rules of a spec that passed `check_spec`."""
    formulas = {
        indicator.code: parse(indicator.formula)
        for indicator in spec.indicators
        if indicator.formula is not None
    }
    ordered = {code: formulas[code] for code in evaluation_order(formulas)}
    return Rules(ordered, tuple(parse(cap.when) for cap in spec.caps))


class QuarterColumns:
    """The columns of one quarter and those before it, for the evaluator of rules.

    One period back is one quarter back, whatever the frequency of the value: a yearly value is the same in its four quarters.
    `previous.x` is x a quarter before. Scores and completeness are those that scoring has set so far.
    """

    def __init__(self, spec: Spec, rules: Rules, tables: Sequence[Table]) -> None:
        self._spec = spec
        self._tables = tables
        self._computed: dict[tuple[str, int], Column] = {}
        self._results: dict[tuple[str, str], Floats] = {}
        self.size = len(tables[0].units)
        for back in reversed(range(len(tables))):
            self._compute(rules.formulas, back)

    def column(self, namespace: str, code: str, back: int = 0) -> Column:
        """Return the column of a name `back` quarters ago; what is not there is missing."""
        if namespace == PREVIOUS:
            return self.column(VALUE, code, back + 1)
        if namespace in {SCORE, COMPLETENESS}:
            found = self._results.get((namespace, code)) if back == 0 else None
            return Column.absent(self.size) if found is None else _as_column(found)
        if back >= len(self._tables):
            return Column.absent(self.size)
        if (code, back) not in self._computed:
            self._computed[code, back] = _measured(self._tables[back], code)
        return self._computed[code, back]

    def set_result(self, code: str, score: Floats, completeness: Floats) -> None:
        """Let the caps of nodes above know a node's score."""
        self._results[SCORE, code] = score
        self._results[COMPLETENESS, code] = completeness

    def notices(self) -> list[Notice]:
        """Return what the formulas of this quarter remarked, one notice for each formula and part of it."""
        units = self._tables[0].units
        return [
            placed_notice(notice, indicator.code, units)
            for indicator in self._spec.indicators
            if indicator.formula is not None
            for notice in self._computed[indicator.code, 0].notices
        ]

    def _compute(self, formulas: Mapping[str, Rule], back: int) -> None:
        shifted = _Shifted(self, back)
        for code, rule in formulas.items():
            empty = self._spec.indicator(code).empty_not_applicable
            self._computed[code, back] = evaluate(rule, shifted, empty_not_applicable=empty)


@dataclass(frozen=True, eq=False)
class _Shifted:
    """The same columns seen from an earlier quarter."""

    columns: QuarterColumns
    back: int

    @property
    def size(self) -> int:
        return self.columns.size

    def column(self, namespace: str, code: str, back: int = 0) -> Column:
        return self.columns.column(namespace, code, back + self.back)


def carried_inputs(rules: Rules, table: Table, code: str) -> Bools:
    """Return where a value, or any value its formula uses, was carried from an earlier period."""
    waiting, seen = [code], {code}
    carried = np.zeros(len(table.units), dtype=np.bool_)
    while waiting:
        one = waiting.pop()
        if one in table.column_index:
            carried |= table.carried[:, table.column_index[one]]
        used = {name.code for name in rules.formulas[one].names} if one in rules.formulas else set()
        waiting += sorted(used - seen)
        seen |= used
    return carried


def placed_notice(notice: Notice, place: str, units: Sequence[str]) -> Notice:
    """Return a rule's notice with its place and the codes of the units concerned instead of their positions."""
    indexes = notice.params.get("units", ())
    codes = sorted(units[index] for index in indexes) if isinstance(indexes, tuple) else []
    params = {"rule": notice.place, "units": tuple(codes)}
    return Notice(notice.code, notice.message, place=place, value=len(codes), params=params)


def _as_column(values: Floats) -> Column:
    return Column(values, np.where(np.isnan(values), MISSING, OK).astype(np.uint8))


def _measured(table: Table, code: str) -> Column:
    index = table.column_index.get(code)
    if index is None:
        return Column.absent(len(table.units))
    states = table.states[:, index]
    return Column(np.where(states == OK, table.values[:, index], np.nan), states)
