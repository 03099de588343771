"""The observations that can act on a quarter, as arrays: those of a run, and those of standing scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from django.db.models import BigIntegerField, Case, ExpressionWrapper, F, When
from django.db.models.expressions import Combinable

from assessments.selectors.columns import FLOAT, KEY, Kind, Numbers, numbered, read_columns
from engine.carry import Cells
from engine.numbers import Floats, Ints, States
from engine.rules import MISSING, NOT_APPLICABLE, OK
from engine.spec import Spec
from parks.choices import MissingReason
from parks.models import Indicator, Observation

REASONS: Final = ("", *MissingReason.values)
KINDS: Final[Mapping[str, Kind]] = {"cell": KEY, "value": FLOAT, "id": KEY}
REASON_BITS: Final = (len(REASONS) - 1).bit_length()
MOST_MONTHS: Final = 2**20
"""More than there are months in the years that a date can have."""
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
    widths = (max(columns, default=0).bit_length(), max(ends, default=0).bit_length())
    read = read_columns(rows.annotate(cell=_cell(*widths)), KINDS)
    return _ordered(read, widths, (parks, columns, ends))


def _cell(indicator: int, period: int) -> ExpressionWrapper[Combinable]:
    """Return park, indicator, period and reason as one number, the middle two in so many bits.

    To read a column costs about as much as to find the row, so the four come as one.
    """
    reason = Case(*(When(missing_reason=one, then=place) for place, one in enumerate(REASONS)))
    cell = _key("park_id") * 2**indicator + _key("indicator_id")
    cell = (cell * 2**period + _key("period_id")) * 2**REASON_BITS
    return ExpressionWrapper(cell + _whole(reason), output_field=BigIntegerField())


def _key(name: str) -> ExpressionWrapper[Combinable]:
    return _whole(F(name))


def _whole(expression: Combinable) -> ExpressionWrapper[Combinable]:
    return ExpressionWrapper(expression, output_field=BigIntegerField())


def _parts(cell: Ints, indicator: int, period: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the keys of park, indicator and period, and the number of the reason."""
    reason, cell = cell & (2**REASON_BITS - 1), cell >> REASON_BITS
    of_period, cell = cell & (2**period - 1), cell >> period
    return cell >> indicator, cell & (2**indicator - 1), of_period, reason


def _ordered(
    read: dict[str, Numbers], widths: tuple[int, int], known: tuple[Mapping[int, int], ...]
) -> Observed:
    """Number parks, columns and ends, order the rows by them and keep the latest of each."""
    *keys, reasons = _parts(read["cell"], *widths)
    park, column, ends = (numbered(key, one) for key, one in zip(keys, known, strict=True))
    columns = max(known[1].values(), default=0) + 1
    place = (park * columns + column) * MOST_MONTHS + ends
    order = np.lexsort((read["id"], place))
    order = order[np.diff(place[order], append=-1) != 0]
    values, reasons = read["value"][order], reasons[order]
    states = np.where(np.isnan(values), STATES[reasons], np.uint8(OK))
    numbers = (park[order], column[order], ends[order])
    return Observed(*numbers, values, states, reasons, keys[2][order], read["id"][order])
