"""Reads the observations that can act on a run straight into arrays: a nation has millions of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Case, F, FloatField, QuerySet, SmallIntegerField, Value, When
from django.db.models.functions import Cast, Coalesce

from assessments.selectors.inputs import MONTHS_OF_A_QUARTER, quarters_back
from assessments.services.run_inputs import ShardInputs
from engine.carry import MONTHS, Cells
from engine.numbers import Floats, Ints, States
from engine.rules import MISSING, NOT_APPLICABLE, OK
from engine.spec import Spec
from parks.choices import MissingReason
from parks.models import Indicator, Observation, Period

FIELDS: Final = {
    "park_id": ("int8send", ">i8"),
    "indicator_id": ("int8send", ">i8"),
    "period_id": ("int8send", ">i8"),
    "number": ("float8send", ">f8"),
    "state": ("int2send", ">i2"),
    "id": ("int8send", ">i8"),
}
LAST_MONTHS_OF_A_QUARTER: Final = 2


@dataclass(frozen=True, eq=False)
class Observed:
    """Observations in the order of park, column, period's end and id; one for each park, column and end.

    `park` counts the parks given, `column` the measured columns of the spec.
    """

    park: Ints
    column: Ints
    ends: Ints
    values: Floats
    states: States
    ids: Ints

    def of_parks(
        self, first: int, parks: Sequence[str], stages: Sequence[str], columns: Sequence[str]
    ) -> ShardInputs:
        """Return the inputs of consecutive parks, the first of which is number `first`."""
        start, end = np.searchsorted(self.park, [first, first + len(parks)])
        part = slice(start, end)
        cells = Cells(
            self.park[part] - first,
            self.column[part],
            self.ends[part],
            self.values[part],
            self.states[part],
        )
        return ShardInputs(tuple(parks), tuple(stages), tuple(columns), cells, self.ids[part])


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
    """Return what was on record at a moment; `parks` number the parks by their keys.

    The keys go into the query themselves: of a subquery over rows just written the database would guess that it gives one.
    """
    codes = {one.code: place for place, one in enumerate(spec.measured)}
    indicators = Indicator.objects.filter(code__in=codes).values_list("pk", "code")
    columns = {key: codes[code] for key, code in indicators}
    ends = _acting_periods(spec, period)
    rows = on_record(list(parks), list(columns), list(ends), at)
    read = _fetched(rows)
    return _ordered(read, (parks, columns, ends))


def on_record(
    parks: Sequence[int], indicators: Sequence[int], periods: Sequence[int], at: datetime
) -> QuerySet[Observation, Any]:
    """Return the query of observations known at a moment, in the order of FIELDS."""
    state = Case(
        When(value__isnull=False, then=Value(OK)),
        When(missing_reason=MissingReason.NOT_APPLICABLE, then=Value(NOT_APPLICABLE)),
        default=Value(MISSING),
        output_field=SmallIntegerField(),
    )
    number = Coalesce(F("value"), Value(float("nan")), output_field=FloatField())
    return (
        Observation.objects.known_at(at)
        .filter(park__in=parks, indicator__in=indicators, period__in=periods)
        .order_by()
        .annotate(number=number, state=Cast(state, SmallIntegerField()))
        .values_list(*FIELDS)
    )


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


def _fetched(rows: QuerySet[Observation, Any]) -> dict[str, npt.NDArray[Any]]:
    if connection.vendor == "postgresql":
        return _fetched_at_once(rows)
    held = list(rows.iterator(chunk_size=10_000))
    columns = zip(*held, strict=True) if held else ((),) * len(FIELDS)
    return {
        name: np.array(column, dtype=np.dtype(kind).newbyteorder("="))
        for (name, (_send, kind)), column in zip(FIELDS.items(), columns, strict=True)
    }


def _fetched_at_once(rows: QuerySet[Observation, Any]) -> dict[str, npt.NDArray[Any]]:
    """Let PostgreSQL join each column to one string of bytes, so that no row becomes a Python object."""
    sql, params = rows.query.sql_with_params()
    names = ", ".join(f'"{name}"' for name in FIELDS)
    joined = ", ".join(
        f"string_agg({send}({name}), ''::bytea)" for name, (send, _kind) in FIELDS.items()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {joined} FROM ({sql}) AS rows ({names})", params)  # noqa: S608 - the query is Django's
        found = cursor.fetchone()
    return {
        name: np.frombuffer(column or b"", dtype=kind).astype(np.dtype(kind).newbyteorder("="))
        for (name, (_send, kind)), column in zip(FIELDS.items(), found, strict=True)
    }


def _ordered(read: dict[str, npt.NDArray[Any]], known: tuple[Mapping[int, int], ...]) -> Observed:
    """Number parks, columns and ends, order the rows by them and keep the latest of each."""
    keys = ("park_id", "indicator_id", "period_id")
    numbered = [_numbered(read[key], one) for key, one in zip(keys, known, strict=True)]
    park, column, ends = numbered
    order = np.lexsort((read["id"], ends, column, park))
    park, column, ends = park[order], column[order], ends[order]
    again = (park[1:] == park[:-1]) & (column[1:] == column[:-1]) & (ends[1:] == ends[:-1])
    last = ~np.append(again, np.zeros(min(1, len(order)), dtype=np.bool_))
    order = order[last]
    return Observed(
        park[last],
        column[last],
        ends[last],
        np.where(read["state"][order] == OK, read["number"][order], np.nan),
        read["state"][order].astype(np.uint8),
        read["id"][order].astype(np.int64),
    )


def _numbered(keys: npt.NDArray[Any], numbers: Mapping[int, int]) -> Ints:
    """Return the number of each key."""
    known = np.array(sorted(numbers), dtype=np.int64)
    values = np.array([numbers[one] for one in known.tolist()], dtype=np.int64)
    return values[np.searchsorted(known, keys)] if keys.size else np.zeros(0, dtype=np.int64)
