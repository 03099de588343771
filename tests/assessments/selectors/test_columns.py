"""Rows come as arrays, the same on either database: keys, numbers with nulls, few texts and objects."""

import numpy as np
import pytest

from assessments.models import RunShard, Score
from assessments.selectors.columns import FLOAT, KEY, OBJECT, numbered, read_bytes, read_columns
from assessments.services.run_freezing import freeze_run
from assessments.services.run_inputs import hash_of_inputs
from assessments.services.run_states import begin
from assessments.services.runs import start_run
from assessments.services.score_columns import TEXTS
from tests.assessments.nation import make_nation, nation, quarter
from tests.assessments.small import QUARTER, at, enter, file, publish

KINDS = {
    "id": KEY,
    "value": FLOAT,
    "null_reason": TEXTS,
    "cap": OBJECT,
    "carried_from_id": KEY,
}


@pytest.fixture
def scored(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast, "t2")
        file(cast, "2025-Q1", {**QUARTER, "access": "not_applicable"})


def test_each_row_stands_at_one_place_of_all_columns(scored, django_assert_num_queries):
    with django_assert_num_queries(1):
        read = read_columns(Score.objects.all(), KINDS)

    found = {
        key: (None if np.isnan(value) else value, TEXTS[text], cap, carried or None)
        for key, value, text, cap, carried in zip(*read.values(), strict=True)
    }
    assert found == {row[0]: row[1:] for row in Score.objects.values_list(*KINDS)}
    assert any(cap for _value, _text, cap, _carried in found.values())


@pytest.mark.parametrize("asked", [{}, {"pk__in": []}])
def test_no_rows_are_empty_columns(db, asked):
    read = read_columns(Score.objects.filter(**asked), KINDS)
    assert {name: len(column) for name, column in read.items()} == dict.fromkeys(KINDS, 0)


def test_bytes_come_as_they_are_stored(cast, django_assert_num_queries):
    version = make_nation(cast, 4)
    run = start_run(
        version=version, period=quarter(), parks=nation(), weights=None, by=cast.consultant
    )
    begin(run.pk)
    freeze_run(run.pk)
    shard = RunShard.objects.get()
    with django_assert_num_queries(1):
        read = read_bytes(RunShard.objects.filter(pk=shard.pk), "inputs")
    assert read == bytes(shard.inputs)
    assert hash_of_inputs(read) == shard.inputs_hash


def test_keys_have_their_numbers_and_unknown_ones_none():
    keys = np.array([7, 5, 9, 4, 7])
    assert numbered(keys, {5: 1, 7: 0}).tolist() == [0, 1, -1, -1, 0]
    assert numbered(keys, {}).tolist() == [-1] * 5
    assert numbered(np.array([], dtype=np.int64), {5: 1}).tolist() == []
