"""What assessments does later or on a clock."""

from __future__ import annotations

from celery import Task, shared_task

from assessments.models import Assignment, FrameworkVersion
from assessments.services import following, runs, scoring
from parks.models import Period


@shared_task(name="assessments.open_due_reports")
def open_due_reports() -> None:
    following.tick()


@shared_task(name="assessments.rescore_quarter")
def rescore_quarter(version_id: int, period_id: int) -> None:
    version = FrameworkVersion.objects.get(pk=version_id)
    scoring.rescore_quarter(version, Period.objects.get(pk=period_id))


@shared_task(name="assessments.follow_assignment")
def follow_assignment(assignment_id: int) -> None:
    following.follow_assignment(Assignment.objects.get(pk=assignment_id))


@shared_task(name="assessments.carry_out_run")
def carry_out_run(run_id: int) -> None:
    runs.carry_out_run(run_id)


@shared_task(name="assessments.score_shard", bind=True)
def score_shard(self: Task[[int], None], shard_id: int) -> None:
    delivered = self.request.delivery_info or {}
    runs.score_shard(shard_id, again=bool(delivered.get("redelivered")))


@shared_task(name="assessments.finish_run")
def finish_run(run_id: int) -> None:
    runs.finish_run(run_id)


@shared_task(name="assessments.take_up_lost_runs")
def take_up_lost_runs() -> None:
    runs.take_up_lost_runs()
