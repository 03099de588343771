"""What the register of linkages says of parks: how closely firms work with universities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.choices import ActorKind
from governance.selectors.network import linkages_on
from parks.measures import Counted, Measure
from parks.measures.enterprises import resident_firms
from parks.measures.measure import per_hundred
from parks.models import Period


def read_university_linkages(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The linkages of any kind with a university in force on the last day, one between two universities once."""
    with_one = Q(first__kind=ActorKind.UNIVERSITY) | Q(second__kind=ActorKind.UNIVERSITY)
    found = linkages_on(parks, period.ends_on).filter(with_one)
    for park, key, kind in found.values_list("park", "pk", "kind"):
        yield Counted(park, key, group=kind)


def firms_at_end(parks: Sequence[int], period: Period) -> dict[int, float]:
    """How many firms were resident on the last day; without any there is no figure."""
    return dict(resident_firms(parks, period.ends_on))


LINKAGE_MEASURES: Final[dict[str, Measure]] = {
    "university_agreements_per_100_firms": Measure(
        indicator="university_agreements_per_100_firms",
        register="linkages",
        read=read_university_linkages,
        base=firms_at_end,
        value=per_hundred,
        told=_(
            "%(part)s agreements with universities were in force, for %(whole)s resident firms."
        ),
        nothing=_("No firm was resident on the last day of the period."),
    ),
}
