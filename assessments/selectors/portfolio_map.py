"""The map of a portfolio: its parks coloured by the band of their score on one goal; many parks by their regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Avg, Count, Q, QuerySet
from django.utils.translation import ngettext

from accounts.templatetags.page import figure
from assessments.framework_file import spec_of
from assessments.models import Node, StandingQuarter
from assessments.selectors.portfolio_ranking import at_or_past
from assessments.selectors.portfolio_shown import Shown
from engine.spec import Spec
from parks.models import Park, Region
from parks.models.naming import in_language

MOST_POINTS: Final = 200
NO_BAND: Final = ""


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
    spec = spec_of(shown.version).spec
    rows = at_or_past(shown, goal).annotate(goal_score=shown.value_of(goal.code))
    bands, unplaced, placed = _counted(shown, rows)
    is_by_region = placed > MOST_POINTS
    places = _regions(rows, spec, page) if is_by_region else _parks(rows, spec, root)
    return GoalMap(goal, places, bands, unplaced, is_by_region)


def _counted(
    shown: Shown, rows: QuerySet[StandingQuarter]
) -> tuple[tuple[BandCount, ...], int, int]:
    """Count the parks by band, those without a place and those with one, in one query."""
    assert shown.version is not None
    bands = spec_of(shown.version).bands
    ends = [one.start for one in bands[1:]] + [None]
    counts = {
        f"band_{place}": Count("pk", filter=_between(band.start if place else None, end))
        for place, (band, end) in enumerate(zip(bands, ends, strict=True))
    }
    no_place = Q(park__longitude__isnull=True) | Q(park__latitude__isnull=True)
    found = rows.aggregate(
        **counts,
        none=Count("pk", filter=Q(goal_score__isnull=True)),
        unplaced=Count("pk", filter=no_place),
        placed=Count("pk", filter=~no_place),
    )
    legend = [
        BandCount(
            code=band.code,
            title=in_language(dict(band.title)),
            start=band.start,
            until=end,
            tone=_tone(spec_of(shown.version).spec, band.start),
            parks=found[f"band_{place}"],
        )
        for place, (band, end) in enumerate(zip(bands, ends, strict=True))
    ]
    none = BandCount(
        NO_BAND, "", None, None, _tone(spec_of(shown.version).spec, None), found["none"]
    )
    return (*legend, none), found["unplaced"], found["placed"]


def _between(start: float | None, end: float | None) -> Q:
    inside = Q(goal_score__isnull=False)
    if start is not None:
        inside &= Q(goal_score__gte=start)
    return inside & Q(goal_score__lt=end) if end is not None else inside


def _parks(rows: QuerySet[StandingQuarter], spec: Spec, root: str) -> tuple[Place, ...]:
    fields = ("park__code", "park__name_en", "park__name_zh", "park__latitude", "park__longitude")
    placed = rows.filter(park__latitude__isnull=False, park__longitude__isnull=False)
    found = placed.order_by("park__code").values_list(*fields, "goal_score")
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


def _regions(rows: QuerySet[StandingQuarter], spec: Spec, page: str) -> tuple[Place, ...]:
    """Join the parks of each region; the mean says how they stand together."""
    region = ("park__region__code", "park__region__name_en", "park__region__name_zh")
    placed = rows.filter(park__latitude__isnull=False, park__longitude__isnull=False)
    joined = placed.values(*region).annotate(
        latitude=Avg("park__latitude"),
        longitude=Avg("park__longitude"),
        value=Avg("goal_score"),
        parks=Count("pk"),
    )
    return tuple(
        Place(
            name=Region(name_en=one[region[1]], name_zh=one[region[2]]).name,
            value=one["value"],
            parks=one["parks"],
            tone=_tone(spec, one["value"]),
            latitude=one["latitude"],
            longitude=one["longitude"],
            url=f"{page}region={one[region[0]]}",
        )
        for one in joined.order_by(region[0])
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
