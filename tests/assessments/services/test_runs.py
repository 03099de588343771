"""Runs: who may start them over what, what they give at once without a worker, how they end."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import AuditEntry
from assessments.models import Run, RunPark, RunRank, RunScore, RunShard, Score, WeightsSet
from assessments.services import runs
from assessments.services.run_states import failure_in_words
from assessments.services.runs import cancel_run, finish_run, start_run, take_up_lost_runs
from assessments.signals import run_done
from parks.models import Park, Period
from parks.services.periods import period_of
from tests.assessments.small import QUARTER, SMALL, at, enter, file, publish
from tests.factories import grant, make_park
from parks.choices import Role

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
def carry_out(cast, django_capture_on_commit_callbacks):
    """Start a run and let what it queued on commit happen, at once."""

    def start(version, **changed):
        given = {
            "version": version,
            "period": period_of("2025-Q1"),
            "parks": [cast.park],
            "weights": None,
            "by": cast.consultant,
        }
        with django_capture_on_commit_callbacks(execute=True):
            run = start_run(**{**given, **changed})
        run.refresh_from_db()
        return run

    return start


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
