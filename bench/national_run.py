"""National runs with real workers: how long from the start to the last stored rank."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator

from assessments.choices import RunStatus
from assessments.models import Run
from assessments.services.runs import start_run
from bench.nation import Nation
from config.celery import app
from parks.models import Park

PATIENCE_SECONDS = 1800


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
    """Score the last quarter of all parks in a run by so many workers; return how long it took."""
    with workers(count):
        _carried_out(nation, nation.park.code)  # a first small run, so that workers are warm
        return _carried_out(nation, "")


def _carried_out(nation: Nation, only: str) -> float:
    parks = Park.objects.filter(code=only) if only else Park.objects.all()
    began = time.perf_counter()
    run = start_run(
        version=nation.version,
        period=nation.quarters[-1],
        parks=parks,
        weights=None,
        by=nation.people["consultant"],
    )
    while run.is_going_on:
        if time.perf_counter() - began > PATIENCE_SECONDS:
            raise RuntimeError("The run does not end.")
        time.sleep(0.02)
        run = Run.objects.get(pk=run.pk)
    if run.status != RunStatus.DONE:
        raise RuntimeError(f"The run ended as {run.status}: {run.error}")
    return time.perf_counter() - began
