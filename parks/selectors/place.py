"""What stood in parks on a day: plots as they then were, facilities in service, resident enterprises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from parks.choices import LandUse, PlotStatus
from parks.models import Enterprise, Facility, Plot, PlotState
from parks.models.records import RecordQuerySet
from parks.selectors.ground import Geometry, areas_m2


@dataclass(frozen=True, slots=True)
class PlotThen:
    """A plot as it was on a day. An area or a floor area that nobody knows is None."""

    park: int
    key: int
    code: str
    area_m2: float | None
    land_use: str
    status: str
    floor_area_m2: float | None
    footprint_m2: float | None
    implementer: str
    is_pilot: bool

    @property
    def built_m2(self) -> float | None:
        """The floor area: as stated; none where construction has not begun or land is kept for ecology."""
        is_bare = self.status == PlotStatus.AWAITING or self.land_use == LandUse.ECOLOGY
        return 0.0 if self.floor_area_m2 is None and is_bare else self.floor_area_m2


@dataclass(frozen=True, slots=True)
class FacilityThen:
    """A facility in service on a day."""

    park: int
    key: int
    code: str
    kind: str
    longitude: float
    latitude: float
    capacity: float | None
    is_barrier_free: bool


def plots_on(parks: Sequence[int], day: date) -> Iterator[PlotThen]:
    """Yield the plots of parks as they were on a day, by park and code.

    What held of a plot is its latest state that began by then; the state without a day began at the beginning, and a
    plot without a state by then was not known yet. Plots struck off, or given up by then, do not count. The area is
    that stated, else that of the polygon.
    """
    measured = _areas(parks)
    for latest in _latest(_states(parks, day)):
        park, key, code, stated, *rest = latest
        yield PlotThen(park, key, code, stated if stated is not None else measured.get(key), *rest)


def shapes_of(parks: Sequence[int]) -> dict[int, Geometry]:
    """Return the geometry of each plot that has one, by the key of the plot."""
    return {
        key: geometry
        for key, geometry in _standing(parks).values_list("pk", "geometry")
        if geometry
    }


def facilities_on(parks: Sequence[int], day: date) -> Iterator[FacilityThen]:
    """Yield the facilities of parks in service on a day, by park and code.

    One is in service from the day it opened until the day it closed; it is barrier-free from its day on.
    """
    found = (
        _current(Facility, parks)
        .filter(_begun("opened_on", day), _not_over("closed_on", day))
        .order_by("park", "code", "pk")
        .values_list(
            "park", "pk", "code", "kind", "longitude", "latitude", "capacity",
            "is_barrier_free", "barrier_free_since",
        )
    )  # fmt: skip
    for park, key, code, kind, longitude, latitude, capacity, flag, since in found:
        is_free = flag and (since is None or since <= day)
        yield FacilityThen(park, key, code, kind, longitude, latitude, capacity, is_free)


def residents_on(parks: Sequence[int], day: date) -> QuerySet[Enterprise]:
    """Return the enterprises resident in parks on a day: settled by then, and not left by then."""
    settled = _begun("settled_on", day) & _not_over("left_on", day)
    residents: QuerySet[Enterprise] = _current(Enterprise, parks).filter(settled)
    return residents


def _begun(name: str, day: date) -> Q:
    """Without a day it was always so."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__lte": day})


def _not_over(name: str, day: date) -> Q:
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": day})


def _current(model: type[Facility | Enterprise | Plot], parks: Sequence[int]) -> RecordQuerySet:
    return model.objects.current().filter(park__in=parks)


def _standing(parks: Sequence[int]) -> RecordQuerySet:
    return _current(Plot, parks).order_by()


def _areas(parks: Sequence[int]) -> dict[int, float]:
    """Measure the plots whose area is not stated."""
    unstated = _standing(parks).filter(area_m2__isnull=True)
    drawn = {key: one for key, one in unstated.values_list("pk", "geometry") if one}
    return dict(zip(drawn, areas_m2(list(drawn.values())).tolist(), strict=True))


def _states(parks: Sequence[int], day: date) -> QuerySet[PlotState, tuple[Any, ...]]:
    """The states begun by the day of the plots that count, each plot's in the order of time."""
    return (
        PlotState.objects.filter(
            _begun("since", day),
            _not_over("plot__ended_on", day),
            plot__park__in=parks,
            plot__removed_at__isnull=True,
        )
        .order_by("plot__park", "plot__code", "plot", F("since").asc(nulls_first=True))
        .values_list(
            "plot__park", "plot", "plot__code", "plot__area_m2", "land_use", "status",
            "floor_area_m2", "footprint_m2", "implementer", "is_pilot",
        )
    )  # fmt: skip


def _latest(states: QuerySet[PlotState, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Keep the last state of each plot."""
    return iter({state[1]: state for state in states.iterator()}.values())
