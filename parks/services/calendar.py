"""The installation's own days in the calendar of working days: set, and ended again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from parks.models import CalendarDay
from parks.models.calendar import FIRST_DAY, LAST_DAY

MOST_DAYS = 31


@transaction.atomic
def set_calendar_days(
    first: date, last: date, *, is_working: bool, note: str, by: User
) -> list[CalendarDay]:
    """Make all days from `first` to `last` working days, or days off, whatever else is said of them."""
    if not FIRST_DAY <= first <= last <= LAST_DAY:
        raise RuleBroken(
            "calendar_days_order",
            _("The last day comes after the first one, and both lie between 1949 and 2199."),
        )
    if (last - first).days >= MOST_DAYS:
        raise RuleBroken(
            "calendar_days_too_many",
            _("At most %(number)s days are set at once.") % {"number": MOST_DAYS},
        )
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [_set(day, is_working=is_working, note=note.strip(), by=by) for day in days]


@transaction.atomic
def end_calendar_day(day: date, *, by: User) -> None:
    """Let a day be again what the public holidays and the week make of it."""
    row = CalendarDay.objects.select_for_update().filter(date=day).first()
    if row is None:
        raise NoLongerPossible("calendar_day_ended", _("Nothing is set here for this day."))
    audit.record("calendar.end", by=by, on=row, before=_facts(row))
    row.delete()


def _set(day: date, *, is_working: bool, note: str, by: User) -> CalendarDay:
    values = {"is_working": is_working, "note": note, "set_by": by, "set_at": clock.now()}
    row, is_new = CalendarDay.objects.select_for_update().get_or_create(date=day, defaults=values)
    before = {} if is_new else _facts(row)
    if before == {"is_working": is_working, "note": note}:
        return row
    if not is_new:
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
    audit.record("calendar.set", by=by, on=row, before=before, after=_facts(row))
    return row


def _facts(row: CalendarDay) -> dict[str, Any]:
    return {"is_working": row.is_working, "note": row.note}
