"""The ranking of a portfolio on one goal: places over the parks at or past its stage, which the answer names."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Rank
from django.utils.translation import gettext as _

from assessments.models import Node, StandingQuarter
from assessments.selectors.headlines import HEADS
from assessments.selectors.portfolio_heat import UNKNOWN, address_of_why
from assessments.selectors.portfolio_shown import Shown
from governance.choices import Stage
from parks.models import Park

PER_PAGE = 15


@dataclass(frozen=True)
class RankRow:
    """A park's place with its score and bounds; without a score there is no place."""

    park: Park
    stage: str
    place: int | None
    value: float | None
    low: float | None
    high: float | None
    reason: str
    url: str

    @property
    def has_range(self) -> bool:
        return self.low is not None and self.low != self.high


@dataclass(frozen=True)
class GoalRanking:
    """One page of places on a goal; `parks` counts the set, `error` tells of a goal that does not exist."""

    goal: Node | None
    goals: tuple[Node, ...]
    rows: tuple[RankRow, ...]
    page: Page[StandingQuarter]
    error: str

    @property
    def parks(self) -> int:
        """How many parks there are at or past the goal's stage."""
        return self.page.paginator.count


def goal_ranking(shown: Shown, code: str, number: str | None, root: str) -> GoalRanking:
    """Rank the parks on the goal asked for, else on the goal of the stage asked for, else on the first."""
    goals = tuple(node for node in shown.nodes if node.kind in HEADS)
    goal = goal_chosen(shown, code)
    words = _("“%(word)s” is not a goal of this framework.")
    is_known = not code or goal is None or goal.code == code
    error = "" if is_known else words % {"word": code[:40]}
    page = Paginator(ranked(shown, goal), PER_PAGE).get_page(number)
    rows = list(page.object_list)
    outlines = shown.outlines(rows)
    query = address_of_why(shown)
    return GoalRanking(
        goal=goal,
        goals=goals,
        rows=tuple(
            _row(row, goal, outlines[row.park_id], f"{root}{row.park.code}/why/", query)
            for row in rows
            if goal
        ),
        page=page,
        error=error,
    )


def goal_chosen(shown: Shown, code: str) -> Node | None:
    """Return the goal of a code, else that of the stage that the filters ask for, else the first, else the index."""
    goals = [node for node in shown.nodes if node.kind in HEADS]
    asked = [one for one in goals if one.code == code]
    of_stage = [one for one in goals if one.stage and one.stage == shown.filters.stage]
    staged = [one for one in goals if one.stage]
    return next(iter([*asked, *of_stage, *staged, *goals]), None)


def at_or_past(shown: Shown, goal: Node) -> QuerySet[StandingQuarter]:
    """The scored quarters of the parks that have reached the goal's stage."""
    rows = shown.standing()
    if not goal.stage:
        return rows
    stages = list(Stage.values)
    return rows.filter(Q(at_stage__in=stages[stages.index(goal.stage) :]))


def ranked(shown: Shown, goal: Node | None) -> QuerySet[StandingQuarter]:
    """Return the scored quarters with `goal_score` and `place`, by place, then by the code of the park."""
    if goal is None:
        return shown.standing().none()
    best_first = F("goal_score").desc(nulls_last=True)
    place = Window(Rank(), order_by=best_first)
    rows = shown.with_value(at_or_past(shown, goal), goal.code, "goal_score")
    return (
        rows.annotate(place=Case(When(goal_score__isnull=True, then=Value(None)), default=place))
        .order_by(best_first, "park__code")
        .select_related("park__region")
        .only(
            "outline",
            "park__code",
            "park__name_en",
            "park__name_zh",
            "park__region__name_en",
            "park__region__name_zh",
        )
    )


def _row(
    row: StandingQuarter, goal: Node, outline: dict[str, list[object]], root: str, query: str
) -> RankRow:
    value, reason, _completeness, low, high = outline.get(goal.code, UNKNOWN)
    place: int | None = getattr(row, "place", None)
    return RankRow(
        park=row.park,
        stage=str(getattr(row, "at_stage", "")),
        place=place,
        value=value,
        low=low,
        high=high,
        reason=reason,
        url=f"{root}{goal.code}/{query}",
    )
