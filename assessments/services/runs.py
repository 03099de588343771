"""Assessment runs: started by a person, carried out in shards by workers, taken up again where a worker was lost.

Tasks may come twice, late or never. So what is done is counted in the database alone: a shard is leased, its rows and
its end are written in one transaction, and whoever finishes the last one queues the end of the run.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from celery import signature
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import RuleBroken
from accounts.models import User
from assessments.choices import RunStatus, VersionStatus
from assessments.models import FrameworkVersion, Run, RunPark, RunShard, WeightsSet
from assessments.permissions import may_cancel_run, may_run_assessment
from assessments.selectors.columns import read_bytes
from assessments.services.run_freezing import ends_of_run, freeze_run, spec_of_run
from assessments.services.run_inputs import ShardInputs, ShardScoring, hash_of_inputs
from assessments.services.run_results import notices_of, result_of, store_ranks, store_shard
from assessments.services.run_rows import Column, Words, write_rows
from assessments.services.run_states import (
    RunBroken,
    begin,
    cancel,
    failing_visibly,
    finish,
    lease,
    locked_run,
    patience,
    show_progress,
)
from assessments.services.weights import freeze_weights_set
from assessments.signals import run_done
from engine.result import Result
from parks.choices import Frequency
from parks.models import Park, Period

MOST_ATTEMPTS = 5
"""A shard that was begun so often and never finished breaks its workers: the run is given up."""


@transaction.atomic
def start_run(
    *,
    version: FrameworkVersion,
    period: Period,
    parks: QuerySet[Park] | Sequence[Park],
    weights: WeightsSet | None,
    title: str = "",
    by: User,
) -> Run:
    """Queue a run of a version over parks and an ended quarter, by the weights of a set where one is given.

    Errors: version_not_published, quarter_not_ended, weights_of_other_version, no_parks.
    """
    _check(version, period, weights)
    keys = _parks_to_run(parks, by)
    if weights is not None:
        freeze_weights_set(weights)
    run = Run.objects.create(
        title=title.strip(),
        version=version,
        period=period,
        weights=weights,
        started_by=by,
        started_at=clock.now(),
        is_eager=settings.CELERY_TASK_ALWAYS_EAGER,
        parks_total=len(keys),
    )
    columns: dict[str, Column] = {
        "run_id": np.full(len(keys), run.pk, dtype=np.int64),
        "park_id": np.array(keys, dtype=np.int64),
        "stage": Words(np.zeros(len(keys), dtype=np.int64), [""]),
        "shard_number": np.zeros(len(keys), dtype=np.int32),
    }
    write_rows(RunPark, columns)
    audit.record(
        "run.start",
        by=by,
        on=run,
        version=str(version),
        period=period.code,
        weights=weights.name if weights is not None else "",
        parks=len(keys),
    )
    transaction.on_commit(signature("assessments.carry_out_run", args=[run.pk]).apply_async)
    return run


def cancel_run(run: Run, *, by: User) -> Run:
    """Stop a run that is going on. Errors: run_over (409)."""
    if not Run.objects.filter(may_cancel_run(by), pk=run.pk).exists():
        message = _("A run is stopped by who started it or by an authority of its parks.")
        raise PermissionDenied(message)
    return cancel(run, by=by)


def carry_out_run(run_id: int) -> None:
    """Freeze the inputs of a run and let workers score its shards."""
    if begin(run_id) is None:
        return
    with failing_visibly(run_id):
        if freeze_run(run_id):
            _queue_shards(RunShard.objects.filter(run=run_id, finished_at=None))


def score_shard(shard_id: int, *, again: bool = False) -> None:
    """Score the parks of a shard from its frozen inputs; one that is done or in other hands is left alone.

    `again` is said of a task whose worker was lost with it: then the lease is that worker's and counts no more.
    """
    shard = _leased(shard_id, again=again)
    if shard is None:
        return
    with failing_visibly(shard.run_id):
        if shard.attempts > MOST_ATTEMPTS:
            raise RunBroken("given_up")
        if _store(shard, result_of_shard(shard)):
            finish_run(shard.run_id)


def result_of_shard(shard: RunShard) -> Result:
    """Score a shard from its frozen inputs. Errors: RunBroken where these are not what was frozen; EngineError."""
    data = read_bytes(RunShard.objects.filter(pk=shard.pk), "inputs")
    if hash_of_inputs(data) != shard.inputs_hash:
        raise RunBroken("inputs_changed")
    run = shard.run
    inputs = ShardInputs.unpacked(data)
    scoring = ShardScoring(spec_of_run(run), inputs, run.period.last_month)
    return scoring.score(ends_of_run(run))


def finish_run(run_id: int) -> None:
    """Rank the parks and close a run whose shards are all done; doing it twice changes nothing."""
    with failing_visibly(run_id), transaction.atomic():
        run = locked_run(run_id)
        waiting = RunShard.objects.filter(run=run, finished_at=None)
        if run.status != RunStatus.RUNNING or run.frozen_at is None or waiting.exists():
            return
        store_ranks(run)
        finish(run, **result_of(run))
        run_done.send(Run, run=run)


def take_up_lost_runs() -> int:
    """Queue again what nobody shows a sign of life on; return how many runs that concerns."""
    now = clock.now()
    silent = Q(seen_at__lt=now - patience()) | Q(seen_at=None, started_at__lt=now - patience())
    orphaned = RunShard.objects.filter(finished_at=None, leased_until__lt=now).values("run")
    lost = Run.objects.going_on().filter(silent | Q(pk__in=orphaned))
    return sum(_take_up(key) for key in list(lost.values_list("pk", flat=True)))


@transaction.atomic
def _take_up(run_id: int) -> bool:
    """Queue what is left of a run: all of it if everybody is silent on it, else the shards of the lost worker."""
    now = clock.now()
    run = Run.objects.going_on().select_for_update(skip_locked=True).filter(pk=run_id).first()
    if run is None:
        return False
    left = RunShard.objects.filter(run=run, finished_at=None)
    orphaned = left.filter(leased_until__lt=now)
    is_silent = run.is_lost
    if not (is_silent or orphaned.exists()):
        return False
    lost = list((left.exclude(leased_until__gte=now) if is_silent else orphaned).values("pk"))
    keys = [one["pk"] for one in lost]
    RunShard.objects.filter(pk__in=keys).update(leased_until=None)
    Run.objects.filter(pk=run_id).update(taken_up=F("taken_up") + 1, seen_at=now)
    if run.frozen_at is None or not left.exists():
        name = "carry_out_run" if run.frozen_at is None else "finish_run"
        transaction.on_commit(signature(f"assessments.{name}", args=[run_id]).apply_async)
    else:
        shards = RunShard.objects.filter(pk__in=keys)
        transaction.on_commit(lambda: _queue_shards(shards))
    return True


def _queue_shards(shards: QuerySet[RunShard]) -> None:
    for key in list(shards.order_by("number").values_list("pk", flat=True)):
        signature("assessments.score_shard", args=[key]).apply_async()


def _leased(shard_id: int, *, again: bool) -> RunShard | None:
    """Lease a shard that waits to be scored, for a run that is going on."""
    now = clock.now()
    with transaction.atomic():
        waiting = RunShard.objects.filter(
            pk=shard_id, finished_at=None, run__status=RunStatus.RUNNING
        )
        if not again:
            waiting = waiting.filter(Q(leased_until=None) | Q(leased_until__lt=now))
        locked = waiting.select_for_update(of=("self",), skip_locked=True)
        of_run = locked.select_related("run__version__framework", "run__period", "run__weights")
        shard = of_run.defer("inputs").first()
        if shard is None:
            return None
        shard.leased_until, shard.attempts = now + lease(), shard.attempts + 1
        shard.save(update_fields=["leased_until", "attempts"])
    return shard


def _store(shard: RunShard, result: Result) -> bool:
    """Write a shard's rows and its end together; return whether it was the last one of its run.

    The run's row is locked last and only for a moment, so that workers write beside each other.
    """
    with transaction.atomic():
        waiting = RunShard.objects.filter(pk=shard.pk, finished_at=None).order_by()
        if not waiting.select_for_update(of=("self",)).values_list("pk"):
            return False
        store_shard(shard, result)
        shard.finished_at, shard.leased_until = clock.now(), None
        shard.notices, shard.result_hash = notices_of(result), result.result_hash
        shard.save(update_fields=["finished_at", "leased_until", "notices", "result_hash"])
        show_progress(shard.run_id, len(result.units))
    return not RunShard.objects.filter(run=shard.run_id, finished_at=None).exists()


def _check(version: FrameworkVersion, period: Period, weights: WeightsSet | None) -> None:
    if version.status != VersionStatus.PUBLISHED:
        message = _("Only a published version can be run.")
        raise RuleBroken("version_not_published", message)
    if period.every != Frequency.QUARTER or period.ends_on >= clock.today():
        message = _("A run scores a quarter that has ended.")
        raise RuleBroken("quarter_not_ended", message)
    if weights is not None and weights.version_id != version.pk:
        message = _("These weights were made for another version.")
        raise RuleBroken("weights_of_other_version", message)


def _parks_to_run(parks: QuerySet[Park] | Sequence[Park], by: User) -> list[int]:
    """Return the keys of the parks, all of which `by` must be allowed to assess."""
    if isinstance(parks, QuerySet):
        keys = set(parks.order_by().values_list("pk", flat=True))
    else:
        keys = {park.pk for park in parks}
    if not keys:
        raise RuleBroken("no_parks", _("Choose at least one park."))
    allowed = Park.objects.filter(may_run_assessment(by)).order_by().values_list("pk", flat=True)
    if not keys <= set(allowed):
        message = _("You run assessments of parks whose consultant or authority you are.")
        raise PermissionDenied(message)
    return sorted(keys)
