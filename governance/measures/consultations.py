"""What the register of consultations says of parks: who took part, and whether there was time to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from governance.models import Consultation
from parks.measures import Counted, Measure
from parks.measures.measure import share
from parks.models import Period
from parks.models.records import RecordQuerySet

LONG_ENOUGH_DAYS: Final = 30


def read_turnout(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The consultations that closed during the period: firms and residents who took part, of those invited.

    Migrant workers and disadvantaged people are counted for themselves and may be residents as well: adding them would
    count a person twice. 0/0: no consultation closed, or nobody was invited.
    """
    found = _closed(parks, period).values_list(
        "park", "pk", "firms_invited", "firms_took_part", "residents_invited", "residents_took_part"
    )
    for park, key, firms, firms_came, residents, residents_came in found:
        yield Counted(park, key, float(firms_came + residents_came), float(firms + residents))


def read_publications(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The plans whose publication for comment ended during the period, each by its longest publication then.

    One counts that had been published for 30 days; the day of publication is not one of them. A consultation about no
    plan is no publication of a plan. 0/0: no publication of a plan ended.
    """
    longest: dict[int, tuple[int, int, int]] = {}
    found = _closed(parks, period).filter(plan__isnull=False)
    for park, key, plan, published, closed in found.values_list(
        "park", "pk", "plan", "published_on", "closed_on"
    ):
        days = (closed - published).days
        if plan not in longest or days > longest[plan][2]:
            longest[plan] = (park, key, days)
    for park, key, days in longest.values():
        yield Counted(park, key, float(days >= LONG_ENOUGH_DAYS))


def _closed(parks: Sequence[int], period: Period) -> RecordQuerySet:
    closed: RecordQuerySet = Consultation.objects.current().filter(
        park__in=parks, closed_on__range=(period.starts_on, period.ends_on)
    )
    return closed.order_by("park", "closed_on", "pk")


CONSULTATION_MEASURES: Final[dict[str, Measure]] = {
    one.indicator: one
    for one in (
        Measure(
            indicator="consultation_turnout",
            register="consultations",
            read=read_turnout,
            value=share,
            told=_("%(part)s of %(whole)s invited firms and residents took part."),
            nothing=_("No consultation to which anybody was invited closed in the period."),
        ),
        Measure(
            indicator="plans_published_30_days",
            register="consultations",
            read=read_publications,
            value=share,
            told=_("%(part)s of %(whole)s plans had been published for at least 30 days."),
            nothing=_("No publication of a plan for comment ended in the period."),
        ),
    )
}
