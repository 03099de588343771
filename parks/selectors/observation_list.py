"""The history of a park's facts: the values that count, newest periods first, each with its earlier revisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q

from parks.models import Indicator, Observation, Park, Period
from parks.models.observations import ObservationQuerySet

PER_PAGE = 50


@dataclass(frozen=True)
class HistoryFilter:
    """What the address asks for: one indicator, one period, what was known at a moment. Unknown codes find nothing."""

    indicator: str = ""
    period: str = ""
    moment: datetime | None = None


@dataclass(frozen=True)
class HistoryRow:
    """The value that counts (or counted at the moment asked for) and what it superseded, the latest first."""

    observation: Observation
    earlier: tuple[Observation, ...]


@dataclass(frozen=True)
class ObservationList:
    """What the page of a park's history shows."""

    page: Page[Observation]
    rows: tuple[HistoryRow, ...]
    indicators: tuple[Indicator, ...]
    periods: tuple[Period, ...]
    wanted: HistoryFilter


def observation_list_page(
    park: Park, *, wanted: HistoryFilter, number: str | None
) -> ObservationList:
    """Collect the history of `park`, in five queries."""
    page = Paginator(_counting(park, wanted).for_display(), PER_PAGE).get_page(number)
    observed = Observation.objects.filter(park=park).order_by()
    return ObservationList(
        page=page,
        rows=tuple(_rows(park, page.object_list)),
        indicators=tuple(Indicator.objects.filter(pk__in=observed.values("indicator"))),
        periods=tuple(
            Period.objects.filter(pk__in=observed.values("period")).order_by("-ends_on", "every")
        ),
        wanted=wanted,
    )


def revisions_found(park: Park, wanted: HistoryFilter) -> ObservationQuerySet:
    """Return what the page shows with all revisions unfolded: what an export holds."""
    found = _chosen(park, wanted)
    if wanted.moment is not None:
        found = found.filter(recorded_at__lte=wanted.moment)
    return found.for_display().select_related("park")


def _counting(park: Park, wanted: HistoryFilter) -> ObservationQuerySet:
    found = _chosen(park, wanted)
    return found.known_at(wanted.moment) if wanted.moment else found.current()


def _chosen(park: Park, wanted: HistoryFilter) -> ObservationQuerySet:
    found: ObservationQuerySet = Observation.objects.filter(park=park)
    if wanted.indicator:
        found = found.filter(indicator__code=wanted.indicator.replace("\0", ""))
    if wanted.period:
        found = found.filter(period__code=wanted.period.replace("\0", ""))
    return found


def _rows(park: Park, shown: Iterable[Observation]) -> Iterator[HistoryRow]:
    """Yield the rows of a page; the earlier revisions of all of them come in one query."""
    shown = list(shown)
    revised = [one for one in shown if one.revision > 1]
    earlier: dict[tuple[int, int], list[Observation]] = {}
    of_these = Q(
        indicator__in={one.indicator_id for one in revised},
        period__in={one.period_id for one in revised},
    )
    rows = Observation.objects.filter(of_these, park=park).select_related("recorded_by")
    for one in rows.order_by("-revision"):
        earlier.setdefault((one.indicator_id, one.period_id), []).append(one)
    for one in shown:
        before = earlier.get((one.indicator_id, one.period_id), ())
        yield HistoryRow(one, tuple(row for row in before if row.revision < one.revision))
