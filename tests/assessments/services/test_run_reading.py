"""Observations are read straight into arrays: those known at the moment, in one order, the reach of each frequency."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessments.framework_file import spec_of
from assessments.selectors.inputs import gather
from assessments.services.run_inputs import ShardScoring
from assessments.services.run_reading import reach_by_frequency, read_observations, shard_of
from engine.spec import Item, MissingPolicy
from parks.models import Observation
from tests.assessments.nation import RECORDED, make_nation, nation, quarter
from tests.engine.specs import flat_spec, indicator

LATER = RECORDED + timedelta(days=1)


@pytest.fixture
def version(cast):
    return make_nation(cast, 10)


def read(version, at=LATER):
    parks = sorted(nation(), key=lambda park: park.code)
    numbers = {park.pk: number for number, park in enumerate(parks)}
    return parks, read_observations(spec_of(version).spec, quarter(), numbers, at)


def test_what_is_read_scores_as_what_is_gathered(version):
    parks, observed = read(version)
    spec = spec_of(version).spec
    columns = [one.code for one in spec.measured]
    codes = [park.code for park in parks]
    inputs = shard_of(observed, 0, codes, [""] * len(codes), columns)
    scoring = ShardScoring(spec, inputs, quarter().last_month)

    gathered = gather(spec_of(version), quarter(), dict.fromkeys(codes, ""))

    assert scoring.score(scoring.ends()).result_hash == gathered.score().result_hash


def test_rows_are_in_order_and_each_part_holds_its_own_parks(version):
    parks, observed = read(version)
    keys = list(zip(observed.park, observed.column, observed.ends, strict=True))

    assert keys == sorted(keys)
    part = shard_of(observed, 4, [park.code for park in parks[4:6]], ["", ""], ["a"])
    own = Observation.objects.filter(pk__in=part.ids.tolist()).values_list("park", flat=True)
    assert set(own) == {parks[4].pk, parks[5].pk}
    assert set(part.cells.unit.tolist()) == {0, 1}


def test_only_what_was_known_at_the_moment_is_read(version):
    _parks, before = read(version, RECORDED - timedelta(days=1))
    assert before.ids.size == 0
    _parks, at_first = read(version)
    one = Observation.objects.get(pk=int(at_first.ids[0]))
    Observation.objects.filter(pk=one.pk).update(superseded_at=LATER + timedelta(days=1))
    one.pk, one.revision, one.recorded_at = None, 2, LATER + timedelta(days=1)
    one.save()

    _parks, still = read(version)
    _parks, now = read(version, LATER + timedelta(days=2))

    assert still.ids.tolist() == at_first.ids.tolist()
    assert one.pk in now.ids.tolist()
    assert now.ids.size == at_first.ids.size


def test_each_frequency_reaches_as_far_as_its_values_act():
    carry = MissingPolicy({"month": 3, "quarter": 2, "year": 0}, 0)
    spec = replace(flat_spec(indicator("a"), items=(Item("m", "", "month"),)), missing=carry)
    summed = replace(spec, items=(Item("m", "", "month", "sum"),))

    assert reach_by_frequency(spec) == {"month": 3, "quarter": 6, "year": 12}
    assert reach_by_frequency(summed) == {"month": 5, "quarter": 6, "year": 12}
