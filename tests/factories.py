"""Rows for tests, each with the least that its kind needs; a test names only what it is about."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import count
from typing import Any

from accounts import clock
from accounts.models import User
from parks.choices import Frequency, Role
from parks.models import Grant, Indicator, Park, Period, Region

_numbers = count(1)
PASSWORD = "a long enough secret"


def make_user(name: str = "", **fields: Any) -> User:
    number = next(_numbers)
    name = name or f"Person {number}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    return User.objects.create_user(email, PASSWORD, name=name, **fields)


def make_region(code: str = "", parent: Region | None = None, **fields: Any) -> Region:
    code = code or f"R{next(_numbers)}"
    region = Region.objects.create(
        code=code, parent=parent, **{"name_en": f"Region {code}", **fields}
    )
    region.path = region.path_from_parent()
    region.save(update_fields=["path"])
    return region


def make_park(code: str = "", region: Region | None = None, **fields: Any) -> Park:
    code = code or f"P-{next(_numbers)}"
    now = clock.now()
    values = {
        "name_en": f"Park {code}",
        "name_zh": f"园区{code}",
        "created_at": now,
        "updated_at": now,
    }
    return Park.objects.create(code=code, region=region or make_region(), **{**values, **fields})


def grant(
    user: User, role: Role, *, park: Park | None = None, region: Region | None = None, **fields: Any
) -> Grant:
    return Grant.objects.create(
        user=user, role=role, park=park, region=region, **{"granted_at": clock.now(), **fields}
    )


def make_indicator(
    code: str = "", every: Frequency = Frequency.QUARTER, **fields: Any
) -> Indicator:
    code = code or f"indicator_{next(_numbers)}"
    values = {"name_en": code.replace("_", " ").capitalize(), "name_zh": f"指标{code}", "unit": "%"}
    return Indicator.objects.create(code=code, every=every, **{**values, **fields})


def make_period(code: str) -> Period:
    """A month 2026-09, quarter 2026-Q3 or year 2026 with the usual deadlines."""
    every, first, last = _span(code)
    starts_on, ends_on = date(*first, 1), date(*last, monthrange(*last)[1])
    due_on = ends_on + timedelta(days={"month": 5, "quarter": 15, "year": 31}[every])
    period, _made = Period.objects.get_or_create(
        code=code,
        defaults={
            "every": every,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "due_on": due_on,
            "locks_on": due_on + timedelta(days=30),
        },
    )
    return period


def _span(code: str) -> tuple[str, tuple[int, int], tuple[int, int]]:
    year, _dash, rest = code.partition("-")
    if not rest:
        return "year", (int(year), 1), (int(year), 12)
    if rest.startswith("Q"):
        quarter = int(rest[1])
        return "quarter", (int(year), quarter * 3 - 2), (int(year), quarter * 3)
    return "month", (int(year), int(rest)), (int(year), int(rest))
