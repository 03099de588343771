"""What a report knows: its own entries, accepted values up to its period's end, and formulas over both.

It gives the engine its columns for one park: `x` is the report's own entry, else the latest accepted value by the
period's end; `previous.x` the latest earlier period of x's frequency; formulas are computed from these.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from engine.rules import MISSING, NOT_APPLICABLE, OK, Column, Rule, evaluate, parse
from governance.choices import EntrySource
from governance.models import Entry, FormEntry, StageReport
from parks.choices import MissingReason
from parks.models import Observation

MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Fact:
    """A value of an indicator in the period that ends on a day, or the reason for none."""

    ends_on: date
    period: str
    value: float | None
    missing_reason: str

    @property
    def column(self) -> Column:
        return column_of(self.value, self.missing_reason)


def column_of(value: float | None, missing_reason: str) -> Column:
    """Return a cell as the engine's column of one park."""
    if value is not None:
        state = OK
    else:
        state = NOT_APPLICABLE if missing_reason == MissingReason.NOT_APPLICABLE else MISSING
    return Column.of([value], np.array([state], dtype=np.uint8))


@dataclass
class ReportFacts:
    """Columns of one report for the engine; `accepted` holds facts by code, newest first."""

    ends_on: date
    every: Mapping[str, str]
    own: Mapping[str, Column]
    accepted: Mapping[str, Sequence[Fact]]
    formulas: Mapping[str, Rule]
    empty_not_applicable: frozenset[str]
    size: int = 1
    as_of: date | None = None
    _computed: dict[tuple[str, date | None], Column] = field(default_factory=dict)

    def column(self, namespace: str, code: str, back: int = 0) -> Column:
        """Return the cell of a name, `back` periods of its own frequency ago."""
        if namespace == "previous":
            if code not in self.formulas and back == 0:
                fact = self.earlier_fact(code)
                return fact.column if fact else Column.absent(1)
            back += 1
        if back:
            return self.at(self._end_of_earlier(code, back), code)
        if code in self.formulas:
            return self.computed(code)
        if self.as_of is None and code in self.own:
            return self.own[code]
        return self._latest(code, self._today)

    @property
    def _today(self) -> date:
        return self.as_of or self.ends_on

    def _end_of_earlier(self, code: str, back: int) -> date:
        """Return the last day of the period `back` before the one that `code` now speaks of.

        That is the period in which the report's period lies if the report itself asks for the value, or for an item
        of the formula; otherwise the last one that has ended.
        """
        every = self.every.get(code, "month")
        rule = self.formulas.get(code)
        needed = {code} if rule is None else {name.code for name in rule.names}
        if not needed & self.own.keys() and end_of_period(every, self._today, 0) > self._today:
            back += 1
        return end_of_period(every, self._today, back)

    def at(self, day: date, code: str) -> Column:
        """Return the cell of a name in an earlier period, which ends on `day`."""
        if code in self.formulas:
            earlier = ReportFacts(
                self.ends_on,
                self.every,
                self.own,
                self.accepted,
                self.formulas,
                self.empty_not_applicable,
                as_of=day,
                _computed=self._computed,
            )
            return earlier.computed(code)
        found = next((one for one in self.accepted.get(code, ()) if one.ends_on == day), None)
        return found.column if found else Column.absent(1)

    def computed(self, code: str) -> Column:
        """Return the result of a formula."""
        key = (code, self.as_of)
        if key not in self._computed:
            self._computed[key] = evaluate(
                self.formulas[code], self, empty_not_applicable=code in self.empty_not_applicable
            )
        return self._computed[key]

    def earlier_fact(self, code: str) -> Fact | None:
        """Return the latest accepted fact of a period before the one that the report speaks of."""
        facts = self.accepted.get(code, ())
        if self.as_of is None and code in self.own:
            return next((one for one in facts if one.ends_on < self.ends_on), None)
        reached = [one for one in facts if one.ends_on <= self._today]
        return reached[1] if len(reached) > 1 else None

    def _latest(self, code: str, day: date) -> Column:
        found = next((one for one in self.accepted.get(code, ()) if one.ends_on <= day), None)
        return found.column if found else Column.absent(1)


def end_of_period(every: str, day: date, back: int) -> date:
    """Return the last day of the period that holds `day`, or of the one `back` periods before."""
    length = MONTHS[every]
    month = day.year * 12 + day.month - 1
    last = (month // length - back + 1) * length - 1
    year, month = last // 12, last % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def facts_of(
    report: StageReport,
    rows: Iterable[FormEntry],
    entries: Iterable[Entry],
    more_codes: Iterable[str] = (),
) -> ReportFacts:
    """Load, in one query, the accepted values that a report's rows and checks look at."""
    rows = list(rows)
    formulas = {
        row.indicator.code: parse(row.formula)
        for row in rows
        if row.source == EntrySource.FORMULA and row.formula
    }
    codes = {row.indicator.code for row in rows} | set(more_codes)
    codes |= {name.code for rule in formulas.values() for name in rule.names}
    every = {row.indicator.code: row.indicator.every for row in rows}
    accepted = _accepted(report, codes, every)
    return ReportFacts(
        ends_on=report.period.ends_on,
        every=every,
        own={
            entry.indicator.code: column_of(entry.value, entry.missing_reason) for entry in entries
        },
        accepted=accepted,
        formulas=formulas,
        empty_not_applicable=frozenset(
            row.indicator.code for row in rows if row.indicator.empty_not_applicable
        ),
    )


def _accepted(report: StageReport, codes: set[str], every: dict[str, str]) -> dict[str, list[Fact]]:
    """Return facts by indicator, newest first; `every` learns the frequencies of what the form does not ask."""
    observed = (
        Observation.objects.current()
        .filter(park=report.park_id, indicator__code__in=codes)
        .filter(period__ends_on__lte=report.period.ends_on)
        .order_by("-period__ends_on")
        .values_list(
            "indicator__code",
            "period__every",
            "period__ends_on",
            "period__code",
            "value",
            "missing_reason",
        )
    )
    accepted: dict[str, list[Fact]] = {}
    for code, kind, ends_on, period, value, reason in observed:
        every.setdefault(code, kind)
        accepted.setdefault(code, []).append(Fact(ends_on, period, value, reason))
    return accepted
