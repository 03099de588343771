"""A run freezes all that decides its scores in one moment: later changes do not reach it."""

import numpy as np
import pytest
from django.db import connection, transaction

from assessments.models import Run, RunPark, RunShard
from assessments.services.run_freezing import as_data, ends_of_run, freeze_run, one_moment
from assessments.services.run_inputs import ShardInputs, hash_of_inputs
from assessments.services.run_states import RunBroken, begin, cancel
from assessments.services.runs import start_run
from governance.models import PathStep
from parks.models import Observation, Park
from tests.assessments.nation import make_nation, nation, quarter


@pytest.fixture
def run(cast, settings):
    settings.RUN_SHARD_PARKS = 4
    version = make_nation(cast, 9)
    run = start_run(
        version=version, period=quarter(), parks=nation(), weights=None, by=cast.consultant
    )
    return begin(run.pk)


def test_parks_are_frozen_in_the_order_of_their_codes_with_their_stages(run):
    assert freeze_run(run.pk) is True

    shards = [ShardInputs.unpacked(bytes(one.inputs)) for one in run.shards.order_by("number")]
    assert [len(one.parks) for one in shards] == [4, 4]
    assert [park for one in shards for park in one.parks] == [f"N-{n:05d}" for n in range(8)]
    assert shards[0].stages == ("t1", "t2", "complete", "t1")
    held = RunPark.objects.filter(run=run).order_by("park__code")
    assert list(held.values_list("stage", "shard_number"))[3:5] == [("t1", 0), ("t2", 1)]
    for shard in run.shards.all():
        assert hash_of_inputs(bytes(shard.inputs)) == shard.inputs_hash


def test_what_is_frozen_stays(run):
    freeze_run(run.pk)
    before = list(RunShard.objects.values_list("inputs_hash", flat=True))
    Observation.objects.filter(value__isnull=False).update(value=1.0)
    PathStep.objects.update(stage="t1")
    assert freeze_run(run.pk) is True

    assert list(RunShard.objects.values_list("inputs_hash", flat=True)) == before


def test_the_ends_over_all_parks_are_frozen(run):
    freeze_run(run.pk)

    ends = ends_of_run(Run.objects.get(pk=run.pk))
    last = Observation.objects.filter(
        indicator__code="vacancy", period__code="2025-Q3", park__code__lt="N-00008"
    )
    values = [one for one in last.values_list("value", flat=True) if one is not None]
    assert ends["vacancy"][0] <= min(values)
    assert ends["vacancy"][1] >= max(values)
    assert set(ends) == {"vacancy", "tax_per_mu"}


def test_ends_without_values_are_null_in_the_database_and_not_a_number_here(run):
    run.statistics = {"ends": as_data({"a": (np.nan, np.nan), "b": (1.5, 2.5)})}

    assert run.statistics["ends"] == {"a": None, "b": [1.5, 2.5]}
    np.testing.assert_equal(ends_of_run(run), {"a": (np.nan, np.nan), "b": (1.5, 2.5)})


def test_a_run_that_is_over_is_not_frozen(run, cast):
    cancel(run, by=cast.consultant)
    assert freeze_run(run.pk) is False
    assert not RunShard.objects.exists()


def test_a_run_without_parks_on_the_path_breaks(run):
    PathStep.objects.all().delete()
    with pytest.raises(RunBroken, match="nobody_on_the_path"):
        freeze_run(run.pk)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_the_moment_is_one_for_all_that_is_read():
    with one_moment():
        assert not Park.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            assert cursor.fetchone() == ("repeatable read",)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        assert cursor.fetchone() == ("read committed",)
