"""The lives of the demo's reports: which steps each takes, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from assessments.management.demo.agenda import local_day, on
from assessments.management.demo.values import chance
from governance.models import StageReport
from parks.choices import Frequency
from parks.models import Period


class Life(StrEnum):
    ACCEPTED = "accepted"
    RETURNED_ONCE = "returned once, mended, accepted"
    CORRECTED = "accepted, reopened, accepted again"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    IN_REVIEW = "in review"
    STARTED = "half filled"
    UNTOUCHED = "open"


FILED: Final = ("fill", "submit", "open", "accept")
SCRIPTS: Final = {
    Life.ACCEPTED: FILED,
    Life.RETURNED_ONCE: ("fill", "submit", "open", "return", "mend", *FILED[1:]),
    Life.CORRECTED: (*FILED, "reopen", "correct", *FILED[1:]),
    Life.RETURNED: ("fill", "submit", "open", "return"),
    Life.SUBMITTED: ("fill", "submit"),
    Life.IN_REVIEW: ("fill", "submit", "open"),
    Life.STARTED: ("begin",),
    Life.UNTOUCHED: (),
}
IN_LAST_MONTH: Final = {
    "LH-01": Life.RETURNED,
    "HX-01": Life.SUBMITTED,
    "NP-01": Life.IN_REVIEW,
    "CH-01": Life.STARTED,
    "BH-01": Life.UNTOUCHED,
    "GX-01": Life.UNTOUCHED,
    "WL-01": Life.SUBMITTED,
    "XL-01": Life.STARTED,
    "QS-01": Life.IN_REVIEW,
    "LQ-01": Life.UNTOUCHED,
}
IN_EVENTFUL_QUARTER: Final = {"LH-01": Life.RETURNED_ONCE, "HX-01": Life.CORRECTED}
LATE: Final = "BH-01"
OVERDUE: Final = {LATE: Life.STARTED, "GX-01": Life.UNTOUCHED}

DAYS: Final = {
    Frequency.MONTH: (1, 3, 4, 6),
    Frequency.QUARTER: (5, 8, 11, 14),
    Frequency.YEAR: (14, 23, 28, 34),
}
"""Days after opening on which a report is filled in, submitted, opened for review and accepted."""
DAYS_UNTIL_REOPENED: Final = 12
HOURS: Final = {
    "begin": 14,
    "fill": 9,
    "submit": 16,
    "open": 10,
    "return": 17,
    "mend": 9,
    "accept": 11,
    "reopen": 13,
    "correct": 15,
}


@dataclass(frozen=True)
class Turns:
    """The periods in which something out of the ordinary happens."""

    last_month: Period
    eventful_quarter: Period
    overdue_quarter: Period


def life_of(report: StageReport, turns: Turns) -> Life:
    """Return the life that a report leads, by its park and period."""
    park, period = report.park.code, report.period
    if period == turns.last_month:
        return IN_LAST_MONTH.get(park, Life.ACCEPTED)
    if park in OVERDUE and period.every == Frequency.QUARTER:
        return _life_of_late_quarter(park, period, turns)
    if period == turns.eventful_quarter:
        return IN_EVENTFUL_QUARTER.get(park, Life.ACCEPTED)
    return Life.ACCEPTED


def _life_of_late_quarter(park: str, period: Period, turns: Turns) -> Life:
    if period == turns.overdue_quarter:
        return OVERDUE[park]
    is_later = period.ends_on > turns.overdue_quarter.ends_on
    return Life.UNTOUCHED if is_later else Life.ACCEPTED


def moments(report: StageReport, life: Life) -> list[tuple[str, datetime]]:
    """Return the steps of a life with their moments, counted from the report's opening."""
    first = local_day(report.opened_at)
    found: list[tuple[str, datetime]] = []
    day = first
    for place, act in enumerate(SCRIPTS[life]):
        day = _day(act, place, first, day, Frequency(report.period.every))
        minute = int(25 + 24 * chance(report.park.code, report.period.code, str(place)))
        found.append((act, on(day, HOURS[act], minute)))
    return found


def _day(act: str, place: int, first: date, before: date, every: Frequency) -> date:
    days = DAYS[every]
    if place < len(days):
        return first + timedelta(days=days[place])
    return before + timedelta(days=DAYS_UNTIL_REOPENED if act == "reopen" else 1)


def moments_until(report: StageReport, life: Life, until: datetime) -> list[tuple[str, datetime]]:
    """Return the steps of a life with their moments, the last of them a day ago, or as close as can be."""
    script = SCRIPTS[life]
    pace = min(timedelta(days=1), (until - report.opened_at) / (len(script) + 1))
    return [(act, until - pace * (len(script) - place)) for place, act in enumerate(script)]
