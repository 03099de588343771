"""Computes scores again from nothing but what an explanation shows: the test of whether it explains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.aggregate import AGGREGATIONS
from engine.explanation import CapStep, Explanation, InputValue, LeafStep, NodeStep
from engine.normalise import normalise, read_scoring_rule
from engine.numbers import Floats, round_score
from engine.result import number_or_none
from engine.rules import MISSING, NOT_APPLICABLE, OK, Column, Environment, evaluate, parse

_STATES = {"ok": OK, "missing": MISSING, "not_applicable": NOT_APPLICABLE}
_ENDS = ("smallest", "largest")


def rebuild(explanation: Explanation) -> dict[str, float | None]:
    """Return the score of every step, computed again from the explanation alone (None where null).

    Formulas and the rules of caps are evaluated again from their inputs; children outside the explanation count with the
    score that is shown for them.
    """
    scores: dict[str, float | None] = {}
    for step in reversed(explanation.steps):
        scores[step.code] = _capped(_uncapped(step, scores), step.caps)
    return scores


def _uncapped(step: NodeStep | LeafStep, scores: dict[str, float | None]) -> float | None:
    return _score_of_leaf(step) if isinstance(step, LeafStep) else _score_of_node(step, scores)


def _score_of_leaf(step: LeafStep) -> float | None:
    if step.reason:
        return None
    value = step.value
    if step.formula is not None:
        rule, columns = parse(step.formula), environment_of(step.inputs)
        value = float(
            evaluate(rule, columns, empty_not_applicable=step.empty_not_applicable).values[0]
        )
    settings = {name: held for name, held in step.parameters.items() if name not in _ENDS}
    ends = tuple(step.parameters[name] for name in _ENDS if name in step.parameters)
    rule_of_score = read_scoring_rule({"method": step.method, **settings}, step.code)
    numbers = _one(value)
    low, high = (float(str(ends[0])), float(str(ends[1]))) if ends else (0.0, 0.0)
    return number_or_none(normalise(numbers, rule_of_score, step.scale, (low, high))[0])


def _score_of_node(step: NodeStep, scores: dict[str, float | None]) -> float | None:
    if step.reason:
        return None
    children = [_one(scores.get(share.code, share.score)) for share in step.shares]
    nominal = [share.nominal for share in step.shares]
    return number_or_none(round_score(AGGREGATIONS[step.aggregation](children, nominal))[0])


def _capped(score: float | None, caps: Sequence[CapStep]) -> float | None:
    for cap in caps:
        truth = evaluate(parse(cap.when), environment_of(cap.inputs))
        if score is not None and truth.state[0] == OK and truth.values[0] == 1.0:
            score = min(score, number_or_none(round_score(_one(cap.at))[0]) or 0.0)
    return score


def environment_of(inputs: Sequence[InputValue]) -> Environment:
    """Return the values a rule used as columns of one unit, for `evaluate`, `decide` or `written_out` (index 0)."""
    series: dict[tuple[str, str], list[Column]] = {}
    for one in inputs:
        state = np.array([_STATES[one.state]], dtype=np.uint8)
        series.setdefault((one.namespace, one.code), []).append(Column(_one(one.value), state))
    return Environment(1, dict(series))


def _one(value: float | None) -> Floats:
    return np.array([np.nan if value is None else value], dtype=np.float64)
