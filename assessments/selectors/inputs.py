"""Gathers what the engine scores a quarter from: accepted values as they are known, carried where they may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Final

from assessments.framework_file import FrameworkFile
from engine.carry import MONTHS, Cells, Quarter, quarter_values
from engine.formulas import Rules, parse_rules
from engine.gates import quarters_needed
from engine.numbers import Bools
from engine.result import Result
from engine.rules import MISSING, NOT_APPLICABLE, OK, Rule, parse, periods_needed
from engine.rules.nodes import PREVIOUS
from engine.scoring import asked_at, score
from engine.spec import Spec
from engine.table import Table
from parks.choices import MissingReason
from parks.models import Observation, Period

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
        if self.value is not None:
            return OK
        return NOT_APPLICABLE if self.missing_reason == MissingReason.NOT_APPLICABLE else MISSING


@dataclass(frozen=True, eq=False)
class QuarterInputs:
    """Everything that decides the scores of some parks in one quarter."""

    file: FrameworkFile
    period_code: str
    stages: Mapping[str, str]
    known: tuple[Known, ...]
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
        return [self.known[index] for index in cells if index >= 0]

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
    known = _merged(_observed(spec, period, sorted(stages), reach, known_at), instead)
    units = sorted(stages)
    rows = ((one.park, one.code, one.last_month, one.value, one.state) for one in known)
    cells = Cells.of(spec, units, rows)
    ends = [period.last_month - MONTHS_OF_A_QUARTER * back for back in range(before + 1)]
    quarters = tuple(quarter_values(spec, units, cells, end) for end in ends)
    return QuarterInputs(file, period.code, dict(stages), known, quarters)


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


def _observed(
    spec: Spec, period: Period, parks: Sequence[str], reach: int, known_at: datetime | None
) -> list[Known]:
    """Load the accepted values that can act on a quarter, in one query."""
    on_record = Observation.objects.all()
    on_record = on_record.known_at(known_at) if known_at else on_record.current()
    rows = on_record.filter(
        park__code__in=parks,
        indicator__code__in=[one.code for one in spec.measured],
        period__ends_on__lte=period.ends_on,
        period__ends_on__gte=_month_start(period.last_month - reach),
    ).order_by("park__code", "indicator__code", "period__ends_on", "pk")
    fields = ("park__code", "indicator__code", "period__ends_on", "value", "missing_reason")
    return [
        Known(park, code, last.year * 12 + last.month - 1, value, reason, period_code, key)
        for park, code, last, value, reason, period_code, key in rows.values_list(
            *fields, "period__code", "pk"
        )
    ]


def _month_start(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _merged(on_record: Iterable[Known], instead: Iterable[Known]) -> tuple[Known, ...]:
    found = {(one.park, one.code, one.last_month): one for one in on_record}
    found |= {(one.park, one.code, one.last_month): one for one in instead}
    return tuple(found.values())


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
