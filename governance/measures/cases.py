"""What the register of approval cases says of parks: how long they take, and whether promises are kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from governance.choices import CaseOutcome
from governance.models import ApprovalCase
from governance.selectors.case_days import days_of_cases
from parks.measures import Counted, Measure
from parks.measures.measure import middle, share
from parks.models import Period
from parks.models.records import RecordQuerySet


def read_durations(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The cases of renewal projects decided during the 12 months that end with the period; the part is working days.

    They run from acceptance to decision without those between a pause and its end. A case that was withdrawn was not
    decided. 0/0: none was decided.
    """
    cases = list(_decided(parks, _year_until(period), period.ends_on).filter(is_renewal=True))
    days = days_of_cases(cases, period.ends_on)
    for one in cases:
        yield Counted(one.park_id, one.pk, float(days[one.pk].used), group=one.outcome)


def read_promises(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """All cases decided during the period; those that took no more working days than promised count. 0/0: none."""
    cases = list(_decided(parks, period.starts_on, period.ends_on))
    days = days_of_cases(cases, period.ends_on)
    for one in cases:
        yield Counted(one.park_id, one.pk, float(days[one.pk].is_within), group=one.outcome)


def read_fast_track(parks: Sequence[int], period: Period) -> Iterator[Counted]:
    """The cases of renewal projects accepted during the period; those on the fast track count. 0/0: none accepted."""
    found = ApprovalCase.objects.current().filter(
        park__in=parks, is_renewal=True, accepted_on__range=(period.starts_on, period.ends_on)
    )
    for park, key, is_fast in found.order_by("park", "accepted_on", "pk").values_list(
        "park", "pk", "is_fast_track"
    ):
        yield Counted(park, key, float(is_fast))


def _decided(parks: Sequence[int], first: date, last: date) -> RecordQuerySet:
    decided: RecordQuerySet = ApprovalCase.objects.current().filter(
        park__in=parks, decided_on__range=(first, last)
    )
    return decided.exclude(outcome=CaseOutcome.WITHDRAWN).order_by("park", "decided_on", "pk")


def _year_until(period: Period) -> date:
    """The first day of the 12 months that end with the period."""
    after = period.ends_on + timedelta(days=1)
    return after.replace(year=after.year - 1)


CASE_MEASURES: Final[dict[str, Measure]] = {
    one.indicator: one
    for one in (
        Measure(
            indicator="median_approval_days",
            register="approval-cases",
            read=read_durations,
            value=middle,
            told=_(
                "%(whole)s renewal cases decided in 12 months took %(part)s working days in all."
            ),
            nothing=_("No approval case of a renewal project was decided in the 12 months."),
        ),
        Measure(
            indicator="approvals_on_time",
            register="approval-cases",
            read=read_promises,
            value=share,
            told=_("%(part)s of %(whole)s cases were decided within the time promised for them."),
            nothing=_("No approval case was decided in the period."),
        ),
        Measure(
            indicator="fast_track_share",
            register="approval-cases",
            read=read_fast_track,
            value=share,
            told=_("%(part)s of %(whole)s accepted renewal cases used the fast track."),
            nothing=_("No approval case of a renewal project was accepted in the period."),
        ),
    )
}
