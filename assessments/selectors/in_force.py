"""Which version and which stage were in force for parks on any day, loaded at once for walking through many periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from assessments.models import Assignment, FrameworkVersion
from governance.models import PathStep
from parks.models import Park, Region


@dataclass(frozen=True)
class InForce:
    """Assignments and path steps by park, oldest first; regions by their path."""

    of_parks: dict[int, list[Assignment]]
    of_regions: dict[str, list[Assignment]]
    paths: dict[int, str]
    steps: dict[int, list[tuple[date, str]]]
    versions: dict[int, FrameworkVersion]

    def version(self, park: Park, day: date) -> FrameworkVersion | None:
        """Return the version in force on a day: the nearest scope wins, then the latest start."""
        return self.version_at(park.pk, park.region_id, day)

    def version_at(self, park: int, region: int, day: date) -> FrameworkVersion | None:
        """The same of a park that is known by its id and that of its region."""
        for assignments in self._scopes(park, region):
            begun = [one for one in assignments if one.from_period.starts_on <= day]
            if begun:
                return self.versions[begun[-1].version_id]
        return None

    def first_day(self, park: Park) -> date | None:
        """Return the first day on which any version is in force."""
        starts = [
            one.from_period.starts_on
            for scope in self._scopes(park.pk, park.region_id)
            for one in scope
        ]
        return min(starts, default=None)

    def stage(self, park: Park, day: date) -> str:
        """Return the stage on a day, empty before the park has entered the path."""
        entered = [stage for start, stage in self.steps.get(park.pk, ()) if start <= day]
        return entered[-1] if entered else ""

    def entry(self, park: Park) -> tuple[date, str] | None:
        """Return when and at which stage the park entered the path."""
        return next(iter(self.steps.get(park.pk, ())), None)

    def _scopes(self, park: int, region: int) -> list[list[Assignment]]:
        """Return the assignments that reach a park by scope, the nearest first."""
        path = self.paths[region]
        reaching = sorted((one for one in self.of_regions if path.startswith(one)), key=len)
        own = [self.of_parks[park]] if park in self.of_parks else []
        return own + [self.of_regions[one] for one in reversed(reaching)]


def in_force_for(parks: Iterable[Park]) -> InForce:
    """Load what was ever in force for some parks, in four queries."""
    parks = list(parks)
    ids = {park.pk for park in parks}
    assignments = Assignment.objects.filter(Q(park__in=ids) | Q(region__isnull=False))
    regions = Region.objects.filter(pk__in={park.region_id for park in parks})
    return _in_force(assignments, regions, _steps_of(ids))


def versions_everywhere() -> InForce:
    """Load which versions were ever in force for any park, without the stages of the parks, in three queries."""
    return _in_force(Assignment.objects.all(), Region.objects.all(), {})


def _in_force(
    assigned: QuerySet[Assignment],
    regions: QuerySet[Region],
    steps: dict[int, list[tuple[date, str]]],
) -> InForce:
    assignments = list(
        assigned.select_related("from_period", "region").order_by("from_period__starts_on", "pk")
    )
    versions = FrameworkVersion.objects.select_related("framework")
    of_parks: dict[int, list[Assignment]] = {}
    of_regions: dict[str, list[Assignment]] = {}
    for one in assignments:
        if one.park_id is not None:
            of_parks.setdefault(one.park_id, []).append(one)
        elif one.region is not None:
            of_regions.setdefault(one.region.path, []).append(one)
    return InForce(
        of_parks,
        of_regions,
        dict(regions.order_by().values_list("pk", "path")),
        steps,
        {one.pk: one for one in versions.filter(pk__in={a.version_id for a in assignments})},
    )


def _steps_of(parks: set[int]) -> dict[int, list[tuple[date, str]]]:
    steps: dict[int, list[tuple[date, str]]] = {}
    rows = PathStep.objects.in_force().filter(park__in=parks).order_by("entered_on", "pk")
    for park, entered_on, stage in rows.values_list("park_id", "entered_on", "stage"):
        steps.setdefault(park, []).append((entered_on, stage))
    return steps
