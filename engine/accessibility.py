"""How well places are served: two-step floating catchment accessibility, and coverage within a distance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from engine.distances import Pairs, check_points, metres_between
from engine.errors import Code, EngineError, Notice, NoticeCode, Problem
from engine.numbers import Bools, Floats, exact_exp

LARGEST: Final = 1e100
MOST_SIGMAS: Final = 20.0
"""At 20 bandwidths a Gaussian is 10⁻⁸⁷; further out it would soon be no number any more."""
BALANCE: Final = 1e-9


@dataclass(frozen=True)
class Binary:
    """Whoever is in reach counts in full: f(d) = 1."""


@dataclass(frozen=True)
class Gaussian:
    """The nearer counts the more: f(d) = exp(-d² / (2·sigma²))."""

    sigma: float


@dataclass(frozen=True)
class Stepped:
    """A share for each zone up to its edge (included), nothing beyond the last: the enhanced method's zones."""

    edges: tuple[float, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Inverse:
    """f(d) = 1 / d, for distances above zero."""


Decay = Binary | Gaussian | Stepped | Inverse
BINARY: Final = Binary()


@dataclass(frozen=True, eq=False)
class Accessibility:
    """What each demand point can have, and what each supply point has for each unit of its demand.

    `access` is 0 where nothing is in reach, and `is_reached` says so; `ratio` is null (NaN) where a supply point has no
    demand in its catchment: it serves nobody.
    """

    access: Floats
    is_reached: Bools
    ratio: Floats
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, eq=False)
class Coverage:
    """Which points have a supply point within the distance, how far the nearest is, and the share of those that have."""

    is_covered: Bools
    nearest: Floats
    share: float


def accessibility(
    demand: Floats,
    capacity: Floats,
    distances: Floats | Pairs,
    threshold: float,
    decay: Decay = BINARY,
) -> Accessibility:
    """Return how much of the capacities falls to each unit of demand at each demand point.

    Formula:  R_j = S_j / Σ_i P_i·f(d_ij), then A_i = Σ_j R_j·f(d_ij), both over d_ij ≤ threshold;
              Σ A_i·P_i = Σ S_j over the supply points with demand in reach, which is checked to 1e-9
    Shape:    demand (n,), capacity (m,), distances (n, m) or pairs of that shape → access (n,), ratio (m,).
              A pair that is infinite, missing or not listed is out of reach. Sums go in the order of the pairs.
    Unit:     capacity per unit of demand; threshold and decay in the unit of the distances.
    Errors:   shape_mismatch, value_not_finite, value_outside_scale (a negative demand, capacity or distance),
              value_not_positive (1/d at 0), parameter_range, bands_order. Notice: unreachable.
    Source:   Luo W., Wang F. (2003), "Measures of spatial accessibility to health care in a GIS environment",
              Environment and Planning B 30(6); Luo W., Qi Y. (2009), Health & Place 15(4), for the decay.
    """
    pairs = distances if isinstance(distances, Pairs) else Pairs.of_matrix(distances)
    _check(demand, capacity, pairs, threshold, decay)
    near = pairs.distance <= threshold
    origin, target = pairs.origin[near], pairs.target[near]
    counted = weight_at(decay, pairs.distance[near])
    wanted = np.bincount(target, demand[origin] * counted, minlength=capacity.size)
    ratio = np.divide(capacity, wanted, out=np.full(capacity.size, np.nan), where=wanted > 0)
    given = np.where(wanted > 0, ratio, 0.0)[target] * counted
    access = np.asarray(np.bincount(origin, given, minlength=demand.size), dtype=np.float64)
    is_reached = np.bincount(origin[counted > 0], minlength=demand.size) > 0
    _check_balance(access * demand, capacity[wanted > 0])
    return Accessibility(access, is_reached, ratio, _unreachable(is_reached))


def weight_at(decay: Decay, distance: Floats) -> Floats:
    """Return how much of a point counts at a distance.

    Formula:  that of the decay's class
    Shape:    any. Unit: 0..1 (1/d: per unit of distance). Errors: value_not_positive (1/d at 0).
    """
    match decay:
        case Gaussian(sigma):
            apart = distance / sigma
            return exact_exp(-0.5 * (apart * apart))
        case Stepped(edges, shares):
            zone = np.searchsorted(np.array(edges), distance, side="left")
            return np.array([*shares, 0.0])[zone]
        case Inverse():
            if (distance == 0).any():
                message = "One over the distance needs points that are apart."
                raise EngineError(Problem(Code.VALUE_NOT_POSITIVE, message, value=0.0))
            return 1.0 / distance
        case Binary():
            return np.ones(distance.shape)


def coverage(points: Floats, supply: Floats, metres: float) -> Coverage:
    """Return which points have a supply point within `metres` (included), in a plane.

    Formula:  min over j of d_ij ≤ metres; share = covered points / points
    Shape:    points (n, 2), supply (m, 2) → 2 times (n,). `nearest` is infinite where there is no supply point at all;
              `share` is NaN where there are no points.
    Unit:     metres; share 0..1. Errors: shape_mismatch, value_not_finite, parameter_range.
    """
    check_points(points, supply, metres)
    nearest = np.full(len(points), math.inf)
    if len(points) and len(supply):
        nearest = metres_between(points, supply[cKDTree(supply).query(points)[1]])
    is_covered = nearest <= metres
    share = float(np.count_nonzero(is_covered)) / len(points) if len(points) else math.nan
    return Coverage(is_covered, nearest, share)


def _unreachable(is_reached: Bools) -> tuple[Notice, ...]:
    lost = tuple(np.flatnonzero(~is_reached).tolist())
    if not lost:
        return ()
    message = "Some demand points reach no supply point; their access is 0."
    return (Notice(NoticeCode.UNREACHABLE, message, value=len(lost), params={"points": lost}),)


def _check_balance(received: Floats, served: Floats) -> None:
    """Refuse numbers so far apart that what is received is no longer what is served."""
    there, given = math.fsum(received.tolist()), math.fsum(served.tolist())
    if not abs(there - given) <= BALANCE * given:
        message = "Demand and capacity are too far apart to be shared out exactly."
        raise EngineError(Problem(Code.PARAMETER_RANGE, message, value=(there, given)))


def _check(demand: Floats, capacity: Floats, pairs: Pairs, threshold: float, decay: Decay) -> None:
    if demand.ndim != 1 or capacity.ndim != 1 or pairs.shape != (demand.size, capacity.size):
        message = "There must be a distance for each demand point and each supply point."
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=pairs.shape))
    found = _check_amounts("demand", demand) + _check_amounts("capacity", capacity)
    if not 0 < threshold < math.inf:
        message = "A threshold must be a finite distance above zero."
        found.append(Problem(Code.PARAMETER_RANGE, message, value=threshold))
    found += _check_decay(decay, threshold)
    if found:
        raise EngineError(*found)


def _check_amounts(name: str, amounts: Floats) -> list[Problem]:
    refused = (
        (
            Code.VALUE_NOT_FINITE,
            "Demand and capacity must be finite numbers of at most 1e100.",
            ~(np.abs(amounts) <= LARGEST),
        ),
        (Code.VALUE_OUTSIDE_SCALE, "Demand and capacity must not be negative.", amounts < 0),
    )
    return [
        Problem(code, message, place=f"{name} {row}", value=float(amounts[row]))
        for code, message, wrong in refused
        for row in np.flatnonzero(wrong).tolist()
    ]


def _check_decay(decay: Decay, threshold: float) -> list[Problem]:
    if isinstance(decay, Gaussian) and not 0 < threshold / MOST_SIGMAS <= decay.sigma < math.inf:
        message = "A bandwidth must be finite, and at least a twentieth of the threshold."
        return [Problem(Code.PARAMETER_RANGE, message, value=decay.sigma)]
    if isinstance(decay, Stepped):
        edges = decay.edges
        if len(edges) != len(decay.shares) or any(
            not one < other for one, other in pairwise(edges)
        ):
            message = "Zones need increasing edges, and a share each."
            return [Problem(Code.BANDS_ORDER, message, value=edges)]
        if not all(0 <= share <= LARGEST for share in decay.shares):
            message = "The share of a zone must be a finite number, zero or above."
            return [Problem(Code.PARAMETER_RANGE, message, value=decay.shares)]
    return []
