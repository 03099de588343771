"""The day that a reader asks about: what was known at its end, in the time zone of the installation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import clock
from accounts.errors import RuleBroken

END_OF_DAY = timedelta(microseconds=1)
DAY = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class AsOf:
    """A day asked for and its last moment; both are None where now is meant. `error` says what is wrong with `text`."""

    text: str = ""
    day: date | None = None
    moment: datetime | None = None
    error: str = ""

    @property
    def today(self) -> date:
        """The day as of which things are shown."""
        return self.day or clock.today()


NOW = AsOf()


def as_of_asked(text: str) -> AsOf:
    """Read `?as_of=2026-06-30`; a page with a bad or future day is shown as of now, with the error at the field."""
    text = text.strip()
    if not text:
        return NOW
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        return AsOf(text, error=_("Write the day as year, month and day: 2026-06-30."))
    if day > clock.today():
        return AsOf(text, error=_("This day has not come yet: choose today or an earlier one."))
    return AsOf(text, day, end_of(day))


def moment_of(text: str) -> datetime | None:
    """Return the last moment of the day asked for, None without one; RuleBroken (as_of_invalid) for a bad or future day."""
    asked = as_of_asked(text)
    if asked.error:
        raise RuleBroken("as_of_invalid", asked.error, as_of=asked.text[:40])
    return asked.moment


def end_of(day: date) -> datetime:
    """Return the last moment of a day in the installation's time zone."""
    midnight = datetime.combine(day + timedelta(days=1), time.min)
    return timezone.make_aware(midnight, timezone.get_default_timezone()) - END_OF_DAY
