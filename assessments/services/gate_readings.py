"""Stores what comes of the gate ahead of parks in a scored quarter; readings that changed are superseded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from assessments.choices import Outcome
from assessments.framework_file import FrameworkFile
from assessments.framework_file.parts import GatePart
from assessments.models import GateReading, Score, StandingQuarter
from assessments.selectors.gate_records import month_of, quarter_code
from assessments.selectors.gate_words import gate_part
from assessments.selectors.gates import joined
from assessments.selectors.inputs import MONTHS_OF_A_QUARTER, gate_depth
from assessments.services.score_rows import Scored
from engine.gates import GateColumns, NodeScores, RuleReading, read_gate
from engine.numbers import Floats
from engine.rules import FAILS, HOLDS, UNDECIDED, parse, periods_needed
from engine.rules.nodes import COMPLETENESS, SCORE

OUTCOMES: Final = {
    HOLDS: Outcome.HOLDS,
    FAILS: Outcome.FAILS,
    UNDECIDED: Outcome.UNDECIDED,
}
COMPARED: Final = ("version_id", "from_stage", "to_stage", "outcome", "rules")
Held = tuple[int, list[Any]]
"""A reading's key, and what of it is compared."""


def store_readings(scored: Scored, standing: Sequence[StandingQuarter]) -> None:
    """Read the gates out of the stages at which parks of one result stand, and keep what is new.

    After `store_scores`, inside the caller's transaction. A park without a gate ahead has no reading.
    """
    parks = [one.park_id for one in standing]
    current = GateReading.objects.current().filter(park__in=parks, period=standing[0].period_id)
    rows = current.order_by().values_list("park_id", "pk", *COMPARED)
    held = {park: (key, said) for park, key, *said in rows}
    new = list(_changed(_readings_of(scored, standing), held))
    outdated = [key for key, _said in held.values()]
    if outdated:
        GateReading.objects.filter(pk__in=outdated).update(superseded_at=scored.at)
    GateReading.objects.bulk_create(new)


def _changed(rows: Iterator[GateReading], held: dict[int, Held]) -> Iterator[GateReading]:
    """Yield the readings that differ from those held, and take out of these what still stands."""
    for row in rows:
        _key, said = held.get(row.park_id, (0, []))
        if said == [getattr(row, name) for name in COMPARED]:
            del held[row.park_id]
        else:
            yield row


def _readings_of(scored: Scored, standing: Sequence[StandingQuarter]) -> Iterator[GateReading]:
    at_stage: dict[str, list[StandingQuarter]] = {}
    for one in standing:
        at_stage.setdefault(one.stage, []).append(one)
    gates = {stage: gate_part(scored.inputs.file, stage) for stage in at_stage}
    if not any(gates.values()):
        return
    columns = _columns(scored, standing)
    for stage, parks in at_stage.items():
        gate = gates[stage]
        if gate is not None:
            found = read_gate([parse(one.rule) for one in gate.rules], columns)
            for one in parks:
                yield _row(scored, one, gate, found)


def _row(
    scored: Scored, standing: StandingQuarter, gate: GatePart, found: Sequence[RuleReading]
) -> GateReading:
    place = scored.result.unit_index[standing.park.code]
    rules = [_rule_data(one, place) for one in found]
    return GateReading(
        park_id=standing.park_id,
        period_id=standing.period_id,
        version_id=standing.version_id,
        from_stage=gate.from_stage,
        to_stage=gate.to_stage,
        outcome=joined(one["outcome"] for one in rules),
        rules=rules,
        recorded_at=scored.at,
    )


def _rule_data(reading: RuleReading, place: int) -> dict[str, Any]:
    return {
        "rule": reading.rule.text,
        "outcome": str(OUTCOMES[reading.outcome(place)]),
        "margin": reading.margin(place),
        "missing": list(reading.missing(place)),
        "read": [
            {"name": one.name, "back": one.back, "value": one.value}
            for one in reading.values(place)
        ],
    }


def _columns(scored: Scored, standing: Sequence[StandingQuarter]) -> GateColumns:
    """Return the quarter's columns, with the stored scores of quarters before it as far as any gate looks back at them."""
    now = NodeScores.of(scored.result)
    further = gate_depth(scored.inputs.file)[1]
    earlier = _earlier_scores(scored, standing, further) if further else []
    tables = scored.inputs.tables
    return GateColumns(scored.result.spec, tables, [now, *earlier], rules=scored.rules)


def _earlier_scores(
    scored: Scored, standing: Sequence[StandingQuarter], further: int
) -> list[NodeScores]:
    """Load the scores of earlier quarters that gates ask for, under the same version, in one query; what is not there is null."""
    end = standing[0].period.last_month
    months = [end - MONTHS_OF_A_QUARTER * back for back in range(1, further + 1)]
    rows = Score.objects.current().filter(
        park__in=[one.park_id for one in standing],
        period__code__in=[quarter_code(month) for month in months],
        node__version=standing[0].version_id,
        node__code__in=_nodes_asked(scored.inputs.file),
    )
    found = {month: _Quarter(scored) for month in months}
    fields = ("park__code", "node__code", "period__ends_on", "value", "completeness")
    for park, node, ends_on, value, complete in rows.order_by().values_list(*fields):
        found[month_of(ends_on)].put(park, node, value, complete)
    return [NodeScores(one.scores, one.completeness) for one in found.values()]


def _nodes_asked(file: FrameworkFile) -> set[str]:
    """Return the nodes whose scores or completeness the rules of any gate look at."""
    rules = (parse(one.rule) for gate in file.gates for one in gate.rules)
    names = (name for rule in rules for name in periods_needed(rule))
    return {name.code for name in names if name.namespace in {SCORE, COMPLETENESS}}


class _Quarter:
    """The scores of one earlier quarter, put in one by one."""

    def __init__(self, scored: Scored) -> None:
        self.index: Mapping[str, int] = scored.result.unit_index
        self.scores: dict[str, Floats] = {}
        self.completeness: dict[str, Floats] = {}

    def put(self, park: str, node: str, score: float | None, completeness: float | None) -> None:
        for held, value in ((self.scores, score), (self.completeness, completeness)):
            if node not in held:
                held[node] = np.full(len(self.index), np.nan)
            if value is not None:
                held[node][self.index[park]] = value
