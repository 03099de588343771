"""The map of a portfolio: its parks coloured by the band of their score on one goal; many parks by their regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from django.db.models import Avg, Count, F, Q, QuerySet
from django.utils.translation import ngettext

from accounts.templatetags.page import figure
from assessments.framework_file import FrameworkFile, spec_of
from assessments.models import Node, StandingQuarter
from assessments.selectors.portfolio_ranking import at_or_past
from assessments.selectors.portfolio_shown import Shown
from engine.spec import Spec
from parks.models import Park, Region
from parks.models.naming import in_language

MOST_POINTS: Final = 200
NO_BAND: Final = ""
PLACED: Final = Q(park__longitude__isnull=False, park__latitude__isnull=False)


@dataclass(frozen=True)
class BandCount:
    """A band of scores with how many parks are in it; `until` is where the next one starts. No code: no score."""

    code: str
    title: str
    start: float | None
    until: float | None
    tone: str
    parks: int


@dataclass(frozen=True)
class Place:
    """A point of the map: a park, or the middle of the parks of a region with the mean of their scores."""

    name: str
    value: float | None
    parks: int
    tone: str
    latitude: float
    longitude: float
    url: str


@dataclass(frozen=True)
class GoalMap:
    """What the map shows: its points, its legend, and how many parks have no known place."""

    goal: Node | None
    places: tuple[Place, ...]
    bands: tuple[BandCount, ...]
    unplaced: int
    is_by_region: bool

    @property
    def data(self) -> dict[str, Any]:
        """The points as js/maps.js draws them."""
        return {"parks": [_point(one) for one in self.places]}


def goal_map(shown: Shown, goal: Node | None, root: str, page: str) -> GoalMap:
    """Collect the map; parks have their addresses below `root`, regions narrow the page that `page` begins."""
    if goal is None or shown.version is None:
        return GoalMap(goal, (), (), 0, False)
    file = spec_of(shown.version)
    rows = shown.with_value(at_or_past(shown, goal), goal.code, "goal_score")
    regions = _counted(rows, [band.start for band in file.bands[1:]])
    placed = sum(one["placed"] for one in regions)
    is_by_region = placed > MOST_POINTS
    places = _regions(regions, file.spec, page) if is_by_region else _parks(rows, file.spec, root)
    unplaced = sum(one["parks"] for one in regions) - placed
    return GoalMap(goal, places, _bands(file, regions), unplaced, is_by_region)


def _counted(rows: QuerySet[StandingQuarter], edges: Sequence[float]) -> list[dict[str, Any]]:
    """Count the parks of each region, those with a place and those below each edge of the bands, in one query."""
    below = {
        f"below_{place}": Count("pk", filter=Q(goal_score__lt=edge))
        for place, edge in enumerate(edges)
    }
    regions: QuerySet[Any, Any] = rows.order_by().values(region=F("park__region"))
    counted = regions.annotate(
        **below,
        parks=Count("pk"),
        scored=Count("goal_score"),
        placed=Count("pk", filter=PLACED),
        latitude=Avg("park__latitude", filter=PLACED),
        longitude=Avg("park__longitude", filter=PLACED),
        value=Avg("goal_score", filter=PLACED),
    )
    return list(counted)


def _bands(file: FrameworkFile, regions: Sequence[dict[str, Any]]) -> tuple[BandCount, ...]:
    """Return the legend: how many parks are in each band, and how many have no score."""
    edges = [band.start for band in file.bands[1:]]
    names = [f"below_{place}" for place in range(len(edges))] + ["scored"]
    up_to = [sum(one[name] for one in regions) for name in names]
    within = [high - low for low, high in pairwise([0, *up_to])]
    legend = [
        BandCount(
            code=band.code,
            title=in_language(dict(band.title)),
            start=band.start,
            until=end,
            tone=_tone(file.spec, band.start),
            parks=parks,
        )
        for band, end, parks in zip(file.bands, [*edges, None], within, strict=True)
    ]
    unscored = sum(one["parks"] - one["scored"] for one in regions)
    none = BandCount(NO_BAND, "", None, None, _tone(file.spec, None), unscored)
    return (*legend, none)


def _parks(rows: QuerySet[StandingQuarter], spec: Spec, root: str) -> tuple[Place, ...]:
    fields = ("park__code", "park__name_en", "park__name_zh", "park__latitude", "park__longitude")
    found = rows.filter(PLACED).order_by("park__code").values_list(*fields, "goal_score")
    return tuple(
        Place(
            name=Park(name_en=english, name_zh=chinese).name,
            value=value,
            parks=1,
            tone=_tone(spec, value),
            latitude=latitude,
            longitude=longitude,
            url=f"{root}{code}/",
        )
        for code, english, chinese, latitude, longitude, value in found
    )


def _regions(counted: Sequence[dict[str, Any]], spec: Spec, page: str) -> tuple[Place, ...]:
    """Join the parks of each region; the mean says how they stand together."""
    placed = {one["region"]: one for one in counted if one["placed"]}
    return tuple(
        Place(
            name=region.name,
            value=placed[region.pk]["value"],
            parks=placed[region.pk]["placed"],
            tone=_tone(spec, placed[region.pk]["value"]),
            latitude=placed[region.pk]["latitude"],
            longitude=placed[region.pk]["longitude"],
            url=f"{page}region={region.code}",
        )
        for region in Region.objects.filter(pk__in=placed).order_by("code")
    )


def _tone(spec: Spec, value: float | None) -> str:
    """Return the token of a band's colour: the bands lie evenly on the scale of the heat map."""
    if value is None:
        return "hatch"
    codes = [band.code for band in spec.bands]
    place = codes.index(spec.band_of(value)) if spec.band_of(value) else 0
    return f"heat-{(2 * place + 1) * 10 // (2 * len(codes)) if codes else 5}"


def _point(place: Place) -> dict[str, Any]:
    note = figure(place.value)
    if place.parks > 1:
        words = ngettext(
            "%(count)d park, mean %(score)s", "%(count)d parks, mean %(score)s", place.parks
        )
        note = words % {"count": place.parks, "score": figure(place.value)}
    return {
        "name": place.name,
        "url": place.url,
        "point": {"lat": place.latitude, "lon": place.longitude},
        "boundary": None,
        "tone": place.tone,
        "note": note,
        "mark": figure(place.value, 0),
    }
