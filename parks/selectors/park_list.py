"""The list of parks: which ones are found, in which order, and where they lie on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import OrderBy

from accounts.models import User
from parks.choices import Industry, ParkLevel
from parks.models import Park, ParkIndustry, Region
from parks.models.parks import ParkQuerySet
from parks.permissions import may_import_parks, may_view_park, may_view_region

PER_PAGE = 50
MAP_LIMIT = 2000
BOUNDARIES_LIMIT = 50
TEXT_LIMIT = 100
SORTS: dict[str, tuple[OrderBy, ...]] = {
    "code": (F("code").asc(),),
    "name": (F("name_en").asc(), F("code").asc()),
    "region": (F("region__path").asc(), F("code").asc()),
    "level": (F("level").asc(), F("code").asc()),
    "founded": (F("founded_year").asc(nulls_last=True), F("code").asc()),
    "area": (F("area_ha").desc(nulls_last=True), F("code").asc()),
}


@dataclass(frozen=True)
class ParkFilter:
    """What the address of the list asks for. What it does not know finds nothing."""

    region: str = ""
    level: str = ""
    industry: str = ""
    text: str = ""
    sort: str = ""

    @classmethod
    def asked_by(cls, query: Mapping[str, str]) -> ParkFilter:
        return cls(
            region=query.get("region", ""),
            level=query.get("level", ""),
            industry=query.get("industry", ""),
            text=query.get("q", "").strip()[:TEXT_LIMIT],
            sort=query.get("sort", ""),
        )

    @property
    def is_narrowing(self) -> bool:
        return bool(self.region or self.level or self.industry or self.text)


@dataclass(frozen=True)
class ParkList:
    """What the page of parks shows."""

    page: Page[Park]
    regions: tuple[Region, ...]
    levels: tuple[tuple[str, str], ...]
    industries: tuple[tuple[str, str], ...]
    map: dict[str, Any]
    mapped: int
    may_import: bool


def parks_found(user: User, wanted: ParkFilter) -> ParkQuerySet:
    """Return the parks that `user` may see and that the filter asks for."""
    parks = Park.objects.filter(may_view_park(user))
    if wanted.region:
        parks = parks.below(wanted.region.replace("\0", ""))
    if wanted.level:
        parks = parks.filter(level=wanted.level)
    if wanted.industry:
        leading = ParkIndustry.objects.filter(park=OuterRef("pk"), industry=wanted.industry)
        parks = parks.filter(Exists(leading))
    if text := wanted.text.replace("\0", ""):
        parks = parks.filter(
            Q(code__icontains=text) | Q(name_en__icontains=text) | Q(name_zh__icontains=text)
        )
    return parks.order_by(*SORTS.get(wanted.sort, SORTS["code"]))


def park_list_page(user: User, wanted: ParkFilter, number: str | None, root: str) -> ParkList:
    """Collect what the page of parks shows; `root` is its address, below which each park has its own."""
    found = parks_found(user, wanted)
    page = Paginator(found.for_display(), PER_PAGE).get_page(number)
    places = _places(found, page.paginator.count, root)
    return ParkList(
        page=page,
        regions=tuple(Region.objects.filter(may_view_region(user))),
        levels=tuple((level.value, str(level.label)) for level in ParkLevel),
        industries=_industries(user),
        map={"parks": places},
        mapped=len(places),
        may_import=may_import_parks(user),
    )


def _industries(user: User) -> tuple[tuple[str, str], ...]:
    """Return the industries that lead in some park that `user` sees."""
    leading = ParkIndustry.objects.filter(park__in=Park.objects.filter(may_view_park(user)))
    codes = leading.order_by("industry").values_list("industry", flat=True).distinct()
    return tuple((code, str(Industry(code).label)) for code in codes)


def _places(found: ParkQuerySet, count: int, root: str) -> list[dict[str, Any]]:
    """Return what the map draws: boundaries while they are few, else a point for each park."""
    placed = found.filter(
        Q(longitude__isnull=False, latitude__isnull=False) | Q(boundary__isnull=False)
    )
    return [
        {
            "name": park.name,
            "url": f"{root}{park.code}/",
            "point": _point(park),
            "boundary": park.boundary if count <= BOUNDARIES_LIMIT else None,
            "note": park.code,
        }
        for park in placed[:MAP_LIMIT]
    ]


def _point(park: Park) -> dict[str, float] | None:
    if park.longitude is not None and park.latitude is not None:
        return {"lat": park.latitude, "lon": park.longitude}
    if not park.boundary:
        return None
    coordinates = park.boundary["coordinates"]
    ring = coordinates[0] if park.boundary["type"] == "Polygon" else coordinates[0][0]
    longitudes, latitudes = zip(*ring, strict=True)
    return {"lat": sum(latitudes) / len(ring), "lon": sum(longitudes) / len(ring)}
