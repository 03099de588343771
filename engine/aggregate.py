"""From the scores of children to the score of their parent: the weighted means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from engine.errors import Code, EngineError, Problem
from engine.numbers import Floats, exact_exp, exact_log, round_score
from engine.weights import check_weights


def arithmetic_mean(scores: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """Return the weighted mean of the children that have a score.

    Formula:  sum of w·s / sum of w, over the children that are not null; child by child in the order given
    Shape:    k times (units,), k weights → (units,). Unit: points. NaN where no child with a weight has a score.
    Errors:   none (checked before).
    """
    total = np.zeros_like(scores[0])
    weight = np.zeros_like(scores[0])
    for score, share in zip(scores, weights, strict=True):
        there = ~np.isnan(score) & (share > 0)
        total = total + np.where(there, share * score, 0.0)
        weight = weight + np.where(there, share, 0.0)
    return np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0)


def geometric_mean(scores: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """Return the weighted geometric mean of the children that have a score; a zero among them gives zero.

    Formula:  exp(sum of w·ln s / sum of w), over the children that are not null; 0⁰ = 1: a weight of zero is ignored
    Shape:    k times (units,), k weights → (units,). Unit: points. NaN where no child with a weight has a score.
    Errors:   none (negatives were refused before).
    """
    zero = np.zeros(scores[0].shape, dtype=np.bool_)
    logs = []
    for score, share in zip(scores, weights, strict=True):
        zero |= (score == 0) & (share > 0)
        logs.append(exact_log(np.where(score > 0, score, np.where(np.isnan(score), np.nan, 1.0))))
    return np.where(zero, 0.0, exact_exp(arithmetic_mean(logs, weights)))


AGGREGATIONS: Final[Mapping[str, Callable[[Sequence[Floats], Sequence[float]], Floats]]] = {
    "arithmetic": arithmetic_mean,
    "geometric": geometric_mean,
}


def check_aggregation(method: str, place: str, lowest: float) -> list[Problem]:
    """Return method_unknown (listing the known), or negative_under_geometric where a score could be negative."""
    if method not in AGGREGATIONS:
        message = f"There is no aggregation {method!r}; known are {', '.join(AGGREGATIONS)}."
        known = {"known": tuple(AGGREGATIONS)}
        return [Problem(Code.METHOD_UNKNOWN, message, place=place, value=method, params=known)]
    if method == "geometric" and lowest < 0:
        message = "A geometric mean needs scores that are never negative."
        return [Problem(Code.NEGATIVE_UNDER_GEOMETRIC, message, place=place, value=lowest)]
    return []


def aggregate(method: str, scores: Floats, weights: Sequence[float]) -> Floats:
    """Return the score of a node from those of its children, rounded as stored.

    Shape:    (units, k), k weights → (units,); NaN is null and skipped. Unit: points.
    Errors:   shape_mismatch, value_not_finite, method_unknown, negative_under_geometric, weight_*.
    """
    if scores.ndim != 2 or scores.shape[1] != len(weights):
        message = "There must be one weight for each child."
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=len(weights)))
    places = [str(place) for place in range(len(weights))]
    found = check_weights(weights, places, "")
    found += [
        Problem(Code.VALUE_NOT_FINITE, "A score must be a finite number.", place=f"{unit}, {child}")
        for unit, child in np.argwhere(np.isinf(scores)).tolist()
    ]
    lowest = float(np.min(scores, initial=0.0, where=~np.isnan(scores)))
    found += check_aggregation(method, "", lowest)
    if found:
        raise EngineError(*found)
    return round_score(AGGREGATIONS[method](list(scores.T), weights))
