"""Which quarters a supervision round can be opened for, and what rounds have drawn, by name."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from accounts import clock
from accounts.models import User
from accounts.templatetags.page import period_name
from governance.models import Sampled, SupervisionRound
from governance.permissions import may_view_round

MOST_QUARTERS = 8


def quarters_to_supervise() -> list[tuple[str, str]]:
    """Return the last quarters that have ended, the newest first, each with its name."""
    codes, day = [], _start_of_quarter(clock.today())
    for _number in range(MOST_QUARTERS):
        day = _start_of_quarter(day - timedelta(days=1))
        codes.append(f"{day.year}-Q{(day.month + 2) // 3}")
    return [(code, period_name(code)) for code in codes]


def sampled_by(named: str, *, user: User) -> QuerySet[Sampled]:
    """Return the item that a name like YJ-HT/2026-Q3/5 stands for, if the person may see its round."""
    region, _slash, rest = named.replace("\0", "").partition("/")
    period, _slash, position = rest.partition("/")
    items = Sampled.objects.select_related(
        "round__region", "round__period", "report__park", "report__period", "evidence"
    )
    if not (position.isascii() and position.isdigit() and len(position) < 6):
        return items.none()
    rounds = _rounds_seen_by(user)
    return items.filter(
        round__in=rounds,
        round__region__code=region,
        round__period__code=period,
        position=int(position),
    )


def _rounds_seen_by(user: User) -> QuerySet[SupervisionRound]:
    return SupervisionRound.objects.filter(may_view_round(user)).order_by()


def _start_of_quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
