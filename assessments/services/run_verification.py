"""Verifies a run: reads the observations again as they were known, scores the frozen inputs again, and names what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import numpy as np
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.errors import NoLongerPossible
from assessments.choices import RunStatus
from assessments.models import Node, Run, RunPark, RunRank, RunScore, RunShard
from assessments.services.run_freezing import (
    ParkOfRun,
    as_data,
    shards_of,
    spec_of_run,
)
from assessments.services.run_inputs import ShardInputs, ShardScoring, hash_of_inputs
from assessments.services.run_results import columns_of, joined_hash, ranks_of
from assessments.services.run_rows import as_python
from engine.carry import MONTHS
from engine.manifest import ENGINE_VERSION, hash_of_spec
from engine.normalise import Ends
from engine.scoring import joined_ends
from engine.spec import Spec
from governance.models import PathStep
from parks.models import Observation

STILL_BEING_WRITTEN: Final = timedelta(minutes=1)
"""What was recorded so shortly before a run froze may have been on its way still: the run did not see it."""
SCORE_FIELDS: Final = ("value", "null_reason", "completeness", "low", "high", "raw_value")


@dataclass(frozen=True)
class Difference:
    """One thing that is not as the run says: where, what the run says and what is there."""

    code: str
    park: str = ""
    place: str = ""
    period: str = ""
    before: str = ""
    after: str = ""


def verify_run(run: Run) -> list[Difference]:
    """Return everything in which a run that is done differs from what its inputs give; nothing if it holds.

    Codes:    spec_changed, inputs_changed, stage_changed, observation_changed, observation_added, observation_missing,
              statistics_changed, engine_changed, score_changed, score_added, score_missing, rank_changed, result_changed.
    Errors:   run_not_done (409).
    """
    if run.status != RunStatus.DONE:
        raise NoLongerPossible("run_not_done", _("Only a run that is done can be verified."))
    return list(_Verification(run).differences())


class _Verification:
    """One verification: the run's spec, its shards as frozen, and its parks."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.spec: Spec = spec_of_run(run)
        self.shards = list(run.shards.order_by("number"))
        self.sound = [
            one for one in self.shards if hash_of_inputs(bytes(one.inputs)) == one.inputs_hash
        ]
        self.frozen = {one.pk: ShardInputs.unpacked(bytes(one.inputs)) for one in self.sound}
        rows = RunPark.objects.filter(run=run).values_list("park_id", "park__code", "stage")
        parks = [ParkOfRun(*row) for row in rows]
        self.parks = sorted(parks, key=lambda one: one.code)
        self.keys = {one.code: one.pk for one in self.parks}
        self.codes = {one.pk: one.code for one in self.parks}

    def differences(self) -> Iterator[Difference]:
        yield from self._of_spec()
        yield from self._of_inputs()
        yield from self._of_stages()
        yield from self._of_observations()
        if self.run.manifest["engine_version"] != ENGINE_VERSION:
            before = str(self.run.manifest["engine_version"])
            yield Difference("engine_changed", before=before, after=ENGINE_VERSION)
            return
        yield from self._of_results()
        yield from self._of_ranks()

    def _of_spec(self) -> Iterator[Difference]:
        before, after = str(self.run.manifest["spec_hash"]), hash_of_spec(self.spec)
        if before != after:
            yield Difference("spec_changed", before=before, after=after)

    def _of_inputs(self) -> Iterator[Difference]:
        for shard in self.shards:
            after = hash_of_inputs(bytes(shard.inputs))
            if after != shard.inputs_hash:
                place = f"shard {shard.number}"
                yield Difference(
                    "inputs_changed", place=place, before=shard.inputs_hash, after=after
                )
        before = str(self.run.manifest["data_hash"])
        after = joined_hash(one.inputs_hash for one in self.shards)
        if before != after:
            yield Difference("inputs_changed", before=before, after=after)

    def _of_stages(self) -> Iterator[Difference]:
        known = self._stages_known() if self.run.version.has_stages else {}
        for inputs in self.frozen.values():
            for park, stage in zip(inputs.parks, inputs.stages, strict=True):
                after = known.get(self.keys.get(park, 0), "")
                if after != stage:
                    yield Difference("stage_changed", park=park, before=stage, after=after)

    def _stages_known(self) -> dict[int, str]:
        """Return the stages on the quarter's last day, by the decisions that had been taken when the run froze."""
        at = self.run.frozen_at
        steps = PathStep.objects.filter(
            Q(revoked_at=None) | Q(revoked_at__gt=at),
            park__in=RunPark.objects.filter(run=self.run).values("park"),
            entered_on__lte=self.run.period.ends_on,
            decided_at__lte=at,
        )
        return dict(steps.order_by("entered_on", "pk").values_list("park_id", "stage"))

    def _of_observations(self) -> Iterator[Difference]:
        assert self.run.frozen_at is not None
        size = int(self.run.manifest["shard_parks"])
        known = shards_of(self.run, self.spec, self.parks, self.run.frozen_at, size)
        for shard, now in zip(self.shards, known, strict=False):
            if shard.pk in self.frozen:
                yield from self._of_shard(self.frozen[shard.pk], now)

    def _of_shard(self, frozen: ShardInputs, now: ShardInputs) -> Iterator[Difference]:
        _both, of_frozen, of_now = np.intersect1d(frozen.ids, now.ids, return_indices=True)
        same = _rows(frozen)[of_frozen] == _rows(now)[of_now]
        for index in np.flatnonzero(~same).tolist():
            before, after = of_frozen[index], of_now[index]
            yield self._difference(
                "observation_changed", frozen, before, _cell(frozen, before), _cell(now, after)
            )
        gone = np.setdiff1d(np.arange(len(frozen.ids)), of_frozen)
        there = self._still_there(frozen.ids[gone].tolist())
        for index in gone.tolist():
            if there.get(int(frozen.ids[index])) != _cell(frozen, index):
                yield self._difference(
                    "observation_missing", frozen, index, _cell(frozen, index), ""
                )
        new = np.setdiff1d(np.arange(len(now.ids)), of_now)
        late = self._on_their_way(now.ids[new].tolist())
        for index in new.tolist():
            if int(now.ids[index]) not in late:
                yield self._difference("observation_added", now, index, "", _cell(now, index))

    def _difference(
        self, code: str, inputs: ShardInputs, index: int, before: str, after: str
    ) -> Difference:
        cells = inputs.cells
        column = self.spec.measured[int(cells.column[index])]
        park = inputs.parks[int(cells.unit[index])]
        period = period_code(column.every, int(cells.ends[index]))
        return Difference(code, park, column.code, period, before, after)

    def _still_there(self, keys: Sequence[int]) -> dict[int, str]:
        """Return observations that were superseded while the run froze, by key, as a cell is written."""
        shortly = self._shortly_before()
        rows = Observation.objects.filter(pk__in=keys, superseded_at__range=shortly)
        return {one.pk: _written(one.value) for one in rows}

    def _on_their_way(self, keys: Sequence[int]) -> set[int]:
        rows = Observation.objects.filter(pk__in=keys, recorded_at__range=self._shortly_before())
        return set(rows.values_list("pk", flat=True))

    def _shortly_before(self) -> tuple[Any, Any]:
        assert self.run.frozen_at is not None
        return self.run.frozen_at - STILL_BEING_WRITTEN, self.run.frozen_at

    def _of_results(self) -> Iterator[Difference]:
        """Score the sound shards again, with the ends over all of them."""
        last_month = self.run.period.last_month
        scorings = {
            shard.pk: ShardScoring(self.spec, self.frozen[shard.pk], last_month)
            for shard in self.sound
        }
        ends = joined_ends(one.ends() for one in scorings.values())
        before, after = self.run.statistics.get("ends", {}), as_data(ends)
        for code in sorted({*before, *after}):
            if before.get(code) != after.get(code):
                said, found = str(before.get(code)), str(after.get(code))
                yield Difference("statistics_changed", place=code, before=said, after=found)
        hashes = {}
        for shard in self.sound:
            hashes[shard.pk], found_here = self._again(shard, scorings[shard.pk], ends)
            yield from found_here
        made = joined_hash(hashes.get(one.pk, one.result_hash) for one in self.shards)
        if made != self.run.result_hash:
            yield Difference("result_changed", before=self.run.result_hash, after=made)

    def _again(
        self, shard: RunShard, scoring: ShardScoring, ends: dict[str, Ends]
    ) -> tuple[str, list[Difference]]:
        """Score a shard again; return its hash and where the stored rows differ."""
        result = scoring.score(ends)
        nodes = dict(Node.objects.filter(version=self.run.version_id).values_list("code", "pk"))
        columns = columns_of(self.run.pk, result, self.keys, nodes)
        named = [columns["park_id"], columns["node_id"], *(columns[one] for one in SCORE_FIELDS)]
        made = {
            (row[0], row[1]): row[2:]
            for row in zip(*(as_python(one) for one in named), strict=True)
        }
        among = [self.keys[park] for park in result.units]
        rows = RunScore.objects.filter(run=self.run, park__in=among).order_by()
        held = {
            (row[0], row[1]): row[2:]
            for row in rows.values_list("park_id", "node_id", *SCORE_FIELDS).iterator()
        }
        titles = {key: code for code, key in nodes.items()}
        found = [
            self._score_difference(key, titles, held.get(key), made.get(key))
            for key in sorted({*held, *made})
            if held.get(key) != made.get(key)
        ]
        return result.result_hash, found

    def _score_difference(
        self,
        key: tuple[int, int],
        titles: dict[int, str],
        held: tuple[Any, ...] | None,
        made: tuple[Any, ...] | None,
    ) -> Difference:
        code = "score_changed"
        if held is None or made is None:
            code = "score_missing" if held is None else "score_added"
        park, node = self.codes[key[0]], titles.get(key[1], str(key[1]))
        period = self.run.period.code
        return Difference(code, park, node, period, _told(made), _told(held))

    def _of_ranks(self) -> Iterator[Difference]:
        made = ranks_of(self.run)
        named = (made["node_id"], made["park_id"], made["place"])
        again = {
            (node, park): place for node, park, place in zip(*map(as_python, named), strict=True)
        }
        rows = RunRank.objects.filter(run=self.run).values_list("node_id", "park_id", "place")
        held = {(node, park): place for node, park, place in rows}
        titles = dict(Node.objects.filter(version=self.run.version_id).values_list("pk", "code"))
        for key in sorted({*again, *held}):
            before, after = again.get(key), held.get(key)
            if before != after:
                node, park = titles.get(key[0], str(key[0])), self.codes.get(key[1], str(key[1]))
                yield Difference("rank_changed", park, node, "", _told(before), _told(after))


def period_code(every: str, last_month: int) -> str:
    """Return the code of the period of a frequency that ends with a month."""
    year, month = divmod(last_month, MONTHS["year"])
    if every == "year":
        return str(year)
    return f"{year}-{month + 1:02d}" if every == "month" else f"{year}-Q{month // 3 + 1}"


def _rows(inputs: ShardInputs) -> Any:
    """Return what is compared of each observation, as rows of plain bytes: a NaN is equal to itself."""
    cells = inputs.cells
    parts = (cells.unit, cells.column, cells.ends, cells.values.view(np.int64), cells.states)
    rows = np.column_stack([part.astype(np.int64) for part in parts])
    kind = np.dtype([("row", np.void, rows.dtype.itemsize * rows.shape[1])])
    return np.ascontiguousarray(rows).view(kind)["row"].ravel()


def _cell(inputs: ShardInputs, index: int) -> str:
    value = float(inputs.cells.values[index])
    return _written(None if np.isnan(value) else value)


def _written(value: float | None) -> str:
    return "–" if value is None else repr(value)


def _told(held: object) -> str:
    return "" if held is None else str(held)
