"""What a report knows: its own entries, accepted values up to its period's end, and formulas over both.

It gives the engine its columns for one park: `x` is the report's own entry, else the latest accepted value by the
period's end; `previous.x` the latest earlier period of x's frequency; formulas are computed from these.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np

from engine.rules import MISSING, NOT_APPLICABLE, OK, Column, Rule, evaluate, parse
from governance.choices import EntrySource
from governance.models import Entry, FormCheck, FormEntry, StageReport
from parks.choices import MissingReason
from parks.models import Observation

MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True)
class Fact:
    """A value of an indicator in the period that ends on a day, or the reason for none."""

    every: str
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

    def last_value(self, code: str) -> Fact | None:
        """Return the latest earlier fact that has a value, however old it is; one without only where there is none."""
        earlier = [one for one in self.accepted.get(code, ()) if one.ends_on < self.ends_on]
        with_value = (one for one in earlier if one.value is not None)
        return next(with_value, earlier[0] if earlier else None)

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


@dataclass(frozen=True)
class ReportContents:
    """A report with the rows and checks of its form, its entries, and what it knows."""

    report: StageReport
    rows: Sequence[FormEntry]
    checks: Sequence[FormCheck]
    entries: Mapping[str, Entry]
    facts: ReportFacts


def load_contents(
    reports: Sequence[StageReport], *, only_checked: bool = False
) -> dict[int, ReportContents]:
    """Load reports with the accepted values that their rows (or checks alone) look at, in four queries."""
    forms = {report.form_id for report in reports}
    rows = _by_owner(
        FormEntry.objects.filter(form__in=forms).select_related("indicator"), "form_id"
    )
    checks = _by_owner(FormCheck.objects.filter(form__in=forms), "form_id")
    entries = _by_owner(
        Entry.objects.filter(report__in=reports).select_related("indicator", "changed_by"),
        "report_id",
    )
    codes = {
        code
        for form in forms
        for code in _codes_needed(rows[form], checks[form], only_checked=only_checked)
    }
    accepted = _accepted(reports, codes)
    return {
        report.pk: _contents(
            report,
            rows[report.form_id],
            checks[report.form_id],
            {entry.indicator.code: entry for entry in entries[report.pk]},
            accepted[report.park_id],
        )
        for report in reports
    }


def _by_owner(rows: Iterable[Any], key: str) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _codes_needed(
    rows: Sequence[FormEntry], checks: Sequence[FormCheck], *, only_checked: bool
) -> set[str]:
    """Return the codes that the checks name, and those of the rows, with what their formulas are made of."""
    formulas = _formulas(rows)
    codes = {name.code for check in checks for name in parse(check.rule).names}
    if not only_checked:
        codes |= {row.indicator.code for row in rows}
    waiting = list(codes)
    while waiting:
        rule = formulas.get(waiting.pop())
        new = {name.code for name in rule.names} - codes if rule else set()
        codes |= new
        waiting.extend(new)
    return codes


def _formulas(rows: Iterable[FormEntry]) -> dict[str, Rule]:
    return {
        row.indicator.code: parse(row.formula)
        for row in rows
        if row.source == EntrySource.FORMULA and row.formula
    }


def _contents(
    report: StageReport,
    rows: Sequence[FormEntry],
    checks: Sequence[FormCheck],
    entries: Mapping[str, Entry],
    accepted: Mapping[str, Sequence[Fact]],
) -> ReportContents:
    every = {code: facts[0].every for code, facts in accepted.items()}
    facts = ReportFacts(
        ends_on=report.period.ends_on,
        every=every | {row.indicator.code: row.indicator.every for row in rows},
        own={code: column_of(one.value, one.missing_reason) for code, one in entries.items()},
        accepted=accepted,
        formulas=_formulas(rows),
        empty_not_applicable=frozenset(
            row.indicator.code for row in rows if row.indicator.empty_not_applicable
        ),
    )
    return ReportContents(report, rows, checks, entries, facts)


def _accepted(
    reports: Sequence[StageReport], codes: set[str]
) -> defaultdict[int, dict[str, list[Fact]]]:
    """Return the facts of each park by indicator, newest first."""
    observed = (
        Observation.objects.current()
        .filter(park__in={report.park_id for report in reports}, indicator__code__in=codes)
        .filter(period__ends_on__lte=max(report.period.ends_on for report in reports))
        .order_by("-period__ends_on")
        .values_list(
            "park_id",
            "indicator__code",
            "period__every",
            "period__ends_on",
            "period__code",
            "value",
            "missing_reason",
        )
    )
    accepted: defaultdict[int, dict[str, list[Fact]]] = defaultdict(dict)
    for park, code, every, ends_on, period, value, reason in observed:
        fact = Fact(every, ends_on, period, value, reason)
        accepted[park].setdefault(code, []).append(fact)
    return accepted
