"""Standing ranks: over the parks that the reader may see, which the answer names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from accounts.models import User
from assessments.models import FrameworkVersion, Score, StandingQuarter
from assessments.permissions import may_view_score
from assessments.selectors.as_of import known_scores
from engine.ranks import rank
from parks.models import Period


@dataclass(frozen=True)
class Ranked:
    """A park's place; both are None where it has no score."""

    score: Score
    place: int | None


@dataclass(frozen=True)
class Ranking:
    """The places of all parks of the set: those the reader may see that the version scores in the quarter."""

    rows: tuple[Ranked, ...]
    parks: int

    @property
    def scored(self) -> int:
        return sum(1 for row in self.rows if row.place is not None)


def ranking_of(
    version: FrameworkVersion,
    period: Period,
    node: str,
    user: User,
    moment: datetime | None = None,
) -> Ranking:
    """Rank the parks on one node (as known at a moment), ties sharing the smallest place; by place, then by code."""
    visible = {"period": period, "node__version": version, "node__code": node}
    scores = list(
        known_scores(moment)
        .filter(may_view_score(user), **visible)
        .select_related("park", "node")
        .order_by("park__code")
    )
    values = np.array([np.nan if one.value is None else one.value for one in scores], dtype=float)
    places: list[int] = rank(values).tolist()
    rows = [Ranked(score, int(place) or None) for score, place in zip(scores, places, strict=True)]
    rows.sort(key=lambda row: (row.place is None, row.place or 0, row.score.park.code))
    if moment is not None:
        return Ranking(tuple(rows), len(rows))
    standing = StandingQuarter.objects.filter(may_view_score(user), version=version, period=period)
    return Ranking(tuple(rows), standing.count())
