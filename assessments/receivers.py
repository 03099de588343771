"""What assessments does when governance tells of an acceptance or an entry on the path."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from accounts.models import User
from assessments.services.reporting import open_due_reports
from assessments.services.scoring import (
    bring_up_to_date,
    follow_change,
    mark_stale,
    quarters_reached,
)
from governance.models import PathStep, StageReport
from governance.signals import report_accepted, stage_entered


@receiver(report_accepted, dispatch_uid="assessments.score_accepted_values")
def score_accepted_values(report: StageReport, by: User, **kwargs: Any) -> None:
    """Score the quarters that the accepted values reach, inside the acceptance: both stand or neither."""
    last_day = report.period.ends_on
    mark_stale(report.park, quarters_reached(report.park, last_day, last_day))
    bring_up_to_date(report.park)


@receiver(stage_entered, dispatch_uid="assessments.follow_entry")
def follow_entry(step: PathStep, by: User, **kwargs: Any) -> None:
    """Ask for what is due from the entry on, and score what is on record already."""
    follow_change([step.park], step.entered_on)
    open_due_reports(parks=[step.park])
