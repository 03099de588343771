"""Many rows are written at once, nulls, texts and exact numbers included, on either database."""

import numpy as np
import pytest

from assessments.models import Run, RunPark, RunScore, RunShard
from assessments.services import run_rows
from assessments.services.run_rows import Words, as_python, write_rows
from tests.assessments.small import at, publish
from tests.factories import make_park

REASONS = ("", "not_asked", "nothing_observed")


def columns(values, reasons):
    count = len(values)
    numbers = np.array(values, dtype=np.float64)
    return {
        "run_id": np.full(count, 1, dtype=np.int64),
        "park_id": np.arange(count, dtype=np.int64),
        "node_id": np.full(count, 2**40, dtype=np.int64),
        "value": numbers,
        "null_reason": Words(np.array(reasons), REASONS),
        "completeness": numbers[::-1].copy(),
        "low": np.full(count, np.nan),
        "high": numbers,
        "raw_value": np.full(count, -0.1),
    }


def test_rows_come_back_as_they_were_given(db):
    given = columns([0.1 + 0.2, np.nan, 1e-300, np.nan], [0, 1, 0, 2])

    write_rows(RunScore, given)

    held = RunScore.objects.order_by("park_id")
    assert [tuple(row) for row in held.values_list(*given)] == list(
        zip(*(as_python(column) for column in given.values()), strict=True)
    )


def test_no_rows_are_no_work(db):
    write_rows(RunScore, columns([], []))
    assert not RunScore.objects.exists()


def test_more_texts_than_one_number_counts_stay_where_they_belong(db, monkeypatch):
    monkeypatch.setattr(run_rows, "MOST_KINDS", 4)
    given = columns([0.5, np.nan, 1.5, np.nan, 2.5], [0, 1, 0, 2, 0])

    write_rows(RunScore, given)

    held = RunScore.objects.order_by("park_id").values_list("value", "null_reason")
    assert list(held) == [
        (0.5, ""),
        (None, "not_asked"),
        (1.5, ""),
        (None, "nothing_observed"),
        (2.5, ""),
    ]


@pytest.fixture
def run(cast):
    with at("2025-04-02"):
        version = publish(cast)
    return Run.objects.create(
        version=version,
        period=version.assignments.get().from_period,
        started_by=cast.consultant,
        started_at="2025-04-01T00:00Z",
    )


def test_bytes_and_lists_are_written_as_they_are(run):
    first = np.array([0])
    write_rows(
        RunShard,
        {
            "run_id": np.array([run.pk]),
            "number": np.array([3], dtype=np.int32),
            "inputs": Words(first, [b"\x00'\\\xff\x00"]),
            "inputs_hash": Words(first, ["a"]),
            "attempts": np.array([0], dtype=np.int16),
            "notices": Words(first, [[{"code": "x"}]]),
            "result_hash": Words(first, [""]),
        },
    )
    shard = RunShard.objects.get()
    assert bytes(shard.inputs) == b"\x00'\\\xff\x00"
    assert (shard.number, shard.notices, shard.finished_at) == (3, [{"code": "x"}], None)


def test_whole_numbers_of_any_width_are_written(run):
    write_rows(
        RunPark,
        {
            "run_id": np.array([run.pk]),
            "park_id": np.array([make_park().pk]),
            "stage": Words(np.array([1]), ["", "t1"]),
            "shard_number": np.array([12], dtype=np.int32),
        },
    )
    assert RunPark.objects.get().shard_number == 12
