"""At which stage of the path a park is on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from governance.models import PathStep
from parks.models import Park


def stage_on(park: Park, day: date) -> str:
    """Return the stage in force on `day`, empty before the park has entered the path."""
    step = PathStep.objects.filter(park=park).on(day).first()
    return step.stage if step else ""


def stages_on(parks: Sequence[Park], day: date) -> dict[int, str]:
    """Return the stage of each park on `day` by park id, in one query."""
    stages = {park.pk: "" for park in parks}
    steps = PathStep.objects.in_force().filter(park__in=stages, entered_on__lte=day)
    for park_id, stage in steps.order_by("entered_on", "pk").values_list("park_id", "stage"):
        stages[park_id] = stage
    return stages
