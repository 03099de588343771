"""How evenly the subsystems of a park are developed, and how far together: the coupling coordination degree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from engine.errors import Code, EngineError, Problem
from engine.numbers import Bools, Floats, exact_exp, exact_log, round_share
from engine.weights import check_weights, shares_of


@dataclass(frozen=True)
class Level:
    """A named range of coordination, from `start` (included) up to the next level's start."""

    code: str
    start: float


TEN_LEVELS: Final = (
    Level("extreme_imbalance", 0.0),
    Level("severe_imbalance", 0.1),
    Level("moderate_imbalance", 0.2),
    Level("mild_imbalance", 0.3),
    Level("near_imbalance", 0.4),
    Level("barely_coordinated", 0.5),
    Level("primary_coordination", 0.6),
    Level("intermediate_coordination", 0.7),
    Level("good_coordination", 0.8),
    Level("excellent_coordination", 0.9),
)
"""Ten equal levels, the division used most; papers differ, so that others can be given."""


@dataclass(frozen=True, eq=False)
class Coupling:
    """Degree C, development T and coordination D of each park, all 0..1; NaN where one of the scores is missing."""

    degree: Floats
    development: Floats
    coordination: Floats


def couple(scores: Floats, weights: Sequence[float] = ()) -> Coupling:
    """Return how the subsystems of each park go together, from their scores of 0 to 100.

    Formula:  U = score / 100; C, T and D as below; all rounded as shares are stored
    Shape:    scores (parks, k), k weights (equal where none are given) → 3 times (parks,). NaN where a score is
              missing; C and D also where all scores are 0.
    Unit:     dimensionless, 0..1.
    Errors:   shape_mismatch (fewer than two columns, or weights of another number), value_outside_scale, weight_*.
    Source:   Wang S. et al. (2021), "Research on misuses and modification of coupling coordination degree model in
              China", Journal of Natural Resources 36(3), for the form in which C reaches from 0 to 1 for any k.
    """
    weights = tuple(weights) or (1.0,) * (scores.shape[1] if scores.ndim == 2 else 0)
    _check(scores, weights)
    parts = scores / 100.0
    degree = coupling_degree(parts)
    development = comprehensive_development(parts, weights)
    coordination = coordination_degree(degree, development)
    return Coupling(round_share(degree), round_share(development), round_share(coordination))


def coupling_degree(parts: Floats) -> Floats:
    """Return how evenly the subsystems of each park are developed, 1 being perfectly even.

    Formula:  C = k · (U1 · … · Uk)^(1/k) / (U1 + … + Uk)
    Shape:    parts (parks, k), each 0..1 → (parks,). NaN where one is missing or all are 0; 0 where some are.
    Unit:     dimensionless, 0..1. Errors: none (checked before).
    """
    count = parts.shape[1]
    total = np.zeros(parts.shape[0])
    logs = np.zeros(parts.shape[0])
    for place in range(count):
        total = total + parts[:, place]
        logs = logs + exact_log(np.where(parts[:, place] == 0, 1.0, parts[:, place]))
    has_zero: Bools = (parts == 0).any(axis=1)
    middle = np.where(has_zero, 0.0 * total, exact_exp(logs / count))
    out = np.full(parts.shape[0], np.nan)
    return np.asarray(np.minimum(np.divide(count * middle, total, out=out, where=total > 0), 1.0))


def comprehensive_development(parts: Floats, weights: Sequence[float]) -> Floats:
    """Return how far the subsystems of each park are developed on the whole.

    Formula:  T = a1·U1 + … + ak·Uk, a = w / (w1 + … + wk)
    Shape:    parts (parks, k), k weights → (parks,). NaN where one is missing.
    Unit:     dimensionless, 0..1. Errors: none (checked before).
    """
    total = np.zeros(parts.shape[0])
    for place, share in enumerate(shares_of(weights)):
        total = total + share * parts[:, place]
    return total


def coordination_degree(degree: Floats, development: Floats) -> Floats:
    """Return how far the subsystems have come together.

    Formula:  D = √(C · T)
    Shape:    (parks,) twice → (parks,); NaN stays. Unit: dimensionless, 0..1. Errors: none.
    """
    return np.asarray(np.sqrt(degree * development), dtype=np.float64)


def level_of(coordination: float, levels: Sequence[Level] = TEN_LEVELS) -> str:
    """Return the code of the level that a degree of coordination falls into, "" below the first or where it is NaN."""
    found = ""
    for level in levels:
        if coordination >= level.start:
            found = level.code
    return found


def _check(scores: Floats, weights: Sequence[float]) -> None:
    if scores.ndim != 2 or scores.shape[1] < 2 or scores.shape[1] != len(weights):
        message = "Coupling needs the scores of two subsystems or more, and a weight for each."
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=scores.shape))
    message = "A score must lie between 0 and 100."
    outside = ~np.isnan(scores) & ~((scores >= 0) & (scores <= 100))
    found = [
        Problem(Code.VALUE_OUTSIDE_SCALE, message, place=f"{row}, {column}")
        for row, column in np.argwhere(outside).tolist()
    ]
    found += check_weights(weights, [str(place) for place in range(len(weights))], "")
    if found:
        raise EngineError(*found)
