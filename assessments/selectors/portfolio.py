"""Collects what the portfolio shows; each part has a selector of its own, the API and the exports use the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from accounts.models import User
from assessments.selectors.portfolio_choices import Choices, portfolio_shown
from assessments.selectors.portfolio_figures import KeyFigures, key_figures
from assessments.selectors.portfolio_filters import portfolio_filter
from assessments.selectors.portfolio_gates import open_gates
from assessments.selectors.portfolio_heat import HeatMap, heat_map
from assessments.selectors.portfolio_map import GoalMap, goal_map
from assessments.selectors.portfolio_ranking import GoalRanking, goal_ranking
from assessments.selectors.portfolio_reports import ReportList, report_counts, report_list
from assessments.selectors.portfolio_shown import Shown
from assessments.selectors.portfolio_stages import StageCount, stage_counts

KEPT: Final = ("order", "goal", "list")
"""The parameters that stay when the filters change: order of the heat map, goal of the ranking, list of reports."""


@dataclass(frozen=True)
class PortfolioPage:
    """The page: its filters with what can be chosen, and its parts."""

    shown: Shown
    choices: Choices
    figures: KeyFigures
    heat: HeatMap
    ranking: GoalRanking
    stages: tuple[StageCount, ...]
    reports: ReportList
    map: GoalMap

    @property
    def kept(self) -> tuple[str, ...]:
        """The parameters that stay when the filters change; pages begin anew."""
        return KEPT

    @property
    def parks_found(self) -> int:
        return self.figures.parks

    @property
    def errors(self) -> tuple[str, ...]:
        """What of the parameters that are no filters cannot be."""
        told = (self.heat.error, self.ranking.error, self.reports.error)
        return tuple(one for one in told if one)


def portfolio_page(user: User, query: Mapping[str, str], root: str, page: str) -> PortfolioPage:
    """Collect the page; `root` is the address of the list of parks, `page` that of the portfolio up to its filters."""
    found = portfolio_shown(user, portfolio_filter(query))
    shown = found.shown
    gates = open_gates(shown)
    ranking = goal_ranking(shown, query.get("goal", ""), query.get("place"), root)
    return PortfolioPage(
        shown=shown,
        choices=found.choices,
        figures=key_figures(shown, report_counts(shown, gates)),
        heat=heat_map(shown, query.get("order", ""), query.get("page"), root),
        ranking=ranking,
        stages=stage_counts(shown),
        reports=report_list(shown, gates, query.get("list", ""), query.get("row")),
        map=goal_map(shown, ranking.goal, root, page),
    )
