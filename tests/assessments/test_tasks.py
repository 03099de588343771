"""Tasks and the command that does the same once."""

from io import StringIO

from django.core.management import call_command

from assessments import tasks
from assessments.models import Score, StandingQuarter
from governance.models import StageReport
from tests.assessments.mexico import ROWS, file_all, set_stage
from tests.assessments.small import at, enter, publish


def test_tick_says_what_it_did(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        StageReport.objects.filter(period__code="2025-03").delete()
        said = StringIO()
        call_command("tick", stdout=said)
    assert said.getvalue() == "Opened 1 reports; began to score 0 parks.\n"


def test_the_clock_s_task_may_run_twice(cast):
    with at("2025-04-03"):
        publish(cast)
        enter(cast)
        tasks.open_due_reports()
        before = StageReport.objects.count()
        tasks.open_due_reports()
    assert StageReport.objects.count() == before


def test_a_quarter_is_rescored_by_ids(cast):
    with at("2026-04-10"):
        version = set_stage(cast, ROWS[:2])
        file_all(cast, ROWS[:2])
        period = StandingQuarter.objects.first().period
        tasks.rescore_quarter(version.pk, period.pk)
        tasks.follow_assignment(version.assignments.get().pk)
    assert Score.objects.current().count() == 6
