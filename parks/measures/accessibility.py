"""What plots and facilities say of parks together: who reaches a stop, daily services, and how evenly.

Distances are straight lines in a plane laid through the park, from the point of a plot (`ground.points_inside`) to the
facilities of the same park in service on the day. A plot that is not drawn has no place and does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final

import numpy as np
from django.utils.translation import gettext_lazy as _

from engine.accessibility import BINARY, Accessibility, Decay, accessibility, coverage
from engine.distances import pairs_within
from engine.inequality import Theil, gini, theil_parts
from engine.numbers import Bools, Floats
from engine.projection import Projection
from parks.choices import FacilityKind
from parks.measures.measure import Counted, Measure, share
from parks.models import Period
from parks.selectors.ground import points_inside
from parks.selectors.place import FacilityThen, PlotThen, facilities_on, plots_on, shapes_of

STOP_M: Final = 500.0
WALK_M: Final = 1000.0
"""As far as one walks in a quarter of an hour."""
BASIC: Final = (
    FacilityKind.CLINIC,
    FacilityKind.CANTEEN,
    FacilityKind.CHILDCARE,
    FacilityKind.GREEN,
    FacilityKind.TRANSPORT,
)
SERVICES: Final = frozenset(
    {
        FacilityKind.CLINIC,
        FacilityKind.CANTEEN,
        FacilityKind.CHILDCARE,
        FacilityKind.GREEN,
        FacilityKind.CULTURE,
        FacilityKind.SHOP,
        FacilityKind.SERVICE_CENTRE,
    }
)
"""What people go to. One passes stops and entrances, lives in housing, and sanitation comes to the plot."""


@dataclass(frozen=True, eq=False)
class Ground:
    """The plots of a park that have a place, and its facilities in service, as points in metres."""

    park: int
    plots: tuple[PlotThen, ...]
    points: Floats
    facilities: tuple[FacilityThen, ...]
    places: Floats

    def within(self, metres: float, *kinds: str) -> Bools:
        """Whether each plot has a facility of one of the kinds within a distance."""
        wanted = [one.kind in kinds for one in self.facilities]
        return coverage(self.points, self.places[np.array(wanted, dtype=bool)], metres).is_covered


def grounds_on(parks: Sequence[int], day: date) -> Iterator[Ground]:
    """Yield each park that has plots with a place, on a day. Four queries for all of them."""
    shapes = shapes_of(parks)
    plots = [plot for plot in plots_on(parks, day) if plot.key in shapes]
    points = points_inside([shapes[plot.key] for plot in plots])
    facilities: dict[int, list[FacilityThen]] = {}
    for one in facilities_on(parks, day):
        facilities.setdefault(one.park, []).append(one)
    start = 0
    for park, group in groupby(plots, attrgetter("park")):
        held = tuple(group)
        yield _ground(park, held, points[start : start + len(held)], facilities.get(park, []))
        start += len(held)


def service_access(ground: Ground, reach: float = WALK_M, decay: Decay = BINARY) -> Accessibility:
    """Return how many places of services fall to each m² of floor area at each plot, by two-step floating catchment.

    Supply is the capacity of the facilities that people go to (SERVICES); one without a stated capacity offers
    nothing. Demand is floor area, which stands for those who work and those who live on a plot; where it is unknown
    there is none. All within `reach` counts in full unless a decay says otherwise.
    """
    serves = [one.kind in SERVICES and bool(one.capacity) for one in ground.facilities]
    capacity = np.array([one.capacity or 0.0 for one in ground.facilities], dtype=np.float64)
    demand = np.array([plot.built_m2 or 0.0 for plot in ground.plots], dtype=np.float64)
    chosen = np.array(serves, dtype=bool)
    pairs = pairs_within(ground.points, ground.places[chosen], reach)
    return accessibility(demand, capacity[chosen], pairs, reach, decay)


def read_stops(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The plots with a place; those within 500 m of a public transport stop in service count. 0/0: no such plot."""
    for ground in grounds_on(parks, period.ends_on):
        yield from _covered(ground, ground.within(STOP_M, FacilityKind.TRANSPORT))


def read_basic_services(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The plots with a place; those within 1,000 m of each of the five basic services count. 0/0: no such plot."""
    for ground in grounds_on(parks, period.ends_on):
        reached = [ground.within(WALK_M, kind) for kind in BASIC]
        yield from _covered(ground, np.logical_and.reduce(reached))


def read_access(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The plots with a place, each with its accessibility of services as its part."""
    for ground in grounds_on(parks, period.ends_on):
        access = service_access(ground).access.tolist()
        for plot, part in zip(ground.plots, access, strict=True):
            yield Counted(plot.park, plot.key, part)


def evenness(records: Sequence[Counted], _base: float) -> float | None:
    """Return Gini's coefficient of the parts; None where there is nothing to share."""
    parts = np.array([one.part for one in records], dtype=np.float64)
    return gini(parts) if parts.any() else None


def between_uses(ground: Ground, access: Floats) -> Theil | None:
    """Return how much of the inequality of access lies between the land uses; None where there is nothing to share."""
    if not access.any():
        return None
    return theil_parts(access, [plot.land_use for plot in ground.plots])


def _ground(
    park: int, plots: tuple[PlotThen, ...], degrees: Floats, facilities: Sequence[FacilityThen]
) -> Ground:
    at = [(one.longitude, one.latitude) for one in facilities]
    places = np.array(at, dtype=np.float64).reshape(-1, 2)
    plane = Projection.about(degrees)
    return Ground(park, plots, plane.metres(degrees), tuple(facilities), plane.metres(places))


def _covered(ground: Ground, is_covered: Bools) -> Iterator[Counted]:
    for plot, covers in zip(ground.plots, is_covered.tolist(), strict=True):
        yield Counted(plot.park, plot.key, float(covers))


ACCESS_MEASURES: Final[dict[str, Measure]] = {
    one.indicator: one
    for one in (
        Measure(
            indicator="stop_coverage_500m",
            register="plots",
            read=read_stops,
            value=share,
            told=_("%(part)s of %(whole)s plots lie within 500 m of a public transport stop."),
            nothing=_("No plot with a place on the map was known on the last day."),
        ),
        Measure(
            indicator="fifteen_minute_coverage",
            register="plots",
            read=read_basic_services,
            value=share,
            told=_(
                "All five basic services are within a walk of 15 minutes from %(part)s of %(whole)s plots."
            ),
            nothing=_("No plot with a place on the map was known on the last day."),
        ),
        Measure(
            indicator="accessibility_gini",
            register="plots",
            read=read_access,
            value=evenness,
            told=_("The accessibility of services was compared across %(whole)s plots."),
            nothing=_("From no plot could a service be reached on the last day of the period."),
        ),
    )
}
