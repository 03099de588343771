"""How many parks of a portfolio are at each stage on the last day of its quarter."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from assessments.selectors.portfolio_filters import OFF_THE_PATH
from assessments.selectors.portfolio_shown import Shown
from governance.choices import Stage


@dataclass(frozen=True)
class StageCount:
    """A stage (or "none", not yet on the path) with how many parks are there, and the share of the largest count."""

    code: str
    title: str
    parks: int
    share: float
    is_chosen: bool


def stage_counts(shown: Shown) -> tuple[StageCount, ...]:
    """Count the parks of all filters but the one on the stage, in two queries."""
    parks = shown.parks(at_any_stage=True)
    last_steps = shown.last_steps().filter(park__in=parks.values("pk"))
    counted = last_steps.values("stage").annotate(parks=Count("pk"))
    counts = {one["stage"]: one["parks"] for one in counted}
    counts[OFF_THE_PATH] = parks.count() - sum(counts.values())
    most = max(counts.values(), default=0)
    titles = {stage.value: str(stage.label) for stage in Stage} | {OFF_THE_PATH: ""}
    return tuple(
        StageCount(
            code=code,
            title=title,
            parks=counts.get(code, 0),
            share=counts.get(code, 0) / most if most else 0.0,
            is_chosen=code == shown.filters.stage,
        )
        for code, title in titles.items()
    )
