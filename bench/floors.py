"""What the database and the engine take by themselves: the floors that the product's paths are held against."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import connection, transaction

from assessments.framework_file import spec_of
from assessments.models import FrameworkVersion, Score
from assessments.selectors.inputs import gather
from engine.result import Result
from parks.models import Park, Period
from parks.services.history_files import HistoryFile

STAGING = "CREATE TABLE bench_staging (park text, indicator text, period text, value text, missing_reason text)"
SCORES = "CREATE TABLE bench_score (LIKE assessments_runscore INCLUDING ALL)"
READ = """
    SELECT park_id, indicator_id, period_id, value, missing_reason FROM parks_observation
     WHERE superseded_at IS NULL AND period_id IN (
        SELECT id FROM parks_period WHERE ends_on <= %s AND ends_on > %s - interval '2 years')"""


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


def read_values(period: Period) -> float:
    """Read the values that can act on a quarter as they lie in the table."""

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute(READ, [period.ends_on, period.ends_on])
            cursor.fetchall()

    return timed(read)[0]


def score_barely(
    version: FrameworkVersion, period: Period, stages: dict[str, str]
) -> tuple[float, Result]:
    """Let the engine score tables that are in memory already."""
    inputs = gather(spec_of(version), period, stages)
    return timed(inputs.score)


def copy_scores(result: Result, period: Period) -> float:
    """COPY the scores of a result into a table shaped like a run's, prepared as text."""
    parks = dict(Park.objects.values_list("code", "pk"))
    text = io.StringIO()
    for row, unit in enumerate(result.units):
        for place, value in enumerate(result.scores[row].tolist()):
            shown, reason = (value, "") if value == value else ("\\N", "x")  # noqa: PLR0124 NaN differs from itself
            text.write(f"{period.pk}\t{parks[unit]}\t{place}\t{shown}\t{reason}\n")
    data = text.getvalue().encode()

    def copy() -> None:
        statement = "COPY bench_score (run_id, park_id, node_id, value, null_reason) FROM STDIN"
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
