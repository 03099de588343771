"""The coverage matrix: how many policies of each kind are in force for each park on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator

from accounts import clock
from accounts.models import User
from governance.choices import PolicyKind
from governance.models import Policy
from governance.selectors.policies_in_force import policies_for
from governance.selectors.policy_list import day_asked
from parks.models import Park, Region
from parks.models.parks import ParkQuerySet
from parks.permissions import may_view_park, may_view_region

PER_PAGE: Final = 50
KINDS: Final = tuple(PolicyKind)
SPECIAL: Final = tuple(kind for kind in PolicyKind if kind != PolicyKind.COMPLEMENTARY)


@dataclass(frozen=True)
class CoverageFilter:
    """What the address of the matrix asks for; without a day it is today."""

    day: date
    region: str = ""

    @classmethod
    def asked_by(cls, query: Mapping[str, str]) -> CoverageFilter:
        named = day_asked(query.get("day", ""))
        region = query.get("region", "").replace("\0", "")
        return cls(named or clock.today(), region)


@dataclass(frozen=True)
class Cell:
    """How many policies of one kind are in force for a park."""

    kind: PolicyKind
    count: int


@dataclass(frozen=True)
class Row:
    """A park with its policies counted by kind; `special` counts which of the five kinds it has."""

    park: Park
    cells: tuple[Cell, ...]

    @property
    def counts(self) -> dict[str, int]:
        return {cell.kind.value: cell.count for cell in self.cells}

    @property
    def special(self) -> int:
        return sum(1 for cell in self.cells if cell.count and cell.kind in SPECIAL)


@dataclass(frozen=True)
class Coverage:
    """One page of the matrix; `covered` tells for each kind how many of all parks have at least one policy."""

    page: Page[Park]
    rows: tuple[Row, ...]
    covered: tuple[Cell, ...]
    regions: tuple[Region, ...]

    @property
    def kinds(self) -> tuple[PolicyKind, ...]:
        return KINDS


def parks_asked(user: User, region: str) -> ParkQuerySet:
    """Return the parks of the matrix that `user` may see."""
    parks = Park.objects.filter(may_view_park(user)).order_by("code")
    return parks.below(region) if region else parks


def policy_coverage_page(user: User, wanted: CoverageFilter, number: str | None) -> Coverage:
    """Collect one page of the matrix, with the figures over all parks that the filter leaves."""
    parks = parks_asked(user, wanted.region)
    shown = parks.select_related("region").defer("boundary")
    page = Paginator(shown, PER_PAGE).get_page(number)
    in_force = policies_for(list(parks.values_list("pk", flat=True)), wanted.day)
    return Coverage(
        page=page,
        rows=rows_of(list(page.object_list), in_force),
        covered=_covered(in_force),
        regions=tuple(Region.objects.filter(may_view_region(user))),
    )


def coverage_rows(parks: Sequence[Park], day: date) -> tuple[Row, ...]:
    """Return the rows of some parks on a day."""
    return rows_of(parks, policies_for([park.pk for park in parks], day))


def rows_of(parks: Sequence[Park], in_force: Mapping[int, list[Policy]]) -> tuple[Row, ...]:
    return tuple(Row(park, _cells(in_force.get(park.pk, []))) for park in parks)


def _cells(policies: Sequence[Policy]) -> tuple[Cell, ...]:
    counts = Counter(policy.kind for policy in policies)
    return tuple(Cell(kind, counts[kind]) for kind in KINDS)


def _covered(in_force: Mapping[int, list[Policy]]) -> tuple[Cell, ...]:
    """Count the parks that have any policy of each kind."""
    counts = Counter(kind for each in in_force.values() for kind in {one.kind for one in each})
    return tuple(Cell(kind, counts[kind]) for kind in KINDS)
