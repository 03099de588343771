"""Periods: a month, quarter or year by its code, made with the usual deadlines when first needed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from accounts.errors import RuleBroken
from accounts.models import User
from parks.choices import Frequency
from parks.models import Period

DUE_DAYS = {Frequency.MONTH: 5, Frequency.QUARTER: 15, Frequency.YEAR: 31}
DAYS_UNTIL_LOCKED = 30
MONTHS = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.YEAR: 12}
FIRST_YEAR, LAST_YEAR = 1949, 2199
CODE = re.compile(
    r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?", re.ASCII
)


def period_of(code: str) -> Period:
    """Return the period 2026-09, 2026-Q3 or 2026; its row is made if there is none."""
    found = CODE.fullmatch(code)
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise RuleBroken(
            "period_unknown",
            _("“%(code)s” is not a period; write 2026-09, 2026-Q3 or 2026.") % {"code": code[:20]},
        )
    year = int(found["year"])
    if found["quarter"]:
        return _stored(Frequency.QUARTER, year, int(found["quarter"]) * 3 - 2)
    if found["month"]:
        return _stored(Frequency.MONTH, year, int(found["month"]))
    return _stored(Frequency.YEAR, year, 1)


def period_containing(day: date, every: str) -> Period:
    """Return the month, quarter or year in which `day` lies."""
    return _stored(Frequency(every), day.year, _first_month(day, Frequency(every)))


def next_period(period: Period) -> Period:
    """Return the period of the same kind that follows."""
    return period_containing(period.ends_on + timedelta(days=1), period.every)


def previous_period(period: Period) -> Period:
    """Return the period of the same kind that comes before."""
    return period_containing(period.starts_on - timedelta(days=1), period.every)


def ensure_periods(from_day: date, until_day: date) -> None:
    """Make the rows of all months, quarters and years that touch the days from `from_day` to `until_day`."""
    wanted = [
        _built(every, first.year, first.month)
        for every in Frequency
        for first in _firsts(from_day, until_day, every)
    ]
    known = set(
        Period.objects.filter(code__in=[p.code for p in wanted]).values_list("code", flat=True)
    )
    Period.objects.bulk_create([p for p in wanted if p.code not in known], ignore_conflicts=True)


@transaction.atomic
def change_deadline(period: Period, *, due_on: date, locks_on: date, by: User) -> Period:
    """Move the deadline of a period, for all parks."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if not locked.ends_on < due_on < locks_on:
        raise RuleBroken(
            "deadline_order",
            _("A period is due after its last day and locked after it was due."),
        )
    before = {"due_on": locked.due_on.isoformat(), "locks_on": locked.locks_on.isoformat()}
    after = {"due_on": due_on.isoformat(), "locks_on": locks_on.isoformat()}
    if before == after:
        return locked
    locked.due_on, locked.locks_on = due_on, locks_on
    locked.save(update_fields=["due_on", "locks_on"])
    audit.record("period.change_deadline", by=by, on=locked, before=before, after=after)
    return locked


def _first_month(day: date, every: Frequency) -> int:
    return (day.month - 1) // MONTHS[every] * MONTHS[every] + 1


def _firsts(from_day: date, until_day: date, every: Frequency) -> Iterator[date]:
    first = date(from_day.year, _first_month(from_day, every), 1)
    while first <= until_day:
        yield first
        month = first.month + MONTHS[every]
        first = date(first.year + (month > 12), (month - 1) % 12 + 1, 1)


def _stored(every: Frequency, year: int, month: int) -> Period:
    built = _built(every, year, month)
    found = Period.objects.filter(code=built.code).first()
    if found is not None:
        return found
    Period.objects.bulk_create([built], ignore_conflicts=True)  # another request may be faster
    return Period.objects.get(code=built.code)


def _built(every: Frequency, year: int, month: int) -> Period:
    """Build the period that begins in `month`, due and locked when it usually is."""
    last = month + MONTHS[every] - 1
    ends_on = date(year, last, monthrange(year, last)[1])
    due_on = ends_on + timedelta(days=DUE_DAYS[every])
    return Period(
        code=_code(every, year, month),
        every=every,
        starts_on=date(year, month, 1),
        ends_on=ends_on,
        due_on=due_on,
        locks_on=due_on + timedelta(days=DAYS_UNTIL_LOCKED),
    )


def _code(every: Frequency, year: int, month: int) -> str:
    if every == Frequency.YEAR:
        return f"{year}"
    return f"{year}-{month:02d}" if every == Frequency.MONTH else f"{year}-Q{(month + 2) // 3}"
