"""A run that is done holds; whatever is tampered with afterwards is named with its place."""

from datetime import timedelta

import pytest

from accounts import clock
from accounts.errors import NoLongerPossible
from assessments.models import Run, RunRank, RunScore, RunShard
from assessments.services import run_verification
from assessments.services.run_verification import period_code, verify_run
from assessments.services.runs import start_run
from governance.models import PathStep
from parks.models import Observation
from tests.assessments.nation import RECORDED, make_nation, nation, quarter


@pytest.fixture
def run(cast, settings, django_capture_on_commit_callbacks):
    """A run over eight parks in shards of three, done a day after their values were recorded."""
    settings.RUN_SHARD_PARKS = 3
    version = make_nation(cast, 9)
    with (
        clock.at(RECORDED + timedelta(days=1)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        run = start_run(
            version=version, period=quarter(), parks=nation(), weights=None, by=cast.consultant
        )
    return Run.objects.select_related("version__framework", "period", "weights").get(pk=run.pk)


def vacancy(park="N-00000"):
    return Observation.objects.filter(
        park__code=park, indicator__code="vacancy", value__isnull=False
    ).latest("period__ends_on")


def told(run):
    """Verify and return codes, each with its place, park and period."""
    return {(one.code, one.park, one.place, one.period) for one in verify_run(run)}


def test_a_run_that_is_done_holds(run):
    assert run.status == "done"
    assert verify_run(run) == []


def test_only_a_run_that_is_done_can_be_verified(run):
    Run.objects.update(status="failed")
    run.refresh_from_db()
    with pytest.raises(NoLongerPossible):
        verify_run(run)


def test_a_tampered_observation_is_named_with_both_values(run):
    one = vacancy()
    Observation.objects.filter(pk=one.pk).update(value=99.5)

    (found,) = verify_run(run)

    assert (found.code, found.park, found.place) == ("observation_changed", "N-00000", "vacancy")
    assert found.period == one.period.code
    assert (found.before, found.after) == (repr(one.value), "99.5")


def test_a_revision_after_the_run_is_no_tampering(run):
    one = vacancy()
    later = RECORDED + timedelta(days=2)
    Observation.objects.filter(pk=one.pk).update(superseded_at=later)
    one.pk, one.revision, one.value, one.recorded_at = None, 2, 1.0, later
    one.save()

    assert verify_run(run) == []


def test_observations_added_or_taken_away_are_named(run):
    gone, moved = vacancy("N-00001"), vacancy("N-00003")
    Observation.objects.filter(pk=gone.pk).delete()
    Observation.objects.filter(pk=moved.pk).update(superseded_at=RECORDED)
    moved.pk, moved.revision = None, 2
    moved.save()

    assert told(run) == {
        ("observation_missing", "N-00001", "vacancy", gone.period.code),
        ("observation_missing", "N-00003", "vacancy", moved.period.code),
        ("observation_added", "N-00003", "vacancy", moved.period.code),
    }


def test_what_was_being_written_while_the_run_froze_is_no_tampering(run):
    shortly = run.frozen_at - timedelta(seconds=1)
    one = vacancy()
    Observation.objects.filter(pk=one.pk).update(superseded_at=shortly)
    one.pk, one.revision, one.value, one.recorded_at = None, 2, 1.0, shortly
    one.save()

    assert verify_run(run) == []


def test_a_tampered_score_is_named(run):
    RunScore.objects.filter(run=run, park__code="N-00002", node__code="pilots").update(low=-1.0)
    RunScore.objects.filter(run=run, park__code="N-00004", node__code="access").delete()

    assert told(run) == {
        ("score_changed", "N-00002", "pilots", "2025-Q3"),
        ("score_missing", "N-00004", "access", "2025-Q3"),
    }


def test_a_tampered_rank_is_named(run):
    rank = RunRank.objects.filter(run=run, node__code="positioning").first()
    RunRank.objects.filter(pk=rank.pk).update(place=rank.place + 100)

    assert told(run) == {("rank_changed", rank.park.code, "positioning", "")}


def test_tampered_inputs_and_hashes_are_named(run):
    shard = RunShard.objects.filter(run=run).first()
    RunShard.objects.filter(pk=shard.pk).update(inputs=bytes(shard.inputs) + b"x")
    assert ("inputs_changed", "", "shard 0", "") in told(run)

    RunShard.objects.filter(pk=shard.pk).update(inputs=shard.inputs)
    Run.objects.update(result_hash="0" * 64)
    run.refresh_from_db()
    assert told(run) == {("result_changed", "", "", "")}


def test_inputs_changed_together_with_their_hash_are_named(run):
    first, second = RunShard.objects.filter(run=run)[:2]
    RunShard.objects.filter(pk=first.pk).update(
        inputs=second.inputs, inputs_hash=second.inputs_hash
    )
    assert ("inputs_changed", "", "", "") in told(run)


def test_tampered_statistics_weights_and_stages_are_named(run):
    ends = run.statistics["ends"]
    Run.objects.update(statistics={"ends": {**ends, "vacancy": [0.0, 1.0]}})
    PathStep.objects.filter(park__code="N-00000").update(stage="t2")
    run.refresh_from_db()

    assert told(run) == {
        ("statistics_changed", "", "vacancy", ""),
        ("stage_changed", "N-00000", "", ""),
    }


def test_a_stage_decided_after_the_run_is_no_tampering(run, cast):
    step = PathStep.objects.get(park__code="N-00000")
    later = RECORDED + timedelta(days=2)
    PathStep.objects.filter(pk=step.pk).update(revoked_at=later)
    step.pk, step.stage, step.decided_at = None, "t2", later
    step.save()

    assert verify_run(run) == []


def test_another_engine_computes_nothing_again(run, monkeypatch):
    monkeypatch.setattr(run_verification, "ENGINE_VERSION", "2")
    (found,) = verify_run(run)
    assert (found.code, found.before, found.after) == ("engine_changed", "1", "2")


def test_a_tampered_version_is_named(run):
    version = run.version
    version.source = version.source.replace("at: 50", "at: 55")
    assert ("spec_changed", "", "", "") in told(run)


@pytest.mark.parametrize(
    ("every", "month", "code"),
    [
        ("month", 2025 * 12 + 11, "2025-12"),
        ("quarter", 2025 * 12 + 8, "2025-Q3"),
        ("year", 2024 * 12 + 11, "2024"),
    ],
)
def test_a_period_is_named_by_its_last_month(every, month, code):
    assert period_code(every, month) == code
