"""Stores scores of a quarter: rows that changed are superseded by new ones, the others stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final

import numpy as np

from assessments.models import Node, Score, StandingQuarter
from assessments.selectors.columns import FLOAT, KEY, OBJECT, Kind, Numbers, numbered, read_columns
from assessments.selectors.inputs import QuarterInputs
from assessments.services.outlines import OUTLINE_FIELDS, Line, OutlineNode, note_outline, outlined
from assessments.services.run_rows import Column, Words, rows_at, write_rows
from assessments.services.score_columns import TEXTS, caps_of, carried_from, columns_of_scores
from engine.formulas import Rules, parse_rules
from engine.numbers import Ints
from engine.parts import UnitHashes, is_divisible
from engine.result import Result, number_or_none

HELD: Final[Mapping[str, Kind]] = {
    "id": KEY,
    "park_id": KEY,
    "node_id": KEY,
    "value": FLOAT,
    "null_reason": TEXTS,
    "completeness": FLOAT,
    "low": FLOAT,
    "high": FLOAT,
    "raw_value": FLOAT,
    "cap": OBJECT,
    "carried_from_id": KEY,
}
KEYS: Final = ("id", "park_id", "node_id")
SUPERSEDED_TOGETHER: Final = 10_000
NOTED: Final = ("is_stale", "scored_at", "problems", "notices", "manifest", *OUTLINE_FIELDS)


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

    @cached_property
    def columns(self) -> dict[str, Column]:
        """What the rows of all parks say, park by park and node by node."""
        carried = carried_from(self.inputs, self.result, self.rules)
        periods, numbers = np.unique(carried, return_inverse=True)
        return {
            **columns_of_scores(self.result),
            "cap": caps_of(self.result),
            "carried_from_id": Words(numbers, [key or None for key in periods.tolist()]),
        }

    @cached_property
    def hashes(self) -> UnitHashes:
        return UnitHashes(self.result)

    def manifest_of(self, park: str) -> dict[str, Any]:
        """What makes a park's scores verifiable: hashes, and which parks at which stage must be scored together."""
        made = self.result.manifest
        data, result, units = made.data_hash, self.result.result_hash, dict(self.inputs.stages)
        if self.is_divisible and len(units) > 1:
            data, result = self.hashes.of(park)
            units = {park: self.inputs.stages[park]}
        return {
            "engine_version": made.engine_version,
            "spec_hash": made.spec_hash,
            "data_hash": data,
            "result_hash": result,
            "units": units,
        }

    @cached_property
    def notices(self) -> dict[str, list[dict[str, str]]]:
        """What the engine remarked, by the park that it is about, each code and node once."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        for notice in self.result.manifest.notices:
            units = notice.params.get("units")
            for unit in units if isinstance(units, tuple) else ():
                found.setdefault(str(unit), {})[str(notice.code), notice.place] = None
        return {
            unit: [{"code": code, "place": place} for code, place in told]
            for unit, told in found.items()
        }


def store_scores(scored: Scored, standing: Sequence[StandingQuarter]) -> bool:
    """Write the scores of parks of one result and note that they are up to date; return whether any changed.

    Inside the caller's transaction.
    """
    nodes = _nodes_of(scored, standing[0])
    rows = _rows_of(scored, standing, nodes)
    held = _held(standing)
    stands, positions = _compared(rows, held, standing, nodes)
    changed = np.ones(len(standing) * len(nodes), dtype=np.bool_)
    changed[positions[stands]] = False
    _supersede(held["id"][~stands], scored.at)
    write_rows(Score, rows_at(rows, np.flatnonzero(changed)))
    _note_outlines(scored, standing, nodes)
    _note_scored(scored, standing)
    return bool(changed.any())


def _nodes_of(scored: Scored, standing: StandingQuarter) -> list[OutlineNode]:
    """Return the nodes as they are stored, in the order of the result."""
    stored = Node.objects.filter(version=standing.version_id).order_by()
    fields = OutlineNode._fields
    nodes = {one.code: one for one in map(OutlineNode._make, stored.values_list(*fields))}
    return [nodes[node.code] for node in scored.result.spec.nodes]


def _places_of(scored: Scored, standing: Sequence[StandingQuarter]) -> Ints:
    return np.array([scored.result.unit_index[one.park.code] for one in standing], dtype=np.int64)


def _rows_of(
    scored: Scored, standing: Sequence[StandingQuarter], nodes: Sequence[OutlineNode]
) -> dict[str, Column]:
    """Return the rows of some parks of the result, park by park and node by node."""
    width = len(nodes)
    first = _places_of(scored, standing)[:, np.newaxis] * width
    positions = (first + np.arange(width)).ravel()
    moment = np.datetime64(scored.at.astimezone(UTC).replace(tzinfo=None), "us")
    return {
        "park_id": np.repeat(np.array([one.park_id for one in standing], dtype=np.int64), width),
        "period_id": np.full(len(positions), standing[0].period_id, dtype=np.int64),
        "node_id": np.tile(np.array([one.pk for one in nodes], dtype=np.int64), len(standing)),
        **rows_at(scored.columns, positions),
        "recorded_at": np.full(len(positions), moment),
    }


def _held(standing: Sequence[StandingQuarter]) -> dict[str, Numbers]:
    """Return the current scores of some parks in their quarter."""
    parks = [one.park_id for one in standing]
    current = Score.objects.current().filter(park__in=parks, period=standing[0].period_id)
    return read_columns(current, HELD)


def _compared(
    rows: Mapping[str, Column],
    held: Mapping[str, Numbers],
    standing: Sequence[StandingQuarter],
    nodes: Sequence[OutlineNode],
) -> tuple[Numbers, Ints]:
    """Return which of the scores held still stand, and at which of the new rows each one is."""
    park = numbered(held["park_id"], {one.park_id: place for place, one in enumerate(standing)})
    node = numbered(held["node_id"], {one.pk: place for place, one in enumerate(nodes)})
    stands, positions = node >= 0, park * len(nodes) + np.maximum(node, 0)
    now = rows_at(rows, positions)
    for name in HELD:
        if name not in KEYS:
            stands &= _same(held[name], now[name], HELD[name])
    return stands, positions


def _same(held: Numbers, now: Column, kind: Kind) -> Numbers:
    """Return where a column held says the same as the new one."""
    if not isinstance(now, Words):
        return np.asarray((held == now) | (np.isnan(held) & np.isnan(now)))
    if kind == TEXTS:
        return np.asarray(held == now.numbers)
    words = np.empty(len(now.texts), dtype=object)
    words[:] = [0 if kind == KEY and one is None else one for one in now.texts]
    return np.asarray(held == words[now.numbers], dtype=np.bool_)


def _supersede(keys: Ints, at: datetime) -> None:
    for start in range(0, len(keys), SUPERSEDED_TOGETHER):
        some = keys[start : start + SUPERSEDED_TOGETHER].tolist()
        Score.objects.filter(pk__in=some).update(superseded_at=at)


def _note_outlines(
    scored: Scored, standing: Sequence[StandingQuarter], nodes: Sequence[OutlineNode]
) -> None:
    result, places = scored.result, outlined(nodes)
    cells = np.ix_(_places_of(scored, standing), np.array(places, dtype=np.int64))
    numbers = [
        _plain(part[cells])
        for part in (result.scores, result.completeness, result.low, result.high)
    ]
    reasons = result.reasons[cells].tolist()
    for row, one in enumerate(standing):
        values = zip(*(part[row] for part in numbers), reasons[row], places, strict=True)
        lines = [
            Line(nodes[place], value, TEXTS[reason], completeness, low, high)
            for value, completeness, low, high, reason, place in values
        ]
        note_outline(one, lines)


def _plain(numbers: Numbers) -> list[list[float | None]]:
    return [[number_or_none(one) for one in row] for row in numbers.tolist()]


def _note_scored(scored: Scored, standing: Sequence[StandingQuarter]) -> None:
    for one in standing:
        one.is_stale, one.scored_at, one.problems = False, scored.at, []
        one.notices = scored.notices.get(one.park.code, [])
        one.manifest = scored.manifest_of(one.park.code)
    _save(standing)


def _save(standing: Sequence[StandingQuarter]) -> None:
    """Update quarters that are there by one statement, which an insert that finds them is."""
    names = [field.attname for field in StandingQuarter._meta.concrete_fields]
    names.remove("id")
    StandingQuarter.objects.bulk_create(
        [StandingQuarter(**{name: getattr(one, name) for name in names}) for one in standing],
        update_conflicts=True,
        unique_fields=["park", "period"],
        update_fields=NOTED,
    )
