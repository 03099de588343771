"""The command that verifies a run says that it holds, or what does not, and fails then."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Run, RunScore
from assessments.services.runs import start_run
from tests.assessments.nation import make_nation, nation, quarter


@pytest.fixture
def run(cast, django_capture_on_commit_callbacks):
    version = make_nation(cast, 3)
    with django_capture_on_commit_callbacks(execute=True):
        return start_run(
            version=version, period=quarter(), parks=nation(), weights=None, by=cast.consultant
        )


def verify(number):
    said = StringIO()
    try:
        call_command("verify_run", str(number), stdout=said)
    except CommandError as error:
        return said.getvalue(), str(error)
    return said.getvalue(), ""


def test_a_run_that_holds(run):
    said, error = verify(run.pk)
    assert said.startswith(f"Run {run.pk} holds: 3 parks, result ")
    assert error == ""


def test_a_run_that_does_not_hold(run):
    RunScore.objects.filter(park__code="N-00001", node__code="pilots").delete()
    said, error = verify(run.pk)
    assert said.startswith("score_missing: N-00001 pilots 2025-Q3: (")
    assert error == f"Run {run.pk} does not hold: 1 differences."


def test_runs_that_cannot_be_verified(run):
    Run.objects.update(status="failed")
    assert verify(run.pk)[1].startswith("run_not_done: ")
    assert verify(run.pk + 1)[1] == f"There is no run {run.pk + 1}."
