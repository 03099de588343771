"""What the registers of the place know of the items that a committee files: they prefill the entries of a report.

A register that knows only a part of an item says nothing of it: a sum with a piece missing would be a wrong figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from parks.choices import LandUse
from parks.measures.enterprises import resident_firms
from parks.models import Enterprise, Period
from parks.selectors.place import plots_on, residents_on

Prefill = Callable[[Sequence[int], Period], Mapping[int, float]]
MU_PER_M2: Final = 15 / 10_000
"""15 mu are a hectare."""


def firms(parks: Sequence[int], period: Period) -> dict[int, float]:
    """Resident firms on the last day, of the parks that keep a register of enterprises."""
    kept = Enterprise.objects.current().filter(park__in=parks).order_by()
    known = set(kept.values_list("park", flat=True).distinct())
    residents = resident_firms(parks, period.ends_on)
    return {park: residents.get(park, 0.0) for park in parks if park in known}


def employees(parks: Sequence[int], period: Period) -> dict[int, float]:
    """Persons employed by the firms resident on the last day, where each of them states its number."""
    stated = residents_on(parks, period.ends_on).order_by().values_list("park", "employees")
    return _complete_sums(iter(stated))


def floor_area(parks: Sequence[int], period: Period) -> dict[int, float]:
    """The floor area on all plots on the last day in m², where it is known of each of them."""
    return _complete_sums((plot.park, plot.built_m2) for plot in plots_on(parks, period.ends_on))


def industrial_land(parks: Sequence[int], period: Period) -> dict[int, float]:
    """The area of the production plots on the last day in mu, where it is known of each of them."""
    areas = _complete_sums(
        (plot.park, plot.area_m2)
        for plot in plots_on(parks, period.ends_on)
        if plot.land_use == LandUse.PRODUCTION
    )
    return {park: area * MU_PER_M2 for park, area in areas.items()}


def _complete_sums(
    stated: Iterable[tuple[int, float | None]] | Iterator[tuple[int, float | None]],
) -> dict[int, float]:
    """Add up the numbers of each park, and leave out the parks where one is missing."""
    sums: dict[int, float] = {}
    partial: set[int] = set()
    for park, number in stated:
        if number is None:
            partial.add(park)
        else:
            sums[park] = sums.get(park, 0.0) + number
    return {park: found for park, found in sums.items() if park not in partial}


PREFILLS: Final[dict[str, Prefill]] = {
    "firms": firms,
    "employees": employees,
    "floor_area": floor_area,
    "industrial_land": industrial_land,
}
