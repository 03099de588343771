"""More parks beside the scored one, for the tests of what is shown of many parks at once."""

from __future__ import annotations

from typing import Any

from assessments.models import Score, StandingQuarter
from assessments.services.outlines import fill_outlines
from governance.models import PathStep, StageReport
from parks.models import Park
from tests.factories import make_park


def copy_park(like: Park, code: str, *, score: float | None = None, **fields: Any) -> Park:
    """Return another park of the region with the same path, reports, quarters and scores; `score` is that of its goals."""
    park = make_park(code, fields.pop("region", like.region), **fields)
    for model in (PathStep, StageReport, StandingQuarter, Score):
        for row in model._default_manager.filter(park=like).order_by("pk"):
            row.pk, row.park = None, park
            row.save()
    if score is not None:
        goals = Score.objects.current().filter(park=park, node__kind="goal")
        goals.filter(null_reason="").update(value=score, low=score, high=score)
    fill_outlines(StandingQuarter.objects.filter(park=park))
    return park
