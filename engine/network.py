"""Who is tied to whom: how dense a network is, into how many parts it falls, who connects the others, how to draw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, shortest_path

from engine.errors import Code, EngineError, Problem
from engine.numbers import Bools, Floats, Ints

SOURCES_AT_ONCE: Final = 256
"""Shortest ways are sought from so many members at once, so that memory grows with the members, not with their square."""

STEPS_OF_DRAWING: Final = 120
FEWEST_STEPS: Final = 20
PAIRS_DRAWN: Final = STEPS_OF_DRAWING * 300**2
"""Beyond 300 members there are fewer steps, so that a drawing takes no longer than a page may."""
APART: Final = 1.5
"""Parts that no way connects are drawn so many ties further apart than the two members farthest from each other."""
_TOUCHING: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Network:
    """Members 0 … size - 1 and the pairs of them that are tied, each pair once with its smaller number first."""

    size: int
    first: Ints
    second: Ints

    @classmethod
    def of(cls, size: int, first: npt.ArrayLike, second: npt.ArrayLike) -> Network:
        """Return the network of listed ties; a pair that is listed twice, in whatever order, is one tie.

        Shape:    twice (ties,) → (pairs,).
        Errors:   shape_mismatch (lengths differ, a member that does not exist, a member tied to itself).
        """
        ends = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
        _check(size, *ends)
        low, high = np.minimum(*ends), np.maximum(*ends)
        pairs = np.unique(low * size + high)
        return cls(size, pairs // max(size, 1), pairs % max(size, 1))


def degrees(network: Network) -> Ints:
    """Return with how many others each member is tied.

    Formula:  d_i = number of j with a tie between i and j
    Shape:    network → (size,). Unit: members. Errors: none.
    Source:   Freeman L. (1978), "Centrality in social networks: conceptual clarification", Social Networks 1(3).
    """
    ends = np.concatenate([network.first, network.second])
    return np.bincount(ends, minlength=network.size).astype(np.int64)


def density(network: Network) -> float:
    """Return how many of the possible ties there are: 0 where nobody is tied, 1 where everybody is with everybody.

    Formula:  m / (n·(n - 1) / 2) with m ties between n members; 0 for fewer than two members
    Shape:    network → one number. Unit: dimensionless, 0..1. Errors: none.
    Source:   Wasserman S., Faust K. (1994), Social Network Analysis, chapter 4.
    """
    possible = network.size * (network.size - 1) / 2
    return network.first.size / possible if possible else 0.0


def components(network: Network) -> Ints:
    """Return in which part each member is: who can be reached over ties is in one part, 0 being the largest.

    Formula:  connected components; of two parts of one size the one with the smaller member comes first
    Shape:    network → (size,). Unit: numbers of parts. Errors: none.
    Source:   Wasserman S., Faust K. (1994), Social Network Analysis, chapter 4.
    """
    count, found = connected_components(_ties(network), directed=False)
    sizes = np.bincount(found, minlength=count)
    earliest = np.full(count, network.size)
    np.minimum.at(earliest, found, np.arange(network.size))
    order = np.lexsort((earliest, -sizes))
    ranks = np.empty(count, dtype=np.int64)
    ranks[order] = np.arange(count)
    return ranks[found]


def betweenness(network: Network) -> Floats:
    """Return how far each member connects the others: its share in the shortest ways between all pairs of them.

    Formula:  b_v = Σ_{s < t, s ≠ v ≠ t} w_st(v) / w_st, divided by (n - 1)·(n - 2) / 2; w_st counts the shortest ways
              between s and t, w_st(v) those over v, and a pair without a way adds nothing; 0 for fewer than three members
    Shape:    network → (size,). Unit: dimensionless, 0..1. Errors: none.
    Source:   Freeman L. (1977), "A set of measures of centrality based on betweenness", Sociometry 40(1); counted as in
              Brandes U. (2001), "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25(2).
    """
    total = np.zeros(network.size)
    if network.size < 3:
        return total
    ties = _ties(network)
    for start in range(0, network.size, SOURCES_AT_ONCE):
        total += _dependency(ties, np.arange(start, min(start + SOURCES_AT_ONCE, network.size)))
    return total / ((network.size - 1) * (network.size - 2))


def places(network: Network) -> Floats:
    """Return where to draw the members, so that those few ties apart lie near each other; the long side lies across.

    Formula:  the places X that stress majorization finds for Σ_{i < j} (|x_i - x_j| - d_ij)² / d_ij², from a circle on:
              X ← V⁺ · B(X) · X, d_ij being the ties on the shortest way; V⁺ = (V + 1/n)⁻¹ - 1/n
    Shape:    network → (size, 2). Unit: ties, about the middle at 0. Errors: none. Meant for up to 1,000 members.
    Source:   Gansner E., Koren Y., North S. (2005), "Graph drawing by stress majorization", Graph Drawing 2004.
    """
    if not network.size:
        return np.zeros((0, 2))
    angles = 2.0 * np.pi * np.arange(network.size) / network.size
    found = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    apart = _ways(network)
    weights = np.divide(1.0, apart**2, out=np.zeros_like(apart), where=apart > 0)
    even = 1.0 / network.size
    inverse = np.linalg.inv(np.diag(weights.sum(axis=1)) - weights + even) - even
    wanted = weights * apart
    steps = min(STEPS_OF_DRAWING, max(FEWEST_STEPS, PAIRS_DRAWN // network.size**2))
    for _step in range(steps):
        pull = wanted / np.maximum(_between(found), _TOUCHING)
        found = inverse @ (found * pull.sum(axis=1)[:, None] - pull @ found)
    middle = found - found.mean(axis=0)
    axes = np.linalg.eigh(middle.T @ middle)[1][:, ::-1]
    return np.asarray(middle @ axes, dtype=np.float64)


def _ways(network: Network) -> Floats:
    """Return how many ties any two members are apart."""
    ways = np.asarray(shortest_path(_ties(network), directed=False, unweighted=True))
    farthest = float(ways[np.isfinite(ways)].max(initial=0.0))
    return np.where(np.isfinite(ways), ways, farthest + APART)


def _between(points: Floats) -> Floats:
    """Return how far any two points are apart."""
    squares = (points * points).sum(axis=1)
    found = np.maximum(squares[:, None] + squares - 2.0 * (points @ points.T), 0.0)
    return np.asarray(np.sqrt(found), dtype=np.float64)


def _dependency(ties: csr_array[Any, Any], sources: Ints) -> Floats:
    """Return the part of each member in the shortest ways from some members, each way from both its ends."""
    size = ties.shape[0]
    ways = np.zeros((size, sources.size))
    ways[sources, np.arange(sources.size)] = 1.0
    reached: list[Bools] = [ways > 0]
    seen, newest = reached[0], ways
    while newest.any():
        newest = np.where(seen, 0.0, ties @ newest)
        ways, seen = ways + newest, seen | (newest > 0)
        reached.append(newest > 0)
    parts = np.zeros_like(ways)
    for nearer, farther in zip(reached[-2::-1], reached[:0:-1], strict=True):
        handed = np.divide(1.0 + parts, ways, out=np.zeros_like(ways), where=farther)
        parts += np.where(nearer, ways * (ties @ handed), 0.0)
    return np.asarray(np.where(reached[0], 0.0, parts).sum(axis=1), dtype=np.float64)


def _ties(network: Network) -> csr_array[Any, Any]:
    """Return the ties as a matrix, from both ends."""
    rows = np.concatenate([network.first, network.second])
    columns = np.concatenate([network.second, network.first])
    shape = (network.size, network.size)
    return csr_array((np.ones(rows.size), (rows, columns)), shape=shape)


def _check(size: int, first: Ints, second: Ints) -> None:
    fitting = first.ndim == 1 and first.shape == second.shape
    if fitting and first.size:
        ends = np.concatenate([first, second])
        fitting = bool((ends >= 0).all() and (ends < size).all() and (first != second).all())
    if not fitting:
        message = "Every tie needs two different members, and both must exist."
        raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=size))
