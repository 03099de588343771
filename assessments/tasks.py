"""What assessments does later or on a clock."""

from __future__ import annotations

from celery import shared_task

from assessments.models import Assignment, FrameworkVersion
from assessments.services import following, scoring
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
