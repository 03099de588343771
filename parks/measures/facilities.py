"""What the register of facilities says of parks: whether everybody can enter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from parks.choices import FacilityKind
from parks.measures.measure import Counted, Measure, share
from parks.models import Period
from parks.selectors.place import facilities_on

ENTERED: Final = frozenset({FacilityKind.ENTRANCE, FacilityKind.TRANSPORT})


def read_entered(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The public entrances and public transport stops in service; those barrier-free count. 0/0: none in service."""
    for one in facilities_on(parks, period.ends_on):
        if one.kind in ENTERED:
            yield Counted(one.park, one.key, float(one.is_barrier_free), group=one.kind)


FACILITY_MEASURES: Final[dict[str, Measure]] = {
    "barrier_free_share": Measure(
        indicator="barrier_free_share",
        register="facilities",
        read=read_entered,
        value=share,
        told=_("%(part)s of %(whole)s public entrances and stops are barrier-free."),
        nothing=_("No public entrance or stop was in service on the last day of the period."),
    ),
}
