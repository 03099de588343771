"""The difference of a park between two runs is split by causes, one after the other, to the last digit."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from accounts import clock
from assessments.choices import Cause
from assessments.models import Run, RunScore, RunShard
from assessments.selectors.run_compare import run_compare
from assessments.services.frameworks import load_framework, publish_version
from assessments.services.run_differences import parts_of_differences
from assessments.services.runs import start_run
from assessments.services.weights import make_weights_set
from governance.models import PathStep
from parks.models import Observation
from tests.assessments.nation import RECORDED, RELATIVE, make_nation, nation, quarter

GOAL = "positioning"
LATER = RECORDED + timedelta(days=3)


@pytest.fixture
def version(cast, settings):
    settings.RUN_SHARD_PARKS = 3
    return make_nation(cast, 9)


@pytest.fixture
def done(cast, django_capture_on_commit_callbacks):
    """Return a function that carries a run out over the parks of the nation, or some of them."""

    def carry_out(version, *, weights=None, parks=None, at=RECORDED + timedelta(days=1)):
        with clock.at(at), django_capture_on_commit_callbacks(execute=True):
            run = start_run(
                version=version,
                period=quarter(),
                parks=nation() if parks is None else parks,
                weights=weights,
                by=cast.consultant,
            )
        return Run.objects.select_related("version__framework", "period", "weights").get(pk=run.pk)

    return carry_out


@pytest.fixture
def panel(cast, version):
    return make_weights_set(version, name="Panel", weights={"vacancy": 5.0}, by=cast.consultant)


def compared(cast, a, b):
    """Return the moves on the goal and their parts, having checked that these add up exactly."""
    found = run_compare(a, b, cast.consultant, node=GOAL)
    parts = parts_of_differences(found)
    moves = {one.code: one for one in found.page if one.difference is not None}
    assert moves
    assert parts.keys() == moves.keys()
    for code, move in moves.items():
        whole = Decimal(repr(move.after.value)) - Decimal(repr(move.before.value))
        assert sum(Decimal(repr(one.points)) for one in parts[code]) == whole
    return moves, parts


def causes(parts):
    return {one.cause for held in parts.values() for one in held}


def change_a_value(cast, park="N-00000", value=1.0):
    """Put another vacancy on record three days after the first run."""
    one = Observation.objects.filter(
        park__code=park, indicator__code="vacancy", value__isnull=False
    ).latest("period__ends_on")
    Observation.objects.filter(pk=one.pk).update(superseded_at=LATER - timedelta(hours=1))
    Observation.objects.create(
        park=one.park,
        indicator=one.indicator,
        period=one.period,
        revision=one.revision + 1,
        value=value,
        provenance=one.provenance,
        recorded_at=LATER - timedelta(hours=1),
        recorded_by=cast.reviewer,
    )


def test_where_only_weights_differ_all_of_it_is_weights(cast, version, panel, done):
    moves, parts = compared(cast, done(version), done(version, weights=panel))

    assert causes(parts) == {Cause.WEIGHTS}
    for code, (one,) in ((code, held) for code, held in parts.items() if held):
        assert one.points == pytest.approx(moves[code].difference, abs=1e-9)


def test_the_same_run_again_differs_in_nothing(cast, version, done):
    _moves, parts = compared(cast, done(version), done(version, at=LATER))
    assert causes(parts) == set()


def test_another_value_moves_its_park_and_the_ends_move_the_others(cast, version, done):
    first = done(version)
    change_a_value(cast, value=-50.0)
    _moves, parts = compared(cast, first, done(version, at=LATER))

    assert [one.cause for one in parts["N-00000"]][:1] == [Cause.VALUES]
    others = {code: held for code, held in parts.items() if code != "N-00000"}
    assert causes(others) == {Cause.REFERENCE}


def test_other_parks_to_compare_with(cast, version, done):
    few = nation()[:4]
    _moves, parts = compared(cast, done(version), done(version, parks=few))
    assert causes(parts) == {Cause.REFERENCE}


def test_other_rules_and_weights_at_once(cast, version, done):
    text = RELATIVE.replace('version: "1"', 'version: "2"', 1)
    assert text != RELATIVE
    text = text.replace("{method: minmax, better: low}", "{worst: 60, best: 0}")
    other = publish_version(load_framework(text, by=cast.administrator), by=cast.administrator)
    weights = make_weights_set(other, name="Other", weights={"vacancy": 5.0}, by=cast.consultant)
    _moves, parts = compared(cast, done(version), done(other, weights=weights))

    assert causes(parts) == {Cause.WEIGHTS, Cause.RULES}


def test_another_stage_is_a_cause_of_its_own(cast, version, done):
    first = done(version)
    PathStep.objects.filter(park__code="N-00000").update(stage="t2")
    found = run_compare(first, done(version, at=LATER), cast.consultant, node=GOAL)
    (move,) = [one for one in found.page if one.code == "N-00000"]

    assert move.is_other_stage
    assert parts_of_differences(found)["N-00000"] == ()


def test_a_park_whose_scores_are_not_those_of_its_inputs_is_left_out(cast, version, panel, done):
    first, second = done(version), done(version, weights=panel)
    RunScore.objects.filter(run=second, park__code="N-00000", node__code=GOAL).update(value=1.5)
    parts = parts_of_differences(run_compare(first, second, cast.consultant, node=GOAL))

    assert "N-00000" not in parts
    assert "N-00001" in parts


def test_inputs_that_are_not_those_frozen_give_nothing(cast, version, panel, done):
    first, second = done(version), done(version, weights=panel)
    RunShard.objects.filter(run=first, number=1).update(inputs_hash="0" * 64)

    assert parts_of_differences(run_compare(first, second, cast.consultant, node=GOAL)) == {}


def test_only_the_shards_of_the_parks_shown_are_read(
    cast, version, panel, done, django_assert_num_queries
):
    found = run_compare(done(version), done(version, weights=panel), cast.consultant, node=GOAL)
    with django_assert_num_queries(2):
        whole = parts_of_differences(found)
    found.page.object_list = list(found.page)[:1]
    with django_assert_num_queries(2):
        (code,) = parts_of_differences(replace(found))

    assert code in whole
