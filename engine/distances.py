"""Who reaches what on the ground: pairs of points with the distance between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from engine.errors import Code, EngineError, Problem
from engine.numbers import Floats, Ints

FEW_PAIRS: Final = 200_000
"""Up to so many pairs, measuring all of them is faster than a tree of neighbours."""
_WIDER: Final = 1 + 1e-9
"""The tree is asked a little too far; what is measured again decides."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Ways from origins to targets: their numbers and the distance, in the order of origins, then targets.

    A pair that is not listed has no way between its ends. `shape` holds how many origins and targets there are.
    """

    origin: Ints
    target: Ints
    distance: Floats
    shape: tuple[int, int]

    @classmethod
    def of(
        cls,
        origin: npt.ArrayLike,
        target: npt.ArrayLike,
        distance: npt.ArrayLike,
        shape: tuple[int, int],
    ) -> Pairs:
        """Return listed pairs in their order.

        Shape:    3 times (pairs,) → (pairs,). Unit: of the distance, metres or minutes.
        Errors:   shape_mismatch (lengths differ, or a number is beyond the shape), duplicate_pair, value_not_finite,
                  value_outside_scale (a negative distance).
        """
        starts = np.asarray(origin, dtype=np.int64)
        ends = np.asarray(target, dtype=np.int64)
        lengths = np.asarray(distance, dtype=np.float64)
        _check_ends(starts, ends, lengths, shape)
        place = starts * shape[1] + ends
        order = np.argsort(place, kind="stable")
        found = cls(starts[order], ends[order], lengths[order], shape)
        _check_pairs(found, place[order])
        return found

    @classmethod
    def of_matrix(cls, distances: Floats) -> Pairs:
        """Return the pairs of a table of distances; infinite or missing (NaN) means that there is no way.

        Shape:    (origins, targets) → (pairs,). Unit: as given.
        Errors:   shape_mismatch (no table), value_outside_scale (a negative distance).
        """
        if distances.ndim != 2:
            message = "Distances must be a table of origins and targets."
            raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=distances.shape))
        origin, target = np.nonzero(distances < math.inf)
        shape = (distances.shape[0], distances.shape[1])
        found = cls(origin, target, distances[origin, target], shape)
        _check_pairs(found, origin * shape[1] + target)
        return found


def metres_between(origin: Floats, target: Floats) -> Floats:
    """Return the straight distance between points, pair by pair.

    Formula:  √((x1 - x2)² + (y1 - y2)²)
    Shape:    (…, 2) twice, as broadcast → (…). Unit: of the coordinates. Errors: none.
    """
    across, along = origin[..., 0] - target[..., 0], origin[..., 1] - target[..., 1]
    return np.asarray(np.sqrt(across * across + along * along), dtype=np.float64)


def pairs_within(origins: Floats, targets: Floats, metres: float) -> Pairs:
    """Return all pairs of points no further apart than `metres` (included), in a plane.

    Formula:  straight distance ≤ metres
    Shape:    (origins, 2), (targets, 2) → (pairs,). Unit: metres.
    Errors:   shape_mismatch, value_not_finite, parameter_range (metres not above 0).
    """
    check_points(origins, targets, metres)
    shape = (len(origins), len(targets))
    if shape[0] * shape[1] <= FEW_PAIRS:
        lengths = metres_between(origins[:, None], targets)
        origin, target = np.nonzero(lengths <= metres)
        return Pairs(origin, target, lengths[origin, target], shape)
    tree = cKDTree(origins)
    near = tree.sparse_distance_matrix(cKDTree(targets), metres * _WIDER, output_type="ndarray")
    place = np.sort(near["i"].astype(np.int64) * shape[1] + near["j"])
    origin, target = place // shape[1], place % shape[1]
    lengths = metres_between(origins[origin], targets[target])
    there = lengths <= metres
    return Pairs(origin[there], target[there], lengths[there], shape)


def _check_ends(origin: Ints, target: Ints, distance: Floats, shape: tuple[int, int]) -> None:
    message = "Every pair needs an origin, a target and a distance, and both ends must exist."
    fitting = origin.ndim == 1 and origin.shape == target.shape == distance.shape
    if fitting and origin.size:
        inside = (origin >= 0) & (origin < shape[0]) & (target >= 0) & (target < shape[1])
        fitting = bool(inside.all())
    if not fitting:
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=shape))


def _check_pairs(pairs: Pairs, place: Ints) -> None:
    """Refuse lengths that are none, and pairs that stand twice (`place` is sorted)."""
    refused = (
        (
            Code.VALUE_NOT_FINITE,
            "A distance must be a finite number.",
            ~np.isfinite(pairs.distance),
        ),
        (Code.VALUE_OUTSIDE_SCALE, "A distance must not be negative.", pairs.distance < 0),
        (
            Code.DUPLICATE_PAIR,
            "A pair has two distances.",
            np.append(False, place[1:] == place[:-1])[: place.size],
        ),
    )
    found = [
        Problem(code, message, place=f"{pairs.origin[row]}, {pairs.target[row]}")
        for code, message, wrong in refused
        for row in np.flatnonzero(wrong).tolist()
    ]
    if found:
        raise EngineError(*found)


def check_points(origins: Floats, targets: Floats, metres: float) -> None:
    """Refuse coordinates that are none, and a reach that is none: shape_mismatch, value_not_finite, parameter_range."""
    found = []
    for name, points in (("origins", origins), ("targets", targets)):
        if points.ndim != 2 or points.shape[1] != 2:
            message = "Points need two coordinates each."
            found.append(Problem(Code.SHAPE_MISMATCH, message, place=name, value=points.shape))
        elif not np.isfinite(points).all():
            message = "A coordinate must be a finite number."
            found.append(Problem(Code.VALUE_NOT_FINITE, message, place=name))
    if not 0 < metres < math.inf:
        message = "A reach must be a finite distance above zero."
        found.append(Problem(Code.PARAMETER_RANGE, message, value=metres))
    if found:
        raise EngineError(*found)
