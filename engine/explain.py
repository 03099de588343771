"""Why a score is what it is: the chain from a node of the tree down to the values it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from engine.errors import Code, EngineError, Problem
from engine.explanation import (
    Bar,
    CapStep,
    Explanation,
    InputValue,
    LeafStep,
    NodeStep,
    Share,
)
from engine.formulas import QuarterColumns, parse_rules
from engine.normalise import Band, Goalposts, MinMax, ScoringRule
from engine.rebuild import environment_of, rebuild
from engine.result import Result, number_or_none
from engine.rules import OK, Columns, Name, Rule, periods_needed
from engine.rules.nodes import walk
from engine.spec import INDICATOR, Indicator
from engine.table import STATE_NAMES
from engine.tree import build_tree
from engine.waterfall import waterfall

__all__ = [
    "Bar",
    "CapStep",
    "Explanation",
    "InputValue",
    "LeafStep",
    "NodeStep",
    "Share",
    "environment_of",
    "explain",
    "rebuild",
    "waterfall",
]


def explain(result: Result, unit: str, node: str, *, top: str = "") -> Explanation:
    """Return why a unit's score of a node is what it is, from `top` (by default the tree's root above it) down.

    Errors:   KeyError for an unknown unit or node; parameter_range where `top` is not above the node.
    """
    place = result.node_index[node]
    tree = build_tree(result.spec.nodes)
    path = tree.path_to(place)
    start = result.node_index[top] if top else path[0]
    if start not in path:
        message = "The explanation must start at the node or above it."
        raise EngineError(Problem(Code.PARAMETER_RANGE, message, place=node, value=top))
    path = path[path.index(start) :]
    writer = _Writer(result, unit)
    steps = [writer.step(one) for one in [*path, *tree.below(place)]]
    codes = [result.spec.nodes[one].code for one in path]
    return Explanation(unit, codes[0], tuple(codes), tuple(steps))


class _Writer:
    """Writes the steps of one unit, from its row of the result alone."""

    def __init__(self, result: Result, unit: str) -> None:
        self.result = result
        self.spec = result.spec
        self.row = result.unit_index[unit]
        self.unit = unit
        self.tree = build_tree(self.spec.nodes)
        self.rules = parse_rules(self.spec)
        tables = [table.with_units((unit,)) for table in (result.table, *result.earlier)]
        self.columns = QuarterColumns(self.spec, self.rules, tables)
        row = slice(self.row, self.row + 1)
        for place, node in enumerate(self.spec.nodes):
            self.columns.set_result(
                node.code, result.scores[row, place], result.completeness[row, place]
            )

    def step(self, place: int) -> NodeStep | LeafStep:
        """Return the step of one node."""
        node = self.spec.nodes[place]
        is_leaf = node.kind == INDICATOR
        return self._leaf(place, self.spec.indicator(node.code)) if is_leaf else self._node(place)

    def _score(self, place: int) -> float | None:
        return number_or_none(self.result.scores[self.row, place])

    def _reason(self, place: int) -> str:
        return self.result.reason_of(self.unit, self.spec.nodes[place].code)

    def _leaf(self, place: int, indicator: Indicator) -> LeafStep:
        column = self.columns.column("value", indicator.code)
        value = number_or_none(column.values[0])
        rule = self.rules.formulas.get(indicator.code)
        at = self.result.indicator_index[indicator.code]
        return LeafStep(
            code=indicator.code,
            value=value,
            state=STATE_NAMES[int(column.state[0])],
            carried=bool(self.result.carried[self.row, at]),
            formula=indicator.formula,
            empty_not_applicable=indicator.empty_not_applicable,
            inputs=_inputs(rule, self.columns) if rule else (),
            method=indicator.score.method,
            parameters=_parameters(indicator.score, self.result.compared.get(indicator.code)),
            scale=self.spec.scale,
            clipped=_clipped(value, indicator.score),
            before_caps=number_or_none(self.result.before_caps[self.row, place]),
            caps=self._caps(place),
            score=self._score(place),
            reason=self._reason(place),
        )

    def _node(self, place: int) -> NodeStep:
        node, result, row = self.spec.nodes[place], self.result, self.row
        return NodeStep(
            code=node.code,
            kind=node.kind,
            aggregation=node.aggregation,
            shares=self._shares(place),
            before_caps=number_or_none(result.before_caps[row, place]),
            caps=self._caps(place),
            score=self._score(place),
            completeness=number_or_none(result.completeness[row, place]),
            minimum_completeness=self.spec.missing.minimum_completeness,
            low=number_or_none(result.low[row, place]),
            high=number_or_none(result.high[row, place]),
            reason=self._reason(place),
            scale=self.spec.scale,
        )

    def _shares(self, place: int) -> tuple[Share, ...]:
        children, nominal = self.tree.children[place], self.tree.shares[place]
        scores = [self._score(child) for child in children]
        scored = 0.0
        for share, score in zip(nominal, scores, strict=True):
            scored += 0.0 if score is None else share
        is_sum = self.spec.nodes[place].aggregation == "arithmetic"
        shares = []
        for child, share, score in zip(children, nominal, scores, strict=True):
            effective = 0.0 if score is None or scored == 0 else share / scored
            node = self.spec.nodes[child]
            shares.append(
                Share(
                    code=node.code,
                    weight=node.weight,
                    nominal=share,
                    effective=effective,
                    score=score,
                    contribution=effective * score if is_sum and score is not None else None,
                    completeness=number_or_none(self.result.completeness[self.row, child]),
                    reason=self._reason(child),
                )
            )
        return tuple(shares)

    def _caps(self, place: int) -> tuple[CapStep, ...]:
        """Return the caps of a node in the order they were put on its score."""
        node = self.spec.nodes[place]
        before = number_or_none(self.result.before_caps[self.row, place])
        steps = []
        for found, rule in zip(self.result.caps, self.rules.caps, strict=True):
            if found.cap.node != node.code:
                continue
            holds = None if found.undecided[self.row] else bool(found.holds[self.row])
            after = min(before, found.cap.at) if holds and before is not None else before
            inputs = _inputs(rule, self.columns)
            missing = tuple(dict.fromkeys(_spelled(one) for one in inputs if one.state != "ok"))
            steps.append(
                CapStep(
                    code=found.cap.code,
                    when=found.cap.when,
                    at=found.cap.at,
                    holds=holds,
                    before=before,
                    after=after,
                    inputs=inputs,
                    missing=missing if holds is None else (),
                )
            )
            before = after
        return tuple(steps)


def _inputs(rule: Rule, columns: Columns) -> tuple[InputValue, ...]:
    """Return every value a rule looks at, in the order of the names in its text, each quarter back that it needs."""
    needed = periods_needed(rule)
    first: dict[Name, int] = {}
    for node in walk(rule.root):
        if isinstance(node, Name):
            first[node] = min(node.start, first.get(node, node.start))
    names = sorted(first, key=lambda name: first[name])
    return tuple(_input(name, back, columns) for name in names for back in range(needed[name] + 1))


def _input(name: Name, back: int, columns: Columns) -> InputValue:
    column = columns.column(name.namespace, name.code, back)
    state = int(column.state[0])
    value = float(column.values[0]) if state == OK else None
    return InputValue(name.namespace, name.code, back, value, STATE_NAMES[state])


def _spelled(one: InputValue) -> str:
    return one.code if one.namespace == "value" else f"{one.namespace}.{one.code}"


def _parameters(
    rule: ScoringRule, ends: tuple[float, float] | None
) -> Mapping[str, float | str | tuple[float, ...]]:
    """Return a scoring rule's numbers by name; those of minmax include the ends it compared with, where there are any."""
    held = {field.name: getattr(rule, field.name) for field in fields(rule)}
    if isinstance(rule, MinMax) and ends is not None and not np.isnan(ends).any():
        held |= {"smallest": ends[0], "largest": ends[1]}
    return held


def _clipped(value: float | None, rule: ScoringRule) -> str:
    if value is None:
        return ""
    match rule:
        case Goalposts(worst, best):
            share = (value - worst) / (best - worst)
            return "worst" if share < 0 else "best" if share > 1 else ""
        case Band(worst_below, _, _, worst_above):
            return "" if worst_below <= value <= worst_above else "worst"
        case _:
            return ""
