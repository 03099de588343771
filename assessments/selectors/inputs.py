"""Gathers what the engine scores a quarter from: accepted values as they are known, carried where they may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

import numpy as np

from assessments.framework_file import FrameworkFile
from assessments.selectors.observed import REASONS, STATES, Observed, read_observed
from engine.carry import MONTHS, Cells, Quarter, quarter_values
from engine.formulas import Rules, parse_rules
from engine.gates import quarters_needed
from engine.numbers import Bools
from engine.result import Result
from engine.rules import OK, Rule, parse, periods_needed
from engine.rules.nodes import PREVIOUS
from engine.scoring import asked_at, score
from engine.spec import Spec
from engine.table import Table
from parks.models import Park, Period

MONTHS_OF_A_QUARTER: Final = 3


@dataclass(frozen=True)
class Known:
    """A value on record; `observation_id` is None for one that a draft only states."""

    park: str
    code: str
    last_month: int
    value: float | None
    missing_reason: str
    period_code: str
    observation_id: int | None = None

    @property
    def state(self) -> int:
        return OK if self.value is not None else int(STATES[REASONS.index(self.missing_reason)])


@dataclass(frozen=True, eq=False)
class QuarterInputs:
    """Everything that decides the scores of some parks in one quarter.

    The cells that `quarters` use are those `observed`, then those `stated` in place of others; `periods` are the codes of
    the periods by their keys.
    """

    file: FrameworkFile
    period_code: str
    stages: Mapping[str, str]
    observed: Observed
    stated: tuple[Known, ...]
    periods: Mapping[int, str]
    quarters: tuple[Quarter, ...]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The codes of the parks, in the engine's order."""
        return tuple(sorted(self.stages))

    @cached_property
    def unit_index(self) -> dict[str, int]:
        return {unit: index for index, unit in enumerate(self.units)}

    @property
    def asked(self) -> Bools:
        return asked_at(self.file.spec, [self.stages[unit] for unit in self.units])

    @cached_property
    def column_index(self) -> dict[str, int]:
        return {one.code: index for index, one in enumerate(self.file.spec.measured)}

    def used(self, unit: str, code: str) -> list[Known]:
        """Return the values that stand for the quarter in one cell, the latest first."""
        cells = self.quarters[0].used[self.unit_index[unit], self.column_index[code]]
        return [self._known(index) for index in cells.tolist() if index >= 0]

    def latest(self, unit: str, code: str) -> Known | None:
        """Return the latest that is known of a cell, a reason for having no value included."""
        row, column = self.unit_index[unit], self.column_index[code]
        found = np.flatnonzero((self.observed.park == row) & (self.observed.column == column))
        known = [self._known(index) for index in found[-1:].tolist()]
        known += [one for one in self.stated if (one.park, one.code) == (unit, code)]
        return max(known, key=lambda one: one.last_month, default=None)

    def _known(self, index: int) -> Known:
        held = self.observed
        if index >= len(held.ids):
            return self.stated[index - len(held.ids)]
        return Known(
            park=self.units[held.park[index]],
            code=self.file.spec.measured[held.column[index]].code,
            last_month=int(held.ends[index]),
            value=float(held.values[index]) if held.states[index] == OK else None,
            missing_reason=REASONS[held.reasons[index]],
            period_code=self.periods[int(held.periods[index])],
            observation_id=int(held.ids[index]),
        )

    def is_carried(self, unit: str, code: str) -> bool:
        table = self.quarters[0].table
        return bool(table.carried[self.unit_index[unit], self.column_index[code]])

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the quarter and of those before it that were asked for, the latest first."""
        return tuple(quarter.table for quarter in self.quarters)

    def score(self) -> Result:
        """Score the quarter; EngineError where the values have no meaningful score."""
        tables = self.tables[: quarters_back(self.file.spec) + 1]
        return score(self.file.spec, tables[0], asked=self.asked, earlier=tables[1:])


def gather(
    file: FrameworkFile,
    period: Period,
    stages: Mapping[str, str],
    *,
    known_at: datetime | None = None,
    instead: Iterable[Known] = (),
    for_gates: bool = False,
) -> QuarterInputs:
    """Return the inputs of the parks named in `stages` (code → stage), as they are now or were known at a moment.

    `instead` replaces what is on record for the same park, code and month: the entries of a draft. What only the rules
    of gates look back at is there where it is said that it is `for_gates`.
    """
    spec = file.spec
    before = quarters_back(spec)
    if for_gates:
        before = max(before, gate_depth(file)[0])
    reach = _carried_months(spec) + MONTHS_OF_A_QUARTER * before
    units = sorted(stages)
    periods = _acting_periods(period, reach)
    stated = tuple(instead)
    of_stated = Cells.of(spec, units, map(_cell, stated))
    observed = _without(_observed(spec, units, periods, known_at), of_stated)
    cells = _joined(observed.cells(), of_stated)
    ends = [period.last_month - MONTHS_OF_A_QUARTER * back for back in range(before + 1)]
    quarters = tuple(quarter_values(spec, units, cells, end) for end in ends)
    codes = {one.pk: one.code for one in periods}
    return QuarterInputs(file, period.code, dict(stages), observed, stated, codes, quarters)


def quarters_back(spec: Spec) -> int:
    """Return how many quarters before the one scored the formulas and caps of a spec look at."""
    rules = parse_rules(spec)
    depths = _formula_depths(rules)
    return max([0, *depths.values(), *(_depth(rule, depths) for rule in rules.caps)])


def gate_depth(file: FrameworkFile) -> tuple[int, int]:
    """Return how many quarters before the one read the rules of the gates look back: at values, and at scores."""
    asked = [parse(one.rule) for gate in file.gates for one in gate.rules]
    return quarters_needed(asked, _formula_depths(parse_rules(file.spec)))


def _formula_depths(rules: Rules) -> dict[str, int]:
    depths: dict[str, int] = {}
    for code, rule in rules.formulas.items():
        depths[code] = _depth(rule, depths)
    return depths


def _depth(rule: Rule, depths: Mapping[str, int]) -> int:
    return max(
        (
            back + (name.namespace == PREVIOUS) + depths.get(name.code, 0)
            for name, back in periods_needed(rule).items()
        ),
        default=0,
    )


def reach_in_months(spec: Spec) -> int:
    """Return for how many months after its period's end a value can still act on a quarter's score.

    A year's value acts on the quarters of the following year, a carried one as long as its limit says, a sum over three
    months two months longer; what rules look back at comes on top.
    """
    return _carried_months(spec) + MONTHS_OF_A_QUARTER * quarters_back(spec)


def reach_with_gates(file: FrameworkFile) -> int:
    """Return the same for what gates say of a quarter: their rules look back at values, and at scores of quarters."""
    of_values, of_scores = gate_depth(file)
    further = max(of_values, of_scores + quarters_back(file.spec))
    return _carried_months(file.spec) + MONTHS_OF_A_QUARTER * further


def _carried_months(spec: Spec) -> int:
    limits = [limit * MONTHS[every] for every, limit in spec.missing.carry.items()]
    return max([MONTHS["year"], *limits]) + 2


def _acting_periods(period: Period, reach: int) -> list[Period]:
    """Return the periods whose values can act on a quarter."""
    first = period.last_month - reach
    start = date(first // 12, first % 12 + 1, 1)
    return list(Period.objects.filter(ends_on__gte=start, ends_on__lte=period.ends_on).order_by())


def _observed(
    spec: Spec, units: Sequence[str], periods: Sequence[Period], known_at: datetime | None
) -> Observed:
    """Load the accepted values of units, numbered in their order."""
    places = {code: place for place, code in enumerate(units)}
    parks = Park.objects.filter(code__in=units).order_by().values_list("pk", "code")
    numbers = {key: places[code] for key, code in parks}
    return read_observed(spec, numbers, {one.pk: one.last_month for one in periods}, known_at)


def _cell(one: Known) -> tuple[str, str, int, float | None, int]:
    return one.park, one.code, one.last_month, one.value, one.state


def _without(observed: Observed, stated: Cells) -> Observed:
    """Leave out what is on record for the same park, column and month as something stated."""
    keep = np.ones(len(observed.ids), dtype=np.bool_)
    for unit, column, end in zip(stated.unit, stated.column, stated.ends, strict=True):
        is_same = (observed.park == unit) & (observed.column == column) & (observed.ends == end)
        keep &= ~is_same
    return observed.part(keep)


def _joined(first: Cells, second: Cells) -> Cells:
    return Cells(
        np.concatenate([first.unit, second.unit]),
        np.concatenate([first.column, second.column]),
        np.concatenate([first.ends, second.ends]),
        np.concatenate([first.values, second.values]),
        np.concatenate([first.states, second.states]),
    )


def base_columns(rules: Rules, code: str) -> list[str]:
    """Return what a leaf is measured by in the end: itself, or the items its formula uses, others followed through."""
    found, waiting = [], [code]
    seen = {code}
    while waiting:
        one = waiting.pop(0)
        rule = rules.formulas.get(one)
        if rule is None:
            found.append(one)
            continue
        in_text = sorted(rule.names, key=lambda name: name.start)
        new = [name.code for name in in_text if name.code not in seen]
        waiting += dict.fromkeys(new)
        seen.update(new)
    return found
