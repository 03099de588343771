"""Freezes the inputs of a run: in one moment of the database, before anything is scored."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from django.conf import settings
from django.db import connection, transaction

from accounts import clock
from assessments.framework_file import spec_of
from assessments.models import Run, RunPark, RunShard
from assessments.services.run_inputs import ShardInputs, ShardScoring, hash_of_inputs, weighted
from assessments.services.run_reading import read_observations, shard_of
from assessments.services.run_rows import Column, Words, write_rows
from assessments.services.run_states import RunBroken
from engine.normalise import Ends
from engine.scoring import joined_ends
from engine.spec import Spec
from governance.choices import Stage
from governance.models import PathStep

STAGES: Final = ("", *Stage.values)


@dataclass(frozen=True)
class ParkOfRun:
    """A park to be scored, at its stage."""

    pk: int
    code: str
    stage: str


def spec_of_run(run: Run) -> Spec:
    """Return what the run scores by: its version's spec, with the weights of its set."""
    spec = spec_of(run.version).spec
    return weighted(spec, run.weights.weights) if run.weights is not None else spec


def freeze_run(run_id: int) -> bool:
    """Read all that decides the scores of a run and keep it in its shards; return whether that stands now.

    Somebody else at the same work is left to it. Errors: EngineError; RunBroken where no park can be scored.
    """
    with one_moment():
        locked = Run.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=run_id)
        run = locked.select_related("version__framework", "period", "weights").first()
        if run is None or not run.is_going_on:
            return False
        if run.frozen_at is None:
            _freeze(run, clock.now())
    return True


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the database as it was at one moment.

    SQLite lets no writer in meanwhile. On PostgreSQL it must be the outermost transaction; inside of another the
    isolation is that one's.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _freeze(run: Run, at: datetime) -> None:
    spec = spec_of_run(run)
    parks, left_out = _parks_of(run)
    if not parks:
        raise RunBroken("nobody_on_the_path")
    shards = shards_of(run, spec, parks, at)
    size = settings.RUN_SHARD_PARKS
    _keep_parks(run, parks, size)
    ends: list[dict[str, Ends]] = []
    for number, inputs in enumerate(shards):
        _keep_inputs(run, number, inputs.packed())
        ends.append(
            ShardScoring(spec, inputs, run.period.last_month).ends() if _is_relative(run) else {}
        )
    run.statistics = {"ends": as_data(joined_ends(ends))}
    run.manifest = {"shard_parks": size, "left_out": left_out}
    run.frozen_at, run.parks_total = at, len(parks)
    run.save(update_fields=["statistics", "manifest", "frozen_at", "parks_total"])


def shards_of(
    run: Run, spec: Spec, parks: Sequence[ParkOfRun], at: datetime, size: int = 0
) -> Iterator[ShardInputs]:
    """Yield the inputs of consecutive parks as they were known at a moment."""
    size = size or settings.RUN_SHARD_PARKS
    numbers = {park.pk: number for number, park in enumerate(parks)}
    observed = read_observations(spec, run.period, numbers, at)
    columns = [one.code for one in spec.measured]
    for first in range(0, len(parks), size):
        part = parks[first : first + size]
        codes, stages = [one.code for one in part], [one.stage for one in part]
        yield shard_of(observed, first, codes, stages, columns)


def _is_relative(run: Run) -> bool:
    return run.version.is_relative


def as_data(ends: dict[str, Ends]) -> dict[str, list[float] | None]:
    """Return ends as JSON holds them: NaN is null."""
    return {
        code: None if math.isnan(smallest) else [smallest, largest]
        for code, (smallest, largest) in ends.items()
    }


def ends_of_run(run: Run) -> dict[str, Ends]:
    """Return the frozen ends over all parks of a run."""
    held: dict[str, list[float] | None] = run.statistics.get("ends", {})
    nothing = (math.nan, math.nan)
    return {code: (ends[0], ends[1]) if ends else nothing for code, ends in held.items()}


def _parks_of(run: Run) -> tuple[list[ParkOfRun], list[str]]:
    """Return the parks in the engine's order, and the codes of those that are not on the path yet."""
    parks = RunPark.objects.filter(run=run).order_by()
    keys: dict[int, str] = dict(parks.values_list("park_id", "park__code"))
    if not run.version.has_stages:
        found = [ParkOfRun(pk, code, "") for pk, code in keys.items()]
        return sorted(found, key=lambda one: one.code), []
    stages = stages_of(run)
    found = [ParkOfRun(pk, code, stages[pk]) for pk, code in keys.items() if pk in stages]
    left_out = sorted(code for pk, code in keys.items() if pk not in stages)
    return sorted(found, key=lambda one: one.code), left_out


def stages_of(run: Run) -> dict[int, str]:
    """Return the stage of each park of a run on the last day of its quarter."""
    steps = (
        PathStep.objects.in_force()
        .filter(
            park__in=RunPark.objects.filter(run=run).values("park"),
            entered_on__lte=run.period.ends_on,
        )
        .order_by("entered_on", "pk")
    )
    return dict(steps.values_list("park_id", "stage"))


def _keep_parks(run: Run, parks: Sequence[ParkOfRun], size: int) -> None:
    """Note the stage and shard of each park; those that are left out are no parks of the run."""
    RunPark.objects.filter(run=run).delete()
    columns: dict[str, Column] = {
        "run_id": np.full(len(parks), run.pk, dtype=np.int64),
        "park_id": np.array([one.pk for one in parks], dtype=np.int64),
        "stage": Words(np.array([STAGES.index(one.stage) for one in parks]), STAGES),
        "shard_number": (np.arange(len(parks)) // size).astype(np.int32),
    }
    write_rows(RunPark, columns)


def _keep_inputs(run: Run, number: int, packed: bytes) -> None:
    """Keep the inputs of a shard; as a row of its own they travel as they are, without being spelled as text."""
    first = np.zeros(1, dtype=np.int64)
    columns: dict[str, Column] = {
        "run_id": np.array([run.pk], dtype=np.int64),
        "number": np.array([number], dtype=np.int32),
        "inputs": Words(first, [packed]),
        "inputs_hash": Words(first, [hash_of_inputs(packed)]),
        "attempts": np.zeros(1, dtype=np.int16),
        "notices": Words(first, [[]]),
        "result_hash": Words(first, [""]),
    }
    write_rows(RunShard, columns)
