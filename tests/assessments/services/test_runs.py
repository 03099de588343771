"""Runs: who may start them over what, what they give at once without a worker, how they end."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from assessments.framework_file import spec_of
from assessments.models import Run, RunPark, RunRank, RunScore, RunShard, Score, WeightsSet
from assessments.selectors.inputs import gather
from assessments.services import runs
from assessments.services.frameworks import load_framework
from assessments.services.run_states import failure_in_words
from assessments.services.runs import (
    cancel_run,
    carry_out_run,
    finish_run,
    score_shard,
    start_run,
    take_up_lost_runs,
)
from assessments.signals import run_done
from engine.errors import Code, EngineError, Problem
from engine.ranks import rank
from parks.models import Park
from parks.services.periods import period_of
from tests.assessments.nation import make_nation, nation, quarter
from tests.assessments.small import QUARTER, SMALL, at, enter, file, publish

FIELDS = ("value", "null_reason", "completeness", "low", "high", "raw_value")


@pytest.fixture
def version(cast):
    """The small framework in force, the park on stage t1, its first quarter of 2025 accepted and scored."""
    with at("2025-04-02"):
        version = publish(cast)
        enter(cast)
        file(cast, "2025-Q1", QUARTER)
        yield version


@pytest.fixture
def start(cast):
    """Start a run over the park of the cast, unless something else is said; it waits in the queue."""

    def start(version, /, **changed):
        given = {
            "version": version,
            "period": period_of("2025-Q1"),
            "parks": [cast.park],
            "weights": None,
            "by": cast.consultant,
        }
        return start_run(**{**given, **changed})

    return start


@pytest.fixture
def carry_out(start, django_capture_on_commit_callbacks):
    """Start a run and let what it queued happen, at once."""

    def carry_out(version, /, **changed):
        with django_capture_on_commit_callbacks(execute=True):
            run = start(version, **changed)
        run.refresh_from_db()
        return run

    return carry_out


def scores_of(rows):
    return {
        (one.park_id, one.node_id): tuple(getattr(one, field) for field in FIELDS) for one in rows
    }


def test_a_run_gives_the_scores_that_stand(cast, version, carry_out):
    run = carry_out(version, title=" First run ")

    assert (run.status, run.title, run.is_eager) == ("done", "First run", True)
    assert (run.parks_scored, run.parks_total, run.taken_up) == (1, 1, 0)
    standing = Score.objects.current().filter(park=cast.park, period__code="2025-Q1")
    assert scores_of(RunScore.objects.filter(run=run)) == scores_of(standing)
    assert RunPark.objects.get(run=run).stage == "t1"
    assert run.result_hash
    assert set(run.manifest) >= {"engine_version", "spec_hash", "data_hash", "shards", "frozen_at"}
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"run.start", "run.finish"}


def test_shards_give_what_one_pass_over_all_parks_gives(cast, carry_out, settings):
    settings.RUN_SHARD_PARKS = 7
    version = make_nation(cast, 40)

    run = carry_out(version, period=quarter(), parks=nation())

    assert (run.status, run.parks_total, run.parks_scored) == ("done", 36, 36)
    assert RunShard.objects.filter(run=run).count() == 6
    stages = dict(RunPark.objects.filter(run=run).values_list("park__code", "stage"))
    asked = {code: "" if stage == "complete" else stage for code, stage in stages.items()}
    whole = gather(spec_of(version), quarter(), asked).score()
    held = RunScore.objects.filter(run=run).values_list("park__code", "node__code", "value")
    assert {(park, node): value for park, node, value in held} == {
        (park, node.code): whole.score_of(park, node.code)
        for park in whole.units
        for node in whole.spec.nodes
    }
    places = dict(
        RunRank.objects.filter(run=run, node__code="positioning").values_list("park__code", "place")
    )
    again = rank(whole.scores[:, whole.node_index["positioning"]]).tolist()
    assert places == {unit: place for unit, place in zip(whole.units, again, strict=True) if place}
    assert set(RunRank.objects.values_list("node__kind", flat=True)) <= {
        "index",
        "goal",
        "category",
    }
    assert {one["code"] for one in run.notices} >= {"carried_values", "below_completeness"}
    assert len(run.manifest["left_out"]) == 4


def test_the_size_of_shards_is_part_of_the_manifest(cast, carry_out, settings):
    version = make_nation(cast, 12)
    settings.RUN_SHARD_PARKS = 5
    first, again = (carry_out(version, period=quarter(), parks=nation()) for _ in range(2))
    settings.RUN_SHARD_PARKS = 4
    other = carry_out(version, period=quarter(), parks=nation())

    assert first.result_hash == again.result_hash
    assert other.manifest["shard_parks"] == 4
    assert scores_of(RunScore.objects.filter(run=first)) == scores_of(
        RunScore.objects.filter(run=other)
    )


def test_a_weights_set_acts_in_the_run_and_freezes(cast, version, carry_out):
    weights = WeightsSet.objects.create(
        version=version,
        name="Panel",
        weights={"piloting": 0.0},
        made_by=cast.consultant,
        made_at="2025-04-01T00:00Z",
    )

    run = carry_out(version, weights=weights)

    weights.refresh_from_db()
    assert weights.frozen_at is not None
    assert RunScore.objects.get(run=run, node__code="positioning").value == 75.0
    assert run.manifest["weights"] == {"piloting": 0.0}


@pytest.mark.parametrize(
    ("person", "allowed"),
    [("consultant", True), ("authority", True), ("reviewer", False), ("lead", False)],
)
def test_consultants_and_authorities_run_assessments(cast, version, start, person, allowed):
    if allowed:
        assert start(version, by=cast.person(person)).status == "queued"
        return
    with pytest.raises(PermissionDenied):
        start(version, by=cast.person(person))


def test_a_run_is_refused_with_its_reason(cast, version, start):
    draft = load_framework(SMALL.replace('version: "1"', 'version: "2"'), by=cast.administrator)
    others = WeightsSet(version=draft, name="Other", weights={})
    for code, wrong in {
        "version_not_published": {"version": draft},
        "quarter_not_ended": {"period": period_of("2025-Q2")},
        "weights_of_other_version": {"weights": others},
        "no_parks": {"parks": Park.objects.none()},
    }.items():
        with pytest.raises(RuleBroken) as refused:
            start(version, **wrong)
        assert refused.value.code == code
    with pytest.raises(RuleBroken, match="has ended"):
        start(version, period=period_of("2025-03"))
    with pytest.raises(PermissionDenied):
        start(version, parks=Park.objects.all())
    assert not Run.objects.exists()


def test_a_cancelled_run_is_not_carried_out(cast, version, start):
    run = start(version)
    cancel_run(run, by=cast.consultant)
    carry_out_run(run.pk)

    run.refresh_from_db()
    assert (run.status, run.cancelled_by) == ("cancelled", cast.consultant)
    assert not RunScore.objects.exists()
    with pytest.raises(NoLongerPossible):
        cancel_run(run, by=cast.consultant)


def test_only_some_may_cancel(cast, version, start):
    with pytest.raises(PermissionDenied):
        cancel_run(start(version), by=cast.reviewer)


def test_shards_of_a_cancelled_run_stop(cast, version, start, monkeypatch):
    run = start(version)
    monkeypatch.setattr(runs, "_queue_shards", lambda shards: None)
    carry_out_run(run.pk)
    cancel_run(run, by=cast.authority)
    score_shard(RunShard.objects.get(run=run).pk)

    assert not RunScore.objects.exists()


def test_doing_anything_twice_changes_nothing(cast, version, carry_out):
    told = []
    run_done.connect(lambda run, **kwargs: told.append(run.pk), weak=False, dispatch_uid="told")
    try:
        run = carry_out(version)
        before = Run.objects.values().get(pk=run.pk)
        carry_out_run(run.pk)
        score_shard(RunShard.objects.get(run=run).pk, again=True)
        finish_run(run.pk)
    finally:
        run_done.disconnect(dispatch_uid="told")

    assert Run.objects.values().get(pk=run.pk) == before
    assert told == [run.pk]


def test_what_has_no_meaningful_score_fails_in_words(cast, version, carry_out, monkeypatch):
    def refuse(*args):
        raise EngineError(Problem(Code.WEIGHTS_SUM_ZERO, "All zero.", place="sorting"))

    monkeypatch.setattr(runs, "result_of_shard", refuse)
    run = carry_out(version)

    assert (run.status, run.error["code"]) == ("failed", "weights_sum_zero")
    assert failure_in_words(run) == "All weights below sorting are zero."


def test_what_nobody_expected_rises_and_fails_the_run(cast, version, start, monkeypatch):
    def break_down(*args):
        raise ZeroDivisionError

    run = start(version)
    monkeypatch.setattr(runs, "result_of_shard", break_down)
    with pytest.raises(ZeroDivisionError):
        carry_out_run(run.pk)

    run.refresh_from_db()
    assert (run.status, run.error["code"]) == ("failed", "unexpected")
    assert "nobody had expected" in failure_in_words(run)


def test_a_database_that_is_away_is_no_end(cast, version, start, monkeypatch):
    def lose(*args):
        raise OperationalError

    run = start(version)
    with monkeypatch.context() as broken:
        broken.setattr(runs, "result_of_shard", lose)
        with pytest.raises(OperationalError):
            carry_out_run(run.pk)

    run.refresh_from_db()
    assert run.status == "running"


@pytest.mark.postgres
def test_a_shard_is_stored_beside_the_others(version, carry_out):
    """What is locked for longer than a moment is the shard alone: the run's row would queue the workers."""
    with CaptureQueriesContext(connection) as captured:
        carry_out(version)

    locking = [one["sql"] for one in captured if "FOR UPDATE" in one["sql"]]
    of_shards = [sql for sql in locking if 'FROM "assessments_runshard"' in sql]
    assert len(of_shards) == 2
    assert all('OF "assessments_runshard"' in sql for sql in of_shards)


def test_parks_that_are_not_on_the_path_are_not_scored(cast, carry_out):
    with at("2025-04-02"):
        version = publish(cast)
        run = carry_out(version)

    assert (run.status, run.error["code"]) == ("failed", "nobody_on_the_path")
    with translation.override("en"):
        assert failure_in_words(run).startswith("None of the parks")


def test_a_lost_run_is_taken_up_again(cast, version, start, django_capture_on_commit_callbacks):
    run = start(version)
    assert take_up_lost_runs() == 0
    with at("2025-04-03"), django_capture_on_commit_callbacks(execute=True):
        assert take_up_lost_runs() == 1

    run.refresh_from_db()
    assert (run.status, run.taken_up) == ("done", 1)


def test_only_what_a_lost_worker_held_is_done_again(
    cast, settings, start, monkeypatch, django_capture_on_commit_callbacks
):
    settings.RUN_SHARD_PARKS = 3
    version = make_nation(cast, 9)
    run = start(version, period=quarter(), parks=nation())
    with monkeypatch.context() as waiting:
        waiting.setattr(runs, "_queue_shards", lambda shards: None)
        carry_out_run(run.pk)
    done, lost, waits = RunShard.objects.filter(run=run).order_by("number")
    score_shard(done.pk)
    assert runs._leased(lost.pk, again=False) is not None
    score_shard(lost.pk)
    assert RunShard.objects.get(pk=lost.pk).finished_at is None
    RunShard.objects.filter(pk=lost.pk).update(leased_until="2025-01-01T00:00Z")

    with django_capture_on_commit_callbacks(execute=True):
        assert take_up_lost_runs() == 1

    attempts = (
        RunShard.objects.filter(run=run).order_by("number").values_list("attempts", flat=True)
    )
    assert list(attempts) == [1, 2, 0]
    run.refresh_from_db()
    assert (run.status, run.taken_up, run.parks_scored) == ("running", 1, 6)
    score_shard(waits.pk)
    run.refresh_from_db()
    assert (run.status, run.parks_scored) == ("done", 8)


def test_a_shard_that_breaks_its_workers_is_given_up(cast, version, start, monkeypatch):
    run = start(version)
    with monkeypatch.context() as waiting:
        waiting.setattr(runs, "_queue_shards", lambda shards: None)
        carry_out_run(run.pk)
    RunShard.objects.update(attempts=runs.MOST_ATTEMPTS)
    score_shard(RunShard.objects.get().pk)

    run.refresh_from_db()
    assert (run.status, run.error["code"]) == ("failed", "given_up")


def test_inputs_that_were_tampered_with_are_not_scored(cast, version, start, monkeypatch):
    run = start(version)
    with monkeypatch.context() as waiting:
        waiting.setattr(runs, "_queue_shards", lambda shards: None)
        carry_out_run(run.pk)
    RunShard.objects.update(inputs=b"something else")
    score_shard(RunShard.objects.get().pk)

    run.refresh_from_db()
    assert (run.status, run.error["code"]) == ("failed", "inputs_changed")


def test_a_task_that_comes_back_from_a_lost_worker_does_not_wait_for_the_lease(
    cast, version, start, monkeypatch
):
    run = start(version)
    with monkeypatch.context() as waiting:
        waiting.setattr(runs, "_queue_shards", lambda shards: None)
        carry_out_run(run.pk)
    shard = RunShard.objects.get(run=run)
    assert runs._leased(shard.pk, again=False) is not None
    score_shard(shard.pk, again=True)

    run.refresh_from_db()
    assert run.status == "done"
