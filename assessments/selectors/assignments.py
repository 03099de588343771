"""Which framework version is in force for which park on a day: the nearest scope wins, then the latest start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from assessments.models import Assignment, FrameworkVersion
from parks.models import Park, Region


def version_for(park: Park, day: date) -> FrameworkVersion | None:
    """Return the version in force for a park on a day, None where none is assigned."""
    return versions_for([park], day).get(park.pk)


def versions_for(parks: Iterable[Park], day: date) -> dict[int, FrameworkVersion]:
    """Return the version in force for each park by its id, in three queries; parks without one are left out."""
    return {park: found.version for park, found in assignments_for(parks, day).items()}


def assignments_for(parks: Iterable[Park], day: date) -> dict[int, Assignment]:
    """Return the assignment in force for each park by its id, in three queries; `version` is loaded with it."""
    parks = list(parks)
    if not parks:
        return {}
    paths = dict(
        Region.objects.filter(pk__in={park.region_id for park in parks}).values_list("pk", "path")
    )
    of_parks, of_regions = _by_scope({park.pk for park in parks}, day)
    found: dict[int, Assignment] = {}
    for park in parks:
        nearest = of_parks.get(park.pk) or _of_region(of_regions, paths[park.region_id])
        if nearest is not None:
            found[park.pk] = nearest
    _load_versions(found.values())
    return found


def _by_scope(park_ids: set[int], day: date) -> tuple[dict[int, Assignment], dict[str, Assignment]]:
    """Return the latest assignment of each park, and of each region by its path, begun by the day."""
    of_parks: dict[int, Assignment] = {}
    of_regions: dict[str, Assignment] = {}
    begun = (
        Assignment.objects.filter(
            Q(park__in=park_ids) | Q(region__isnull=False), from_period__starts_on__lte=day
        )
        .select_related("from_period", "region")
        .order_by("from_period__starts_on", "pk")
    )
    for one in begun:
        if one.park_id is not None:
            of_parks[one.park_id] = one
        elif one.region is not None:
            of_regions[one.region.path] = one
    return of_parks, of_regions


def _of_region(of_regions: dict[str, Assignment], path: str) -> Assignment | None:
    """Return the assignment of the nearest region: the longest path that `path` begins with."""
    reaching = [place for place in of_regions if path.startswith(place)]
    return of_regions[max(reaching, key=len)] if reaching else None


def _load_versions(assignments: Iterable[Assignment]) -> None:
    """Attach each version once: its source is long and many assignments share it."""
    assignments = list(assignments)
    versions = (
        FrameworkVersion.objects.select_related("framework").in_bulk(
            {one.version_id for one in assignments}
        )
        if assignments
        else {}
    )
    for one in assignments:
        one.version = versions[one.version_id]
