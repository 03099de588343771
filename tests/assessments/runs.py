"""Runs that are done, made of rows, for the tests of what pages, files and the API show of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts import clock
from accounts.models import User
from assessments.choices import NodeKind, RunStatus
from assessments.models import (
    FrameworkVersion,
    Node,
    Run,
    RunPark,
    RunRank,
    RunScore,
    RunShard,
    WeightsSet,
)
from parks.models import Park
from parks.services.periods import period_of

RANKED = (NodeKind.INDEX, NodeKind.GOAL, NodeKind.CATEGORY)


def make_run(
    version: FrameworkVersion,
    parks: list[Park],
    *,
    by: User,
    period: str = "2025-Q1",
    weights: WeightsSet | None = None,
    scores: dict[str, dict[str, float]] | None = None,
    values: dict[str, dict[str, float]] | None = None,
    **fields: Any,
) -> Run:
    """Make a run that is done: `scores` and `values` by park and node; the nodes of t2 are not asked."""
    now = clock.now()
    given = {
        "status": RunStatus.DONE,
        "started_at": now,
        "frozen_at": now,
        "finished_at": now + timedelta(seconds=1),
        "parks_total": len(parks),
        "parks_scored": len(parks),
        "manifest": {"engine_version": "1", "shards": 1, "left_out": [], "weights": {}},
        "result_hash": "a" * 64,
        **fields,
    }
    run = Run.objects.create(
        version=version, period=period_of(period), weights=weights, started_by=by, **given
    )
    RunPark.objects.bulk_create(RunPark(run=run, park=park, stage="t1") for park in parks)
    notice = {"code": "clipped_values", "place": "vacancy", "units": [one.code for one in parks]}
    RunShard.objects.create(run=run, number=0, inputs=b"", inputs_hash="", notices=[notice])
    for park in parks:
        _score(run, park, (scores or {}).get(park.code, {}), (values or {}).get(park.code, {}))
    _rank(run)
    return run


def _score(run: Run, park: Park, scores: dict[str, float], values: dict[str, float]) -> None:
    for node in Node.objects.filter(version=run.version):
        asked = node.stage != "t2" and node.kind != NodeKind.INDEX
        reason = "" if asked else "not_asked" if node.stage else "not_all_goals"
        score = scores.get(node.code, 50.0)
        RunScore.objects.create(
            run=run,
            park=park,
            node=node,
            value=score if asked else None,
            null_reason=reason,
            completeness=0.5 if asked else None,
            low=score - 5 if asked else None,
            high=score + 5 if asked else None,
            raw_value=values.get(node.code, 8.0)
            if asked and node.kind == NodeKind.INDICATOR
            else None,
        )


def _rank(run: Run) -> None:
    for node in Node.objects.filter(version=run.version, kind__in=RANKED):
        found = RunScore.objects.filter(run=run, node=node, value__isnull=False)
        scores = list(found.values_list("park_id", "value"))
        for park, value in scores:
            place = 1 + sum(1 for _park, other in scores if other > value)
            RunRank.objects.create(run=run, node=node, park_id=park, place=place)
