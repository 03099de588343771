"""What the database and the engine take by themselves: the floors that the product's paths are held against."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction

from accounts import clock
from assessments.framework_file import spec_of
from assessments.models import FrameworkVersion, Node, RunScore, Score
from assessments.services.run_inputs import ShardScoring
from assessments.services.run_reading import read_observations, shard_of
from assessments.services.run_results import columns_of
from assessments.services.run_rows import binary_rows, copy_statement
from engine.result import Result
from parks.models import Park, Period
from parks.services.history_files import HistoryFile

STAGING = "CREATE TABLE bench_staging (park text, indicator text, period text, value text, missing_reason text)"
SCORES = "CREATE TABLE bench_score (LIKE assessments_runscore INCLUDING ALL)"
READ = """
    SELECT id, park_id, indicator_id, period_id, value, missing_reason FROM parks_observation
     WHERE superseded_at IS NULL AND period_id = ANY(%s)"""


class Undone(Exception):  # noqa: N818 it is no error
    """Ends a measurement whose traces are taken back."""


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long an act took in seconds, and what it gave."""
    began = time.perf_counter()
    given = act()
    return time.perf_counter() - began, given


def copy_file(file: HistoryFile) -> float:
    """COPY a file as it is into a staging table without a key; rows are not looked at."""

    def copy() -> None:
        with (
            connection.cursor() as cursor,
            cursor.copy("COPY bench_staging FROM STDIN (FORMAT csv)") as out,
        ):
            for chunk in file.chunks():
                out.write(chunk)

    return _undone(STAGING, copy)


def copy_rows(file: HistoryFile) -> float:
    """COPY the rows of a file one by one into the same table, as a program does that has read them."""

    def copy() -> None:
        with connection.cursor() as cursor, cursor.copy("COPY bench_staging FROM STDIN") as out:
            for _line, park, indicator, period, _number, reason, value in file.rows():
                out.write_row((park, indicator, period, value, reason))

    return _undone(STAGING, copy)


@dataclass(frozen=True)
class BareRun:
    """What a run of all parks over a quarter cannot do without, each measured by itself in seconds."""

    read: float
    engine: float
    copy: float

    @property
    def total(self) -> float:
        return self.read + self.engine + self.copy


def bare_run(version: FrameworkVersion, period: Period, stages: dict[str, str]) -> BareRun:
    """Read the values that act on a quarter, score them, and COPY the scores.

    Reading is one SELECT of these rows and nothing but what a score needs of them, fetched by the driver. The engine goes
    from rows in memory to the result, all parks at once, without a formula that compares parks. COPY takes every column
    that the product stores, as bytes prepared before, into a table with the same indexes and checks.
    """
    spec = spec_of(version).spec
    keys = dict(Park.objects.values_list("code", "pk"))
    units = sorted(keys)
    numbers = {keys[code]: place for place, code in enumerate(units)}
    observed = read_observations(spec, period, numbers, clock.now())
    columns = [one.code for one in spec.measured]
    inputs = shard_of(observed, 0, units, [stages[one] for one in units], columns)
    engine, result = timed(lambda: ShardScoring(spec, inputs, period.last_month).score({}))
    periods = np.unique(observed.periods).tolist()
    return BareRun(read_values(periods), engine, copy_scores(version, result, keys))


def quickest(measured: Iterable[BareRun]) -> BareRun:
    """Return the quickest of each part: what else the machine does can only slow it."""
    parts = [(one.read, one.engine, one.copy) for one in measured]
    return BareRun(*map(min, zip(*parts, strict=True)))


def read_values(periods: list[int]) -> float:
    """Read the values of periods as they lie in the table."""

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute(READ, [periods])
            cursor.fetchall()

    return timed(read)[0]


def copy_scores(version: FrameworkVersion, result: Result, keys: dict[str, int]) -> float:
    """COPY the scores of a result into a table like a run's."""
    nodes = dict(Node.objects.filter(version=version).values_list("code", "pk"))
    columns = columns_of(0, result, keys, nodes)
    data = b"".join(binary_rows(columns))
    statement = copy_statement(RunScore, columns).replace("assessments_runscore", "bench_score")

    def copy() -> None:
        with connection.cursor() as cursor, cursor.copy(statement) as out:
            out.write(data)

    return _undone(SCORES, copy)


def rows_of_scores(version: FrameworkVersion) -> int:
    return Score.objects.filter(node__version=version).count()


def _undone(table: str, act: Callable[[], None]) -> float:
    """Do something with a table that is gone afterwards; return how long it took."""
    seconds = 0.0
    with suppress(Undone), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(table)
        seconds = timed(act)[0]
        raise Undone
    return seconds
