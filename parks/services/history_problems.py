"""Names what is wrong with the rows of a history that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db.backends.utils import CursorWrapper

from accounts.errors import RuleBroken
from parks.choices import Frequency, MissingReason
from parks.errors import Problem, shown
from parks.models import Indicator
from parks.services.history_files import number_in
from parks.services.periods import period_of

MOST_LISTED = 1000

BAD_ROWS = """
    SELECT staged.line, staged.park, staged.indicator, staged.period,
           COALESCE(staged.value, CAST(staged.number AS text), ''), staged.missing_reason,
           matched.park_id, matched.indicator_id, matched.period_id
      FROM history_row AS matched
      JOIN history_staged AS staged ON staged.line = matched.line
     WHERE matched.is_bad ORDER BY staged.line LIMIT %s"""

BadRow = tuple[int, str, str, str, str, str, int | None, int | None, int | None]


def problems_of_rows(cursor: CursorWrapper) -> tuple[Problem, ...]:
    """Return the problems of the first rows that were rejected, in the order of the file."""
    cursor.execute(BAD_ROWS, [MOST_LISTED])
    rows: list[BadRow] = cursor.fetchall()
    named = Indicator.objects.in_bulk({row[7] for row in rows if row[7] is not None})
    return tuple(
        problem
        for row in rows
        for problem in _problems(row, named.get(row[7]) if row[7] is not None else None)
    )


def _problems(row: BadRow, indicator: Indicator | None) -> Iterator[Problem]:
    line, park, code, period, value, reason = row[:6]
    cells = {"park": park, "indicator": code, "period": period, "value": value}
    found = [*_unmatched(row, indicator), *_wrong_value(value, reason)]
    for problem in found or [Problem("park", "duplicate_pair")]:
        cell = cells.get(problem.column, reason)
        yield replace(problem, row=line, value=shown(cell))


def _unmatched(row: BadRow, indicator: Indicator | None) -> Iterator[Problem]:
    _line, _park, _code, period, _value, _reason, park_id, _indicator_id, period_id = row
    if park_id is None:
        yield Problem("park", "park_unknown")
    if indicator is None:
        yield Problem("indicator", "indicator_unknown")
    every = _frequency(period)
    if every is None:
        yield Problem("period", "period_unknown")
    elif indicator is not None and indicator.every != every:
        expected = Frequency(indicator.every).label
        yield Problem("period", "frequency_wrong", {"expected": expected})
    elif period_id is None:
        yield Problem("period", "period_not_ended")


def _frequency(period: str) -> str | None:
    try:
        return period_of(period).every
    except RuleBroken:
        return None


def _wrong_value(value: str, reason: str) -> Iterator[Problem]:
    if value and number_in(value) is None:
        yield Problem("value", "number_malformed")
    elif bool(value) == bool(reason):
        yield Problem("value", "value_or_reason")
    if reason and reason not in MissingReason.values:
        yield Problem(
            "missing_reason", "reason_unknown", {"known": ", ".join(MissingReason.values)}
        )
