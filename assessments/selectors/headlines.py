"""The headline of parks: their last quarter with an accepted quarter report, and the goal of its stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.choices import NodeKind
from assessments.models import Score, StandingQuarter
from assessments.selectors.as_of import known_scores
from governance.choices import ReportStatus, Stage
from governance.models import StageReport
from parks.models import Park

HEADS = (NodeKind.GOAL, NodeKind.INDEX)


class OfNode(Protocol):
    """Anything said of a node of the tree."""

    @property
    def node(self) -> Any: ...


Shown = TypeVar("Shown", bound=OfNode)


@dataclass(frozen=True)
class Headline:
    """The scores of a park's goals in its headline quarter; `head` is the one to show first."""

    standing: StandingQuarter
    head: Score
    scores: tuple[Score, ...]


def scored_at(moment: datetime | None = None) -> QuerySet[StandingQuarter]:
    """Return the quarters that have scores, or had some at a moment."""
    scored = StandingQuarter.objects.filter(scored_at__isnull=False)
    if moment is None:
        return scored
    scores = known_scores(moment).filter(park=OuterRef("park"), period=OuterRef("period"))
    return scored.filter(Exists(scores))


def reported_quarters(moment: datetime | None = None) -> QuerySet[StandingQuarter]:
    """Return the quarters that have been scored and whose own report is accepted (by a moment), the latest first."""
    until = Q(accepted_at__lte=moment) if moment else Q()
    accepted = StageReport.objects.filter(
        until, park=OuterRef("park"), period=OuterRef("period"), status=ReportStatus.ACCEPTED
    )
    return scored_at(moment).filter(Exists(accepted)).order_by("park", "-period__ends_on")


def headline_quarters(
    parks: Iterable[Park], moment: datetime | None = None
) -> dict[int, StandingQuarter]:
    """Return the headline quarter of each park (at a moment) by its id, in one query."""
    found: dict[int, StandingQuarter] = {}
    rows = reported_quarters(moment).filter(park__in=[park.pk for park in parks])
    for one in rows.select_related("period").defer("manifest", "notices", "problems"):
        found.setdefault(one.park_id, one)
    return found


def headlines_of(parks: Iterable[Park]) -> dict[int, Headline]:
    """Return the headline of each park by its id, in two queries; parks without one are left out."""
    quarters = headline_quarters(parks)
    scores: dict[int, list[Score]] = {}
    rows = Score.objects.current().filter(
        park__in=quarters,
        period__in={one.period_id for one in quarters.values()},
        node__kind__in=HEADS,
    )
    for score in rows.select_related("node").order_by("node__position"):
        if quarters[score.park_id].period_id == score.period_id:
            scores.setdefault(score.park_id, []).append(score)
    return {
        park: Headline(quarters[park], head_of(found, quarters[park].stage), tuple(found))
        for park, found in scores.items()
    }


def head_of(scores: Iterable[Shown], stage: str) -> Shown:
    """Return the score to show first: the stage's goal, else (path completed) the last goal; without stages the index."""
    scores = list(scores)
    goals = [one for one in scores if one.node.kind == NodeKind.GOAL]
    of_stage = [one for one in goals if stage and one.node.stage == stage]
    if of_stage:
        return of_stage[0]
    if stage == Stage.COMPLETE and goals:
        return goals[-1]
    return scores[0]
