"""Stores scores of a quarter: rows that changed are superseded by new ones, the others stay as they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from assessments.choices import NullReason
from assessments.models import Node, Score, StandingQuarter
from assessments.selectors.inputs import QuarterInputs, base_columns
from assessments.services.outlines import OUTLINE_FIELDS, note_outline
from engine.formulas import Rules, parse_rules
from engine.parts import hashes_of_unit, is_divisible
from engine.result import Reason, Result, number_or_none
from parks.models import Period

REASONS = {
    Reason.NONE: "",
    Reason.NOT_ASKED: NullReason.NOT_ASKED,
    Reason.NOT_APPLICABLE: NullReason.NOT_APPLICABLE,
    Reason.NOTHING_OBSERVED: NullReason.NOTHING_OBSERVED,
    Reason.BELOW_COMPLETENESS: NullReason.BELOW_COMPLETENESS,
    Reason.REQUIRES_ALL: NullReason.NOT_ALL_GOALS,
}
COMPARED = (
    "value",
    "null_reason",
    "completeness",
    "low",
    "high",
    "cap",
    "raw_value",
    "carried_from_id",
)


@dataclass(frozen=True)
class Scored:
    """A result with what it was computed from and when."""

    inputs: QuarterInputs
    result: Result
    at: datetime

    @cached_property
    def rules(self) -> Rules:
        return parse_rules(self.result.spec)

    @cached_property
    def is_divisible(self) -> bool:
        return is_divisible(self.result)

    def manifest_of(self, park: str) -> dict[str, Any]:
        """What makes a park's scores verifiable: hashes, and which parks at which stage must be scored together."""
        made = self.result.manifest
        data, result, units = made.data_hash, self.result.result_hash, dict(self.inputs.stages)
        if self.is_divisible:
            data, result = hashes_of_unit(self.result, park)
            units = {park: self.inputs.stages[park]}
        return {
            "engine_version": made.engine_version,
            "spec_hash": made.spec_hash,
            "data_hash": data,
            "result_hash": result,
            "units": units,
        }

    def notices_of(self, park: str) -> list[dict[str, str]]:
        """Return what the engine remarked about one park."""
        told = [
            {"code": str(notice.code), "place": notice.place}
            for notice in self.result.manifest.notices
            if park in _units_of(notice.params.get("units"))
        ]
        return [one for place, one in enumerate(told) if one not in told[:place]]


def store_scores(scored: Scored, standing: Sequence[StandingQuarter]) -> bool:
    """Write the scores of parks of one result and note that they are up to date; return whether any changed.

    Inside the caller's transaction.
    """
    first = standing[0]
    parks = {one.park_id: one.park.code for one in standing}
    nodes = {node.code: node for node in Node.objects.filter(version=first.version_id)}
    current = {
        (score.park_id, score.node_id): score
        for score in Score.objects.current().filter(park__in=parks, period=first.period_id)
    }
    periods = _carried_periods(scored)
    changed: list[Score] = []
    for one in standing:
        rows = list(_rows_of(scored, one, nodes, periods))
        note_outline(one, rows)
        for row in rows:
            held = current.get((row.park_id, row.node_id))
            if held is not None and _same(held, row):
                del current[row.park_id, row.node_id]
            else:
                changed.append(row)
    outdated = [score.pk for score in current.values()]
    Score.objects.filter(pk__in=outdated).update(superseded_at=scored.at)
    Score.objects.bulk_create(changed)
    _note_scored(scored, standing)
    return bool(changed)


def _note_scored(scored: Scored, standing: Sequence[StandingQuarter]) -> None:
    for one in standing:
        one.is_stale, one.scored_at, one.problems = False, scored.at, []
        one.notices = scored.notices_of(one.park.code)
        one.manifest = scored.manifest_of(one.park.code)
    StandingQuarter.objects.bulk_update(
        standing, ["is_stale", "scored_at", "problems", "notices", "manifest", *OUTLINE_FIELDS]
    )


def _rows_of(
    scored: Scored, standing: StandingQuarter, nodes: dict[str, Node], periods: dict[str, int]
) -> Iterator[Score]:
    """Yield a row for each node of one park."""
    result = scored.result
    unit = standing.park.code
    row = result.unit_index[unit]
    for place, node in enumerate(result.spec.nodes):
        value = number_or_none(result.scores[row, place])
        reason = REASONS[Reason(int(result.reasons[row, place]))]
        yield Score(
            park_id=standing.park_id,
            period_id=standing.period_id,
            node=nodes[node.code],
            value=value,
            null_reason=reason,
            completeness=number_or_none(result.completeness[row, place]),
            low=number_or_none(result.low[row, place]),
            high=number_or_none(result.high[row, place]),
            cap=_cap_of(result, row, node.code),
            raw_value=_raw_value(result, row, node.code),
            carried_from_id=periods.get(carried_from(scored, unit, node.code)),
            recorded_at=scored.at,
        )


def _cap_of(result: Result, row: int, code: str) -> dict[str, list[dict[str, Any]]] | None:
    """Return the caps of a node that lowered its score or cannot be decided."""
    applied, undecided = [], []
    for found in result.caps:
        if found.cap.node != code:
            continue
        told = {"code": found.cap.code, "at": found.cap.at, "when": found.cap.when}
        if found.applied[row]:
            applied.append(told)
        elif found.undecided[row]:
            undecided.append(told)
    return {"applied": applied, "undecided": undecided} if applied or undecided else None


def _raw_value(result: Result, row: int, code: str) -> float | None:
    place = result.indicator_index.get(code)
    return None if place is None else number_or_none(result.values[row, place])


def carried_from(scored: Scored, unit: str, code: str) -> str:
    """Return the code of the earliest period that a carried leaf rests on, empty where nothing is carried."""
    result, inputs = scored.result, scored.inputs
    place = result.indicator_index.get(code)
    row = result.unit_index[unit]
    if place is None or not result.carried[row, place] or math.isnan(result.values[row, place]):
        return ""
    carried = [
        inputs.used(unit, one)[0]
        for one in base_columns(scored.rules, code)
        if one in inputs.column_index and inputs.is_carried(unit, one)
    ]
    return min(carried, key=lambda known: known.last_month).period_code if carried else ""


def _carried_periods(scored: Scored) -> dict[str, int]:
    codes = {one.period_code for one in scored.inputs.known}
    return dict(Period.objects.filter(code__in=codes).values_list("code", "pk"))


def _same(held: Score, row: Score) -> bool:
    return all(getattr(held, name) == getattr(row, name) for name in COMPARED)


def _units_of(held: object) -> tuple[str, ...]:
    return tuple(str(one) for one in held) if isinstance(held, tuple) else ()
