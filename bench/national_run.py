"""National runs with real workers: how long from the start to the last stored rank."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta

from accounts import clock
from assessments.choices import RunStatus
from assessments.services.runs import start_run
from bench.nation import Nation
from config.celery import app
from parks.models import Park

PATIENCE = timedelta(minutes=30)
LOOKED_AT_EACH = 0.1
"""Seconds between two looks at a run: looking takes time from those who work on it."""
RUNS = 3


@contextlib.contextmanager
def workers(count: int) -> Iterator[None]:
    """Let so many worker processes take what is queued."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "config",
        "worker",
        "--concurrency",
        str(count),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
        try:
            while not app.control.ping(timeout=0.5):
                if worker.poll() is not None:
                    raise RuntimeError("The worker did not start.")
            yield
        finally:
            worker.terminate()


def run_seconds(nation: Nation, count: int) -> float:
    """Score the last quarter of all parks in runs by so many workers; return how long the quickest took.

    The first run is not counted: it warms each worker. Of the others the quickest counts, as what else the machine does can
    only slow them.
    """
    with workers(count):
        _carried_out(nation)
        return min(_carried_out(nation) for _ in range(RUNS))


def _carried_out(nation: Nation) -> float:
    """Carry out a run; return the seconds from the call to its last stored rank, as the run notes it."""
    began = clock.now()
    run = start_run(
        version=nation.version,
        period=nation.quarters[-1],
        parks=Park.objects.all(),
        weights=None,
        by=nation.people["consultant"],
    )
    while run.is_going_on:
        if clock.now() - began > PATIENCE:
            raise RuntimeError("The run does not end.")
        time.sleep(LOOKED_AT_EACH)
        run.refresh_from_db(fields=["status", "finished_at", "error"])
    if run.status != RunStatus.DONE or run.finished_at is None:
        raise RuntimeError(f"The run ended as {run.status}: {run.error}")
    return (run.finished_at - began).total_seconds()
