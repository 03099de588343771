"""The history of a park's facts: every revision of every observation, newest periods first."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from parks.models import Indicator, Observation, Park

PER_PAGE = 50


@dataclass(frozen=True)
class ObservationList:
    """What the page of a park's history shows."""

    page: Page[Observation]
    indicators: tuple[Indicator, ...]
    chosen: str
    current_only: bool


def observation_list_page(
    park: Park, *, indicator: str, current_only: bool, number: str | None
) -> ObservationList:
    """Collect the observations of `park`, of one indicator if its code is given."""
    observations = Observation.objects.filter(park=park).for_display()
    if indicator:
        observations = observations.filter(indicator__code=indicator.replace("\0", ""))
    if current_only:
        observations = observations.current()
    measured = Indicator.objects.filter(
        pk__in=Observation.objects.filter(park=park).order_by().values("indicator")
    )
    return ObservationList(
        page=Paginator(observations, PER_PAGE).get_page(number),
        indicators=tuple(measured),
        chosen=indicator,
        current_only=current_only,
    )
