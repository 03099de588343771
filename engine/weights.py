"""Weights of a sibling group: kept as entered, used as shares of their sum."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from engine.errors import Code, Problem

LARGEST_WEIGHT: Final = 1e100


def check_weights(weights: Sequence[float], places: Sequence[str], group: str) -> list[Problem]:
    """Return everything wrong with the weights of one group: weight_negative, weight_not_finite, weights_sum_zero."""
    found = []
    for weight, place in zip(weights, places, strict=True):
        if not math.isfinite(weight) or abs(weight) > LARGEST_WEIGHT:
            message = "A weight must be a finite number of at most 1e100."
            found.append(Problem(Code.WEIGHT_NOT_FINITE, message, place=place, value=weight))
        elif weight < 0:
            message = "A weight must not be negative."
            found.append(Problem(Code.WEIGHT_NEGATIVE, message, place=place, value=weight))
    if not found and not any(weights):
        message = "At least one weight of a group must be above zero."
        found.append(Problem(Code.WEIGHTS_SUM_ZERO, message, place=group, value=tuple(weights)))
    return found


def shares_of(weights: Sequence[float]) -> tuple[float, ...]:
    """Return w / (w1 + ... + wk), summed in the order given. Unit: 0..1. Errors: none (checked before)."""
    total = 0.0
    for weight in weights:
        total += weight
    return tuple(weight / total for weight in weights)
