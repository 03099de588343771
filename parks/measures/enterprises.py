"""What the register of enterprises says of parks: who settles there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from parks.measures.measure import Counted, Measure, share
from parks.models import Enterprise, ParkIndustry, Period
from parks.selectors.place import residents_on


def resident_firms(parks: Sequence[int], day: date) -> Mapping[int, float]:
    """How many enterprises were resident on a day: settled by then (or always there) and not left by then."""
    counts = residents_on(parks, day).order_by().values("park").annotate(firms=Count("pk"))
    return {one["park"]: float(one["firms"]) for one in counts}


def read_settled(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The enterprises that settled during the period; those of a leading industry of their park count.

    One that has left again settled all the same. A park that names no leading industry has nothing to fit: its
    enterprises are not counted. 0/0: nobody settled.
    """
    leading: dict[int, set[str]] = {}
    for park, industry in ParkIndustry.objects.filter(park__in=parks).values_list(
        "park", "industry"
    ):
        leading.setdefault(park, set()).add(industry)
    settled = Enterprise.objects.current().filter(
        park__in=parks, settled_on__range=(period.starts_on, period.ends_on)
    )
    for park, key, industry in settled.order_by("park", "code", "pk").values_list(
        "park", "pk", "industry"
    ):
        if park in leading:
            yield Counted(park, key, float(industry in leading[park]), group=industry)


ENTERPRISE_MEASURES: Final[dict[str, Measure]] = {
    "lettings_fit": Measure(
        indicator="lettings_fit",
        register="enterprises",
        read=read_settled,
        value=share,
        told=_("%(part)s of %(whole)s newly settled enterprises belong to a leading industry."),
        nothing=_("No enterprise settled in the period, or the park names no leading industry."),
    ),
}
