"""How fast accessibility is: held against pysal's `access` on the same park, and over a thousand parks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from access.fca import two_stage_fca

from engine.accessibility import BINARY, Decay, Gaussian, accessibility, coverage
from engine.distances import Pairs, metres_between, pairs_within
from engine.inequality import gini
from engine.numbers import Floats
from engine.projection import Projection

PLOTS, FACILITIES, PARKS = 500, 100, 1000
SIDE_M, REACH_M = 3000.0, 1200.0
METRES_IN_A_DEGREE = 111_000.0
TIMES = 9
ALIKE = 1e-9
DECAYS: tuple[tuple[str, Decay], ...] = (("binary", BINARY), ("Gaussian", Gaussian(REACH_M / 2)))
Row = tuple[str, float, str, str]


@dataclass(frozen=True, eq=False)
class Site:
    """A park of plots and facilities: where they are in degrees, whom they house and how many they serve."""

    plots: Floats
    facilities: Floats
    people: Floats
    capacity: Floats

    @classmethod
    def made(cls, seed: int) -> Site:
        """Strew plots and facilities over three by three kilometres."""
        chance = np.random.default_rng(seed)
        centre = np.array([120.62, 31.3])
        width = SIDE_M / METRES_IN_A_DEGREE
        return cls(
            centre + (chance.random((PLOTS, 2)) - 0.5) * width,
            centre + (chance.random((FACILITIES, 2)) - 0.5) * width,
            chance.integers(1, 500, PLOTS).astype(np.float64),
            chance.integers(5, 90, FACILITIES).astype(np.float64),
        )

    def metres(self) -> tuple[Floats, Floats]:
        plane = Projection.about(self.plots)
        return plane.metres(self.plots), plane.metres(self.facilities)

    def pairs(self) -> Pairs:
        return pairs_within(*self.metres(), REACH_M)


def ratios() -> Iterator[Row]:
    """Give title, ratio, target and what it is made of, as the figures of the bench are."""
    site = Site.made(0)
    for name, decay in DECAYS:
        ours, theirs, apart = against_access(site, decay)
        title = f"accessibility, {name}, faster than pysal's access by"
        made_of = f"{ours * 1000:.1f} ms, {theirs * 1000:.1f} ms; at most {apart:.0e} apart"
        yield title, theirs / ours, "≥ 5", made_of
    yield whole_nation(PARKS)


def against_access(site: Site, decay: Decay) -> tuple[float, float, float]:
    """Return our seconds, theirs, and how far the results lie apart relatively; refuse results that differ.

    Both begin with the finished distances of all pairs in reach, and theirs without the package's own bookkeeping:
    the bare two steps.
    """
    pairs = site.pairs()
    people, capacity, cost = frames(site, pairs)
    weigh = decay_of(decay)

    def peer() -> Any:
        return two_stage_fca(
            people, capacity, cost, REACH_M, demand_index=True, supply_index=True, weight_fn=weigh
        )

    ours, found = best_of(lambda: accessibility(site.people, site.capacity, pairs, REACH_M, decay))
    theirs, wanted = best_of(peer)
    known = wanted.reindex(range(PLOTS)).fillna(0.0).to_numpy()
    apart = float(np.max(np.abs(found.access - known) / np.maximum(known, np.finfo(float).tiny)))
    if not apart <= ALIKE:
        raise ArithmeticError(f"The results lie {apart} apart.")
    return ours, theirs, apart


def frames(site: Site, pairs: Pairs) -> tuple[Any, Any, Any]:
    """Return what pysal's access works on: demand, supply and the costs of all pairs in reach."""
    people = pd.DataFrame({"demand": site.people}, index=pd.RangeIndex(PLOTS, name="geoid"))
    supply = pd.DataFrame({"supply": site.capacity}, index=pd.RangeIndex(FACILITIES, name="geoid"))
    columns = {"origin": pairs.origin, "dest": pairs.target, "cost": pairs.distance}
    return people, supply, pd.DataFrame(columns)


def decay_of(decay: Decay) -> Callable[[float], float] | None:
    """Return the decay as a function of one distance, none for all that is in reach."""
    if not isinstance(decay, Gaussian):
        return None
    sigma = decay.sigma
    return lambda metres: float(np.exp(-metres * metres / (2 * sigma * sigma)))


def whole_nation(parks: int) -> Row:
    """Time degrees to Gini and coverage of many parks, held against the bare distances of every plot and facility."""
    took = bare = 0.0
    for seed in range(parks):
        site = Site.made(seed)
        began = time.perf_counter()
        measures_of(site)
        between = time.perf_counter()
        metres_between(site.plots[:, None], site.facilities)
        took += between - began
        bare += time.perf_counter() - between
    made_of = f"{took:.1f} s, {took / parks * 1000:.1f} ms a park"
    return f"spatial measures of {parks:,} parks ÷ bare distances", took / bare, "", made_of


def measures_of(site: Site) -> tuple[float, float]:
    """Return what a quarter needs of a park: the Gini of accessibility, and the share covered within 500 m."""
    plots, facilities = site.metres()
    pairs = pairs_within(plots, facilities, REACH_M)
    found = accessibility(site.people, site.capacity, pairs, REACH_M, Gaussian(REACH_M / 2))
    return gini(found.access, site.people), coverage(plots, facilities, 500).share


def best_of(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return the shortest time of several in seconds, and what the act gave."""
    shortest, given = float("inf"), None
    for _again in range(TIMES):
        began = time.perf_counter()
        given = act()
        shortest = min(shortest, time.perf_counter() - began)
    return shortest, given
