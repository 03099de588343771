"""Splits the difference of a park between two runs by its causes: the inputs of the first are scored again, one thing of
the second put in after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from assessments.choices import Cause
from assessments.models import Run, RunPark, RunShard
from assessments.selectors.run_compare import Move, RunComparison
from assessments.services.run_freezing import ends_of_run, spec_of_run
from assessments.services.run_inputs import ShardInputs, ShardScoring, hash_of_inputs, weighted
from assessments.services.run_reading import reach_by_frequency
from engine.carry import Cells
from engine.errors import EngineError
from engine.normalise import Ends
from engine.numbers import Bools, Floats
from engine.spec import Spec

DIGITS = 10
"""Scores are rounded to so many decimals, so that differences of them are exact to as many."""


@dataclass(frozen=True)
class Part:
    """What one cause makes of a difference."""

    cause: Cause
    points: float


@dataclass(frozen=True, eq=False)
class State:
    """Everything that decides the scores of some parks: rules with their weights, values, stages, what is compared with."""

    spec: Spec
    inputs: ShardInputs
    last_month: int
    ends: Mapping[str, Ends]

    def scores(self, node: str) -> Floats:
        result = ShardScoring(self.spec, self.inputs, self.last_month).score(self.ends)
        return result.scores[:, result.node_index[node]]


def parts_of_differences(found: RunComparison) -> dict[str, tuple[Part, ...]]:
    """Return what each cause makes of the difference of the parks on the page, by their codes.

    The second run's weights take the place of the first one's, then its values, stages, rules, and at last the parks that
    its scores are compared with. The parts add up to the difference exactly. A park is left out where the frozen
    inputs do not give the very scores on record, or where a step between them gives none.
    """
    moves = {one.code: one for one in found.page if one.difference is not None}
    first, last = (state_of(run, moves) for run in (found.before, found.after))
    if first is None or last is None or first.inputs.parks != last.inputs.parks:
        return {}
    if not _reaches(first.spec, last.spec):
        return {}
    try:
        scores = _scores(found.node.code, first, last)
    except EngineError:
        return {}
    return dict(_parts(moves, first.inputs.parks, scores))


def state_of(run: Run, parks: Mapping[str, Move]) -> State | None:
    """Return what decides the scores of some parks in a run, None where its inputs are not those that were frozen."""
    inputs = _inputs_of(run, parks)
    if inputs is None:
        return None
    return State(spec_of_run(run), inputs, run.period.last_month, ends_of_run(run))


def _inputs_of(run: Run, parks: Mapping[str, Move]) -> ShardInputs | None:
    """Return the frozen inputs of some parks, one shard in hand at a time."""
    numbers = RunPark.objects.filter(run=run, park__code__in=list(parks)).values("shard_number")
    shards = RunShard.objects.filter(run=run, number__in=numbers).order_by("number")
    held = []
    for shard in shards.iterator(chunk_size=1):
        packed = bytes(shard.inputs)
        if hash_of_inputs(packed) != shard.inputs_hash:
            return None
        held.append(_only(ShardInputs.unpacked(packed), parks))
    return _joined(held) if held else None


def _only(inputs: ShardInputs, parks: Mapping[str, Move]) -> ShardInputs:
    kept = [place for place, code in enumerate(inputs.parks) if code in parks]
    numbers = np.full(len(inputs.parks), -1, dtype=np.int64)
    numbers[kept] = np.arange(len(kept))
    cells = inputs.cells
    where = numbers[cells.unit] >= 0
    return ShardInputs(
        tuple(inputs.parks[place] for place in kept),
        tuple(inputs.stages[place] for place in kept),
        inputs.columns,
        replace(_cells_at(cells, where), unit=numbers[cells.unit[where]]),
        inputs.ids[where],
    )


def _joined(held: Sequence[ShardInputs]) -> ShardInputs:
    starts = np.cumsum([0, *(len(one.parks) for one in held)])
    cells = [
        replace(one.cells, unit=one.cells.unit + start)
        for one, start in zip(held, starts, strict=False)
    ]
    return ShardInputs(
        tuple(code for one in held for code in one.parks),
        tuple(stage for one in held for stage in one.stages),
        held[0].columns,
        _together(cells),
        np.concatenate([one.ids for one in held]),
    )


def _cells_at(cells: Cells, where: Bools) -> Cells:
    return Cells(
        cells.unit[where],
        cells.column[where],
        cells.ends[where],
        cells.values[where],
        cells.states[where],
    )


def _together(cells: Sequence[Cells]) -> Cells:
    return Cells(
        np.concatenate([one.unit for one in cells]),
        np.concatenate([one.column for one in cells]),
        np.concatenate([one.ends for one in cells]),
        np.concatenate([one.values for one in cells]),
        np.concatenate([one.states for one in cells]),
    )


def _reaches(first: Spec, last: Spec) -> bool:
    """Whether the second run read its values as far back as the rules of the first one look."""
    read = reach_by_frequency(last)
    return all(reach <= read[every] for every, reach in reach_by_frequency(first).items())


def _scores(node: str, first: State, last: State) -> list[Floats]:
    """Return the scores of the first run, those after each step, and so at last those of the second."""
    states = list(_states(first, last))
    scores = [first.scores(node)]
    for before, after in pairwise(states):
        scores.append(scores[-1] if after is before else after.scores(node))
    return scores


def _states(first: State, last: State) -> Iterator[State]:
    """Yield the first run's state and the one after each step, in the order of the causes; the same where nothing differs."""
    yield first
    state = _reweighted(first, last)
    yield state
    state = _with_values(state, last)
    yield state
    state = _with_stages(state, last)
    yield state
    if state.spec.sha256 != last.spec.sha256:
        kept = {code: ends for code, ends in first.ends.items() if code in last.ends}
        state = replace(last, ends={**last.ends, **kept})
    yield state
    yield state if _same_ends(state, last) else last


def _reweighted(state: State, last: State) -> State:
    """Weigh as the second run does, wherever the same siblings stand below a node in both."""
    groups, others = _groups(state.spec), _groups(last.spec)
    weights: dict[str, float] = {}
    for parent, group in groups.items():
        other = others.get(parent, {})
        if other.keys() == group.keys() and other != group:
            weights |= other
    return replace(state, spec=weighted(state.spec, weights)) if weights else state


def _groups(spec: Spec) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, float]] = {}
    for node in spec.nodes:
        groups.setdefault(node.parent, {})[node.code] = node.weight
    return groups


def _with_values(state: State, last: State) -> State:
    """Take quarter and values of the second run; what only the first one's rules ask for stays."""
    inputs = state.inputs
    if state.last_month == last.last_month and _same_values(inputs, last.inputs):
        return state
    places = {code: place for place, code in enumerate(inputs.columns)}
    columns = np.array([places.get(code, -1) for code in last.inputs.columns], dtype=np.int64)
    is_kept = ~np.isin(np.arange(len(inputs.columns)), columns)
    old = _cells_at(inputs.cells, is_kept[inputs.cells.column])
    moved = columns[last.inputs.cells.column]
    new = replace(_cells_at(last.inputs.cells, moved >= 0), column=moved[moved >= 0])
    cells = _together([old, new])
    ids = np.zeros(len(cells.unit), dtype=np.int64)
    return replace(state, inputs=replace(inputs, cells=cells, ids=ids), last_month=last.last_month)


def _same_values(one: ShardInputs, other: ShardInputs) -> bool:
    names = ("unit", "column", "ends", "values", "states")
    return one.columns == other.columns and all(
        np.array_equal(
            getattr(one.cells, name), getattr(other.cells, name), equal_nan=name == "values"
        )
        for name in names
    )


def _with_stages(state: State, last: State) -> State:
    """Take the stages of the second run, where the rules of both know stages."""
    stages = last.inputs.stages
    if not (state.spec.stages and last.spec.stages) or stages == state.inputs.stages:
        return state
    return replace(state, inputs=replace(state.inputs, stages=stages))


def _same_ends(one: State, other: State) -> bool:
    return repr(sorted(one.ends.items())) == repr(sorted(other.ends.items()))


def _parts(
    moves: Mapping[str, Move], parks: Sequence[str], scores: Sequence[Floats]
) -> Iterator[tuple[str, tuple[Part, ...]]]:
    for row, code in enumerate(parks):
        steps = [float(one[row]) for one in scores]
        move = moves[code]
        if (steps[0], steps[-1]) == (move.before.value, move.after.value):
            parts = (
                Part(cause, round(after - before, DIGITS))
                for cause, (before, after) in zip(Cause, pairwise(steps), strict=True)
            )
            if not any(np.isnan(steps)):
                yield code, tuple(one for one in parts if one.points)
