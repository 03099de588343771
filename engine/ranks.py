"""Places in a ranking."""

from __future__ import annotations

import numpy as np

from engine.numbers import Floats, Ints


def rank(scores: Floats) -> Ints:
    """Return the place of each unit, the highest score first; ties share the smallest place (1, 2, 2, 4).

    Formula:  1 + number of units with a higher score
    Shape:    (units,) → (units,). Unit: place, 1 is best; 0 where the score is null (NaN). Errors: none.
    Scores must be rounded as stored, else equal ones would not tie.
    """
    there = np.sort(scores[~np.isnan(scores)])
    higher = there.size - np.searchsorted(there, scores, side="right")
    return np.where(np.isnan(scores), 0, higher + 1).astype(np.int64)
