"""The key figures of a portfolio: how many parks, how they stand in the middle, what is late, what is to be decided."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, FloatField, QuerySet

from assessments.selectors.portfolio_reports import ReportCounts
from assessments.selectors.portfolio_shown import Shown
from parks.models import Period


class Median(Aggregate):
    """The value in the middle, between the two middle ones of an even number; PostgreSQL only."""

    function = "PERCENTILE_CONT"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Middle:
    """How many parks are scored, how many of them have the score shown first, and its median."""

    parks: int
    scored: int
    median: float | None


@dataclass(frozen=True)
class KeyFigures:
    """The figures at the head of a portfolio; `before` is that of the same filters one quarter earlier."""

    parks: int
    now: Middle
    before: Middle
    quarter_before: Period | None
    reports: ReportCounts

    @property
    def change(self) -> float | None:
        """By how much the median differs from the quarter before."""
        if self.now.median is None or self.before.median is None:
            return None
        return self.now.median - self.before.median


def key_figures(shown: Shown, reports: ReportCounts) -> KeyFigures:
    """Collect the key figures, in a constant number of queries."""
    before = shown.before
    return KeyFigures(
        parks=shown.parks().count(),
        now=middle_of(shown.standing()),
        before=middle_of(before.standing()) if before else Middle(0, 0, None),
        quarter_before=before.quarter if before else None,
        reports=reports,
    )


def middle_of(rows: QuerySet[Any]) -> Middle:
    """Return the median of the scores shown first, in one query."""
    if connection.vendor == "postgresql":
        found: dict[str, Any] = rows.aggregate(
            parks=Count("pk"), scored=Count("shown_score"), median=Median("shown_score")
        )
        return Middle(found["parks"], found["scored"], found["median"])
    values = list(rows.values_list("shown_score", flat=True))
    scores = [one for one in values if one is not None]
    return Middle(len(values), len(scores), statistics.median(scores) if scores else None)
