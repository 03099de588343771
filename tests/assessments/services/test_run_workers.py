"""Runs on real workers: carried out, cancelled, and finished by another worker when one is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from urllib.parse import urlsplit

import pytest
import redis
from celery import Celery
from django.db import transaction

from assessments.models import Run, RunScore, RunShard
from assessments.services import runs
from assessments.services.run_verification import verify_run
from assessments.services.runs import cancel_run, start_run, take_up_lost_runs
from tests.assessments.nation import make_nation, nation, quarter
from tests.cast import make_cast
from tests.conftest import REDIS_URL, ROOT, database_of_this_process

pytestmark = [pytest.mark.redis, pytest.mark.django_db(transaction=True)]

PATIENCE_SECONDS = 120
FIRST_DATABASE = 8
"""The Redis databases of these workers, above those that the workers of other tests use."""


def until(condition):
    """Ask again and again until something is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    pause = threading.Event()
    while not (found := condition()):
        assert time.monotonic() < deadline
        pause.wait(0.02)
    return found


@pytest.fixture
def broker():
    """An empty database of the Redis server, for this process alone."""
    process = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    number = FIRST_DATABASE + process % FIRST_DATABASE
    address = urlsplit(REDIS_URL)._replace(path=f"/{number}").geturl()
    with redis.Redis.from_url(address) as server:
        server.flushdb()
        yield address
        server.flushdb()


@pytest.fixture
def queue(broker, settings, monkeypatch):
    """Let runs be queued at that broker, in small shards, and lost ones be taken up soon."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    settings.RUN_SIGN_OF_LIFE_SECONDS = 1
    app = Celery("runs", broker=broker, set_as_current=False)
    monkeypatch.setattr(runs, "signature", app.signature)
    yield app
    app.close()


@pytest.fixture
def start_worker(broker, tmp_path):
    """Start workers that share only the database and the broker with this process; end those that are left."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
        "DATABASE_URL": database_of_this_process(),
        "REDIS_URL": broker,
        "RUN_SHARD_PARKS": "20",
        "RUN_LEASE_SECONDS": "1",
        "RUN_SIGN_OF_LIFE_SECONDS": "1",
    }
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "--concurrency", "1"]
    started = []

    def start():
        log = (tmp_path / f"worker-{len(started)}.log").open("wb")
        worker = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        started.append((worker, log))
        return worker

    yield start
    for worker, log in started:
        if worker.poll() is None:
            kill(worker)
        log.close()


def kill(worker):
    """Kill a worker with all its processes, as a power failure would."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(timeout=10)


def start(version, cast):
    return start_run(
        version=version, period=quarter(), parks=nation(), weights=None, by=cast.consultant
    )


def state_of(run):
    return Run.objects.values_list("status", flat=True).get(pk=run.pk)


def done_shards(run):
    return RunShard.objects.filter(run=run, finished_at__isnull=False).count()


def is_done_by_now(run):
    """Do what the clock does each minute, and look at the run."""
    take_up_lost_runs()
    return state_of(run) == "done"


def undisturbed(version, cast, monkeypatch, settings):
    """Carry a run out in this process, one shard after the other."""
    settings.RUN_SHARD_PARKS = 20
    with monkeypatch.context() as here, transaction.atomic():
        here.setattr(transaction, "on_commit", lambda task: None)
        run = start(version, cast)
    with monkeypatch.context() as here:
        here.setattr(runs, "_queue_shards", lambda shards: None)
        runs.carry_out_run(run.pk)
    for key in RunShard.objects.filter(run=run).order_by("number").values_list("pk", flat=True):
        runs.score_shard(key)
    return Run.objects.get(pk=run.pk)


def test_a_run_outlives_the_worker_that_is_killed(queue, start_worker, monkeypatch, settings):
    cast = make_cast()
    version = make_nation(cast, 2_000)
    expected = undisturbed(version, cast, monkeypatch, settings)
    assert expected.status == "done"

    run = start(version, cast)
    first = start_worker()
    until(lambda: done_shards(run))
    kill(first)
    shards = RunShard.objects.filter(run=run).count()
    assert 0 < done_shards(run) < shards
    until(take_up_lost_runs)
    start_worker()
    until(lambda: is_done_by_now(run))

    run.refresh_from_db()
    assert run.result_hash == expected.result_hash
    assert (run.parks_scored, run.taken_up > 0, run.is_eager) == (run.parks_total, True, False)
    assert RunScore.objects.filter(run=run).count() == RunScore.objects.filter(run=expected).count()
    assert verify_run(Run.objects.get(pk=run.pk)) == []


def test_a_cancelled_run_stops_its_workers(queue, start_worker):
    cast = make_cast()
    version = make_nation(cast, 800)
    run = start(version, cast)
    start_worker()
    until(lambda: done_shards(run))
    cancel_run(run, by=cast.consultant)

    second = start(version, cast)
    until(lambda: state_of(second) == "done")

    assert state_of(run) == "cancelled"
    assert 0 < done_shards(run) < RunShard.objects.filter(run=run).count()
    assert second.pk != run.pk
