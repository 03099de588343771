"""The observations that can act on a quarter, as arrays: those of a run, and those of standing scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from assessments.selectors.columns import FLOAT, KEY, Kind, Numbers, numbered, read_columns
from engine.carry import Cells
from engine.numbers import Floats, Ints, States
from engine.rules import MISSING, NOT_APPLICABLE, OK
from engine.spec import Spec
from parks.choices import MissingReason
from parks.models import Indicator, Observation

REASONS: Final = ("", *MissingReason.values)
KINDS: Final[Mapping[str, Kind]] = {
    "park_id": KEY,
    "indicator_id": KEY,
    "period_id": KEY,
    "value": FLOAT,
    "missing_reason": REASONS,
    "id": KEY,
}
STATES: Final = np.array(
    [NOT_APPLICABLE if one == MissingReason.NOT_APPLICABLE else MISSING for one in REASONS],
    dtype=np.uint8,
)


@dataclass(frozen=True, eq=False)
class Observed:
    """Observations in the order of park, column, period's end and id; one for each park, column and end.

    `park` counts the parks given, `column` the measured columns of the spec; `reasons` count REASONS, `periods` and `ids`
    are keys.
    """

    park: Ints
    column: Ints
    ends: Ints
    values: Floats
    states: States
    reasons: Ints
    periods: Ints
    ids: Ints

    def part(self, where: slice | Numbers) -> Observed:
        return Observed(
            self.park[where],
            self.column[where],
            self.ends[where],
            self.values[where],
            self.states[where],
            self.reasons[where],
            self.periods[where],
            self.ids[where],
        )

    def cells(self, first: int = 0) -> Cells:
        """Return them for the engine, parks counted from number `first`."""
        return Cells(self.park - first, self.column, self.ends, self.values, self.states)


def read_observed(
    spec: Spec, parks: Mapping[int, int], ends: Mapping[int, int], at: datetime | None
) -> Observed:
    """Return what was on record at a moment, or is now.

    `parks` number the parks, `ends` are the last months of the periods, both by their keys. The keys go into the query
    themselves: of a subquery over rows just written the database would guess that it gives one.
    """
    codes = {one.code: place for place, one in enumerate(spec.measured)}
    indicators = Indicator.objects.filter(code__in=codes).order_by().values_list("pk", "code")
    columns = {key: codes[code] for key, code in indicators}
    known = Observation.objects.known_at(at) if at else Observation.objects.current()
    rows = known.filter(park__in=list(parks), indicator__in=list(columns), period__in=list(ends))
    return _ordered(read_columns(rows, KINDS), (parks, columns, ends))


def _ordered(read: dict[str, Numbers], known: tuple[Mapping[int, int], ...]) -> Observed:
    """Number parks, columns and ends, order the rows by them and keep the latest of each."""
    keys = ("park_id", "indicator_id", "period_id")
    park, column, ends = (numbered(read[key], one) for key, one in zip(keys, known, strict=True))
    order = np.lexsort((read["id"], ends, column, park))
    park, column, ends = park[order], column[order], ends[order]
    again = (park[1:] == park[:-1]) & (column[1:] == column[:-1]) & (ends[1:] == ends[:-1])
    last = ~np.append(again, np.zeros(min(1, len(order)), dtype=np.bool_))
    order = order[last]
    numbers, reasons = read["value"][order], read["missing_reason"][order]
    states = np.where(np.isnan(numbers), STATES[reasons], np.uint8(OK))
    ids, periods = read["id"][order], read["period_id"][order]
    return Observed(park[last], column[last], ends[last], numbers, states, reasons, periods, ids)
