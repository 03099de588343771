"""The map of a park: its plots by land use, status or accessibility, and its facilities, on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse

from engine.inequality import Theil, gini
from parks.choices import AccessBand, FacilityKind, LandUse, MapBy, PlotStatus
from parks.measures.accessibility import between_uses, grounds_on, service_access
from parks.models import Facility, Park, Plot
from parks.selectors.place import FacilityThen, PlotThen, facilities_on, plots_on

# The token of the colour of each word.
TONES: Final[Mapping[str, str]] = {
    LandUse.PRODUCTION: "production",
    LandUse.LIVING: "living",
    LandUse.ECOLOGY: "ecology",
    PlotStatus.IN_USE: "production",
    PlotStatus.IDLE: "living",
    PlotStatus.AWAITING: "heat-0",
    PlotStatus.RENEWING: "t2",
    PlotStatus.RENEWED: "ecology",
    AccessBand.NONE: "hatch",
    AccessBand.LOW: "heat-1",
    AccessBand.BELOW: "heat-3",
    AccessBand.ABOVE: "heat-5",
    AccessBand.HIGH: "heat-8",
}
SIGNS: Final[Mapping[str, str]] = {
    FacilityKind.TRANSPORT: "T",
    FacilityKind.ENTRANCE: "E",
    FacilityKind.CLINIC: "H",
    FacilityKind.CANTEEN: "F",
    FacilityKind.CHILDCARE: "C",
    FacilityKind.GREEN: "G",
    FacilityKind.CULTURE: "K",
    FacilityKind.SHOP: "B",
    FacilityKind.HOUSING: "D",
    FacilityKind.SANITATION: "S",
    FacilityKind.SERVICE_CENTRE: "I",
}
WORDS: Final = {MapBy.LAND_USE: LandUse, MapBy.STATUS: PlotStatus, MapBy.ACCESS: AccessBand}
PER_M2: Final = 1000.0
"""Accessibility is told for so many m² of floor area."""


@dataclass(frozen=True)
class MapFilter:
    """What the address of the map asks for: how plots are painted, and which words of the legend are shown.

    Without words of a kind all of that kind are shown.
    """

    by: MapBy = MapBy.LAND_USE
    plots: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    on: date | None = None

    @classmethod
    def asked_by(
        cls, by: str, plots: Iterable[str], facilities: Iterable[str], on: date | None
    ) -> MapFilter:
        """Words that the legend does not know are left out."""
        chosen = MapBy(by) if by in MapBy.values else MapBy.LAND_USE
        words, kinds = WORDS[chosen].values, FacilityKind.values
        return cls(
            chosen,
            tuple(word for word in words if word in set(plots)),
            tuple(word for word in kinds if word in set(facilities)),
            on,
        )

    @property
    def query(self) -> str:
        """The address that asks for this."""
        asked = {"by": [self.by.value], "plots": self.plots, "facilities": self.facilities}
        days = {"on": [self.on.isoformat()]} if self.on else {}
        return f"?{urlencode({**asked, **days}, doseq=True)}"

    def painted(self, by: MapBy) -> MapFilter:
        return replace(self, by=by, plots=())

    def with_plots(self, word: str) -> MapFilter:
        return replace(self, plots=_toggled(self.plots, word))

    def with_facilities(self, word: str) -> MapFilter:
        return replace(self, facilities=_toggled(self.facilities, word))


@dataclass(frozen=True)
class LegendLine:
    """A word of the legend, how many there are, and the address that narrows to it or takes it out again."""

    label: str
    count: int
    is_chosen: bool
    query: str
    tone: str = ""
    sign: str = ""


@dataclass(frozen=True)
class PlotRow:
    """A plot of the map: as it was, its name and address, the word that it is painted by, and its accessibility."""

    plot: PlotThen
    name: str
    url: str
    geometry: Any
    word: str
    access: float | None

    @property
    def land_use(self) -> str:
        return str(LandUse(self.plot.land_use).label)

    @property
    def status(self) -> str:
        return str(PlotStatus(self.plot.status).label)


@dataclass(frozen=True)
class FacilityRow:
    """A facility of the map, with its name and address."""

    facility: FacilityThen
    name: str
    url: str

    @property
    def kind(self) -> str:
        return str(FacilityKind(self.facility.kind).label)


@dataclass(frozen=True)
class Reach:
    """How services are reached from the plots that have a place: places for 1,000 m² of floor area, and how evenly."""

    access: Mapping[int, float]
    mean: float
    gini: float | None
    theil: Theil | None


@dataclass(frozen=True)
class ParkMap:
    """What the page shows; `undrawn` plots have no place."""

    wanted: MapFilter
    ways: tuple[LegendLine, ...]
    plot_legend: tuple[LegendLine, ...]
    facility_legend: tuple[LegendLine, ...]
    plots: tuple[PlotRow, ...]
    facilities: tuple[FacilityRow, ...]
    map: dict[str, Any]
    undrawn: int
    reach: Reach | None

    @property
    def is_by_access(self) -> bool:
        return self.wanted.by == MapBy.ACCESS

    @property
    def is_empty(self) -> bool:
        """Whether the registers know neither plot nor facility of that day."""
        return not (self.plot_legend or self.facility_legend or self.undrawn)


def park_map_page(park: Park, wanted: MapFilter, day: date) -> ParkMap:
    """Collect what the map of a park shows on a day."""
    reach = reach_of(park, day) if wanted.by == MapBy.ACCESS else None
    plots = list(_plots(park, wanted.by, day, reach))
    facilities = list(_facilities(park, day))
    shown = [row for row in plots if not wanted.plots or row.word in wanted.plots]
    kept = [
        row for row in facilities if not wanted.facilities or row.facility.kind in wanted.facilities
    ]
    return ParkMap(
        wanted=wanted,
        ways=tuple(_ways(wanted)),
        plot_legend=tuple(_plot_legend(wanted, plots)),
        facility_legend=tuple(_facility_legend(wanted, facilities)),
        plots=tuple(shown),
        facilities=tuple(kept),
        map={"parks": [*map(_drawn, filter(_is_drawn, shown)), *map(_pinned, kept)]},
        undrawn=sum(not _is_drawn(row) for row in plots),
        reach=reach,
    )


def reach_of(park: Park, day: date) -> Reach | None:
    """Return how services are reached in a park on a day; None where no plot has a place."""
    ground = next(grounds_on([park.pk], day), None)
    if ground is None:
        return None
    access = service_access(ground).access * PER_M2
    found = zip((plot.key for plot in ground.plots), access.tolist(), strict=True)
    evenly = gini(access) if access.any() else None
    return Reach(dict(found), float(access.mean()), evenly, between_uses(ground, access))


def band_of(access: float | None, mean: float) -> str:
    """Return the band of a plot's accessibility; none for a plot that has no place."""
    if access is None:
        return ""
    if access == 0:
        return AccessBand.NONE
    edges = ((mean / 2, AccessBand.LOW), (mean, AccessBand.BELOW), (2 * mean, AccessBand.ABOVE))
    return next((band for edge, band in edges if access < edge), AccessBand.HIGH)


def _toggled(words: Sequence[str], word: str) -> tuple[str, ...]:
    return tuple(one for one in words if one != word) if word in words else (*words, word)


def _plots(park: Park, by: MapBy, day: date, reach: Reach | None) -> Iterator[PlotRow]:
    known = Plot.objects.current().filter(park=park).only("name_en", "name_zh", "geometry")
    drawn = known.in_bulk()
    root = _root(park, "plots")
    for plot in plots_on([park.pk], day):
        one = drawn[plot.key]
        amount = reach.access.get(plot.key) if reach else None
        word = band_of(amount, reach.mean if reach else 0.0)
        if by != MapBy.ACCESS:
            word = getattr(plot, by.value)
        yield PlotRow(plot, one.name, f"{root}{plot.key}/", one.geometry, word, amount)


def _facilities(park: Park, day: date) -> Iterator[FacilityRow]:
    known = Facility.objects.current().filter(park=park).only("name_en", "name_zh").in_bulk()
    root = _root(park, "facilities")
    for one in facilities_on([park.pk], day):
        yield FacilityRow(one, known[one.key].name, f"{root}{one.key}/")


def _root(park: Park, register: str) -> str:
    return reverse("parks:record_list", args=[park.code, register])


def _ways(wanted: MapFilter) -> Iterator[LegendLine]:
    for by in MapBy:
        yield LegendLine(str(by.label), 0, by == wanted.by, wanted.painted(by).query)


def _plot_legend(wanted: MapFilter, plots: Sequence[PlotRow]) -> Iterator[LegendLine]:
    counts = Counter(row.word for row in plots)
    for word, label in WORDS[wanted.by].choices:
        if counts[word] or word in wanted.plots:
            query = wanted.with_plots(word).query
            chosen = word in wanted.plots
            yield LegendLine(str(label), counts[word], chosen, query, tone=TONES[word])


def _facility_legend(wanted: MapFilter, rows: Sequence[FacilityRow]) -> Iterator[LegendLine]:
    counts = Counter(row.facility.kind for row in rows)
    for word, label in FacilityKind.choices:
        if counts[word] or word in wanted.facilities:
            query = wanted.with_facilities(word).query
            chosen = word in wanted.facilities
            yield LegendLine(str(label), counts[word], chosen, query, sign=SIGNS[word])


def _is_drawn(row: PlotRow) -> bool:
    return bool(row.geometry)


def _drawn(row: PlotRow) -> dict[str, Any]:
    return {
        "name": f"{row.plot.code} {row.name}".strip(),
        "url": row.url,
        "boundary": row.geometry,
        "tone": TONES.get(row.word, "hatch"),
        "solid": True,
        "note": f"{row.land_use} · {row.status}",
    }


def _pinned(row: FacilityRow) -> dict[str, Any]:
    one = row.facility
    return {
        "name": f"{one.code} {row.name}".strip(),
        "url": row.url,
        "point": {"lat": one.latitude, "lon": one.longitude},
        "sign": SIGNS[one.kind],
        "note": row.kind,
    }
