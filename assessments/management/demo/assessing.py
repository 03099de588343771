"""What is made of the facts in the demo: two runs to compare, one by the weights of a panel, and views of the portfolio."""

from __future__ import annotations

from typing import Final

from accounts.models import User
from assessments.management.demo.setting import Scene
from assessments.models import Run, WeightsSet
from assessments.services.runs import carry_out_run, start_run
from assessments.services.saved_views import save_view
from assessments.services.weights import make_weights_set
from parks.models import Park, Period

PANEL: Final = {
    "industry_positioning": 2.0,
    "pilot_first": 1.0,
    "linkage_development": 1.5,
    "spatial_equality_model": 1.0,
    "social_sharing_model": 2.0,
    "promotion_mechanism": 1.0,
    "policy_guarantee": 1.5,
}
"""What nine experts of a panel found each category to weigh within its goal."""

VIEWS: Final = {
    "maria.keller": ("t2, below 60", {"stage": "t2", "score_to": "60"}),
    "wu.jianguo": ("Yunjiang, active exploration", {"region": "YJ", "stage": "t1"}),
}
"""Whose view of the portfolio has which name and filters."""


def save_views(scene: Scene) -> None:
    for account, (name, query) in VIEWS.items():
        save_view("portfolio", query, name=name, by=scene.people[account])


def assess(scene: Scene, quarter: Period, *, by: User) -> None:
    weights = make_weights_set(
        scene.version,
        name="Panel of nine experts",
        weights=PANEL,
        note="Median of two rounds; positioning and social sharing count double.",
        by=by,
    )
    _run(scene, quarter, f"All parks, {quarter.code}", None, by)
    _run(scene, quarter, f"All parks, {quarter.code}, by the panel", weights, by)


def _run(scene: Scene, quarter: Period, title: str, weights: WeightsSet | None, by: User) -> Run:
    """Start a run and carry it out here and now."""
    run = start_run(
        version=scene.version,
        period=quarter,
        parks=Park.objects.all(),
        weights=weights,
        title=title,
        by=by,
    )
    carry_out_run(run.pk)
    return run
