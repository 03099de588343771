"""Scores follow imported history: all quarters that its values reach are marked, and jobs score them one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from celery import chain, signature
from django.db import transaction

from accounts import clock
from assessments.framework_file import spec_of
from assessments.models import FrameworkVersion, StandingQuarter
from assessments.selectors.in_force import in_force_for
from assessments.selectors.inputs import reach_with_gates
from assessments.services.scoring import mark_all_stale, stale_quarters
from parks.choices import Frequency
from parks.models import Park, Period
from parks.services.periods import ensure_periods

MARKED_TOGETHER = 1000


@transaction.atomic
def follow_history(parks: Sequence[int], first: date, last: date) -> None:
    """Mark what values of periods ending from `first` to `last` reach, and score it once the transaction stands.

    A version's quarters are scored in the order of time, since gates look back at scores.
    """
    ensure_periods(first, clock.today())
    ended = Period.objects.ended(clock.today()).filter(every=Frequency.QUARTER, ends_on__gte=first)
    quarters = list(ended.order_by("ends_on"))
    waiting: dict[int, set[int]] = {}
    for start in range(0, len(parks), MARKED_TOGETHER):
        marked = list(_reached(parks[start : start + MARKED_TOGETHER], quarters, last))
        mark_all_stale(marked)
        for one in marked:
            waiting.setdefault(one.version_id, set()).add(one.period_id)
    for version, periods in sorted(waiting.items()):
        _queue(version, [quarter.pk for quarter in quarters if quarter.pk in periods])


def _reached(
    parks: Sequence[int], quarters: Sequence[Period], last: date
) -> Iterator[StandingQuarter]:
    """Yield the quarters of some parks on which values up to `last` can still act, by the version in force in each."""
    some = list(Park.objects.filter(pk__in=parks))
    in_force = in_force_for(some)
    reaches: dict[int, int] = {}
    last_month = last.year * 12 + last.month - 1
    for park in some:
        for one in stale_quarters(in_force, park, quarters):
            if one.version_id not in reaches:
                reaches[one.version_id] = _reach(one.version)
            if one.period.last_month - last_month <= reaches[one.version_id]:
                yield one


def _reach(version: FrameworkVersion) -> int:
    return reach_with_gates(spec_of(version))


def _queue(version: int, periods: Sequence[int]) -> None:
    jobs = chain(
        *(
            signature("assessments.rescore_quarter", args=[version, period], immutable=True)
            for period in periods
        )
    )
    transaction.on_commit(jobs.apply_async)
