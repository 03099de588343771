"""Reads the observations that can act on a run: as far back as values of each frequency act on its quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

import numpy as np

from assessments.selectors.inputs import MONTHS_OF_A_QUARTER, quarters_back
from assessments.selectors.observed import Observed, read_observed
from assessments.services.run_inputs import ShardInputs
from engine.carry import MONTHS
from engine.spec import Spec
from parks.models import Period

LAST_MONTHS_OF_A_QUARTER: Final = 2


def reach_by_frequency(spec: Spec) -> dict[str, int]:
    """Return how many months before the quarter's last one a period of each frequency may end and still act.

    As far as its value is carried, or as its period is due; a sum of three months reaches two further. What rules look
    back at comes on top.
    """
    back = MONTHS_OF_A_QUARTER * quarters_back(spec)
    has_sums = any(one.every == "month" and one.over == "sum" for one in spec.measured)
    further = {"month": LAST_MONTHS_OF_A_QUARTER if has_sums else 0}
    due = {"month": LAST_MONTHS_OF_A_QUARTER}
    return {
        every: max(int(spec.missing.carry.get(every, 0)) * months, due.get(every, months))
        + further.get(every, 0)
        + back
        for every, months in MONTHS.items()
    }


def read_observations(
    spec: Spec, period: Period, parks: Mapping[int, int], at: datetime
) -> Observed:
    """Return what was on record at a moment; `parks` number the parks by their keys."""
    return read_observed(spec, parks, _acting_periods(spec, period), at)


def shard_of(
    observed: Observed,
    first: int,
    parks: Sequence[str],
    stages: Sequence[str],
    columns: Sequence[str],
) -> ShardInputs:
    """Return the inputs of consecutive parks, the first of which is number `first`."""
    start, end = np.searchsorted(observed.park, [first, first + len(parks)])
    part = observed.part(slice(start, end))
    return ShardInputs(tuple(parks), tuple(stages), tuple(columns), part.cells(first), part.ids)


def _acting_periods(spec: Spec, period: Period) -> dict[int, int]:
    """Return the last month of each period whose values can act on the quarter, by key."""
    found: dict[int, int] = {}
    for every, reach in reach_by_frequency(spec).items():
        first = period.last_month - reach
        acting = Period.objects.filter(
            every=every,
            ends_on__lte=period.ends_on,
            ends_on__gte=date(first // 12, first % 12 + 1, 1),
        )
        found |= {one.pk: one.last_month for one in acting}
    return found
