"""Notices of shards become those of the run: counted for everybody, named only for who sees the parks."""

import pytest

from assessments.models import Run, RunShard
from assessments.services.run_results import joined_hash, merged, notices_among
from assessments.services.runs import start_run
from tests.assessments.nation import make_nation, nation, quarter

FIRST = [{"code": "clipped_values", "place": "a", "units": ["P-1", "P-2"]}]
SECOND = [
    {"code": "clipped_values", "place": "a", "units": ["P-3"]},
    {"code": "carried_values", "place": "b", "units": ["P-4"]},
]


@pytest.fixture
def run(cast):
    version = make_nation(cast, 2)
    run = start_run(
        version=version, period=quarter(), parks=nation(), weights=None, by=cast.consultant
    )
    for number, notices in enumerate((FIRST, SECOND)):
        RunShard.objects.create(run=run, number=number, inputs=b"", notices=notices)
    return Run.objects.get(pk=run.pk)


def test_notices_are_counted_over_all_shards():
    assert merged([FIRST, SECOND]) == [
        {"code": "carried_values", "place": "b", "count": 1},
        {"code": "clipped_values", "place": "a", "count": 3},
    ]


def test_notices_name_only_the_parks_asked_for(run):
    assert notices_among(run, ["P-2", "P-3"]) == [
        {"code": "clipped_values", "place": "a", "units": ["P-2", "P-3"]}
    ]
    assert notices_among(run, []) == []


def test_the_order_of_shards_is_part_of_the_hash():
    assert joined_hash(["a", "b"]) == joined_hash(iter(["a", "b"]))
    assert joined_hash(["a", "b"]) != joined_hash(["b", "a"])
