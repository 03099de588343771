"""Which policies are in force for parks on a day: those of a region above the park, or those that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from governance.models import Policy
from parks.models import Park, Region


def policies_for(parks: Sequence[int], day: date) -> dict[int, list[Policy]]:
    """Return the policies in force for each park (by key) on a day, in a constant number of queries.

    A policy that names parks is for these alone, any other one for all parks of its region and below.
    """
    return policies_over(parks, Policy.objects.in_force(day).order_by("kind", "code"))


def policies_over(parks: Sequence[int], policies: Iterable[Policy]) -> dict[int, list[Policy]]:
    """Return those of some policies that cover each park, in their order."""
    found = {one.pk: one for one in policies}
    named = _parks_named(found)
    by_region: dict[str, list[int]] = defaultdict(list)
    by_park: dict[int, list[int]] = defaultdict(list)
    paths = dict(
        Region.objects.filter(pk__in={one.region_id for one in found.values()}).values_list(
            "pk", "path"
        )
    )
    for place, (key, policy) in enumerate(found.items()):
        for park in named.get(key, ()):
            by_park[park].append(place)
        if key not in named:
            by_region[paths[policy.region_id]].append(place)
    ordered = list(found.values())
    return {
        park: [
            ordered[place]
            for place in sorted(
                {*by_park[park], *(n for above in regions_above(path) for n in by_region[above])}
            )
        ]
        for park, path in _places(parks)
    }


def regions_above(path: str) -> Iterator[str]:
    """Yield the paths of a region and of all above it."""
    for end, letter in enumerate(path, start=1):
        if letter == "/":
            yield path[:end]


def _parks_named(policies: Iterable[int]) -> dict[int, set[int]]:
    """Return the parks that policies name, by the keys of both."""
    named: dict[int, set[int]] = defaultdict(set)
    pairs = Policy.parks.through.objects.filter(policy__in=list(policies))
    for policy, park in pairs.values_list("policy_id", "park_id"):
        named[policy].add(park)
    return dict(named)


def _places(parks: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield each park that there is with the path of its region."""
    found = Park.objects.filter(pk__in=list(parks)).order_by()
    yield from found.values_list("pk", "region__path")
