"""Which framework version is in force for which park on a day: the nearest scope wins, then the latest start."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assessments.models import FrameworkVersion
from assessments.selectors.in_force import in_force_for
from parks.models import Park


def version_for(park: Park, day: date) -> FrameworkVersion | None:
    """Return the version in force for a park on a day, None where none is assigned."""
    return versions_for([park], day).get(park.pk)


def versions_for(parks: Iterable[Park], day: date) -> dict[int, FrameworkVersion]:
    """Return the version in force for each park by its id, in four queries; parks without one are left out."""
    parks = list(parks)
    known = in_force_for(parks)
    found = {park.pk: known.version(park, day) for park in parks}
    return {park: version for park, version in found.items() if version is not None}
