"""What a portfolio that was made once depends on: while its stamp is the same, making it again would change nothing.

Every act leaves an audit entry; what happens by itself leaves a report, a score, a reading or the time of scoring. Keys
grow in the order in which rows are written, so the last of each tells whether anything came since.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django.db import connection
from django.db.models import Model, Subquery
from django.utils.translation import get_language

from accounts import clock
from accounts.models import AuditEntry, User
from assessments.models import GateReading, Score, StandingQuarter
from governance.models import ReportStep, StageReport
from parks.models import Grant, Park
from parks.permissions import grants_held

FOLLOWED: Final[tuple[type[Model], ...]] = (
    AuditEntry,
    Grant,
    Park,
    StageReport,
    ReportStep,
    Score,
    GateReading,
)


def portfolio_stamp(user: User, address: str) -> str:
    """Return a key for what `user` is shown at an address (its query), in two queries; equal for the same grants."""
    reach = sorted((one.role, one.park_id or 0, one.region_id or 0) for one in grants_held(user))
    parts = (get_language(), clock.today(), reach, address, _last_rows())
    return f"portfolio:{hashlib.sha256(repr(parts).encode()).hexdigest()}"


def is_settled() -> bool:
    """Whether nobody was writing: rows of a transaction under way may appear behind later ones."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(snapshot) = pg_snapshot_xmax(snapshot)"
            " FROM pg_current_snapshot() AS snapshot"
        )
        found = cursor.fetchone()
    return bool(found and found[0])


def _last_rows() -> tuple[Any, ...]:
    """Return the last key of each table that a portfolio follows, and the last time that a quarter was scored."""
    lasts: list[Subquery] = [
        Subquery(model._default_manager.order_by("-pk").values("pk")[:1]) for model in FOLLOWED
    ]
    scored = StandingQuarter.objects.filter(scored_at__isnull=False).order_by("-scored_at")
    of_one = Park.objects.order_by("pk").annotate(
        **{f"last_{place}": last for place, last in enumerate(lasts)},
        last_scored=Subquery(scored.values("scored_at")[:1]),
    )
    names = [f"last_{place}" for place in range(len(lasts))]
    found: tuple[Any, ...] | None = of_one.values_list(*names, "last_scored").first()
    return found or ()
