"""What assessments does when governance tells of an acceptance or of the path, parks of imported history, a run of its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from accounts.choices import Event
from accounts.models import User
from accounts.services.webhooks import announce
from assessments.models import Run
from assessments.selectors.run_people import people_of_run
from assessments.services.history_scoring import follow_history
from assessments.services.reporting import open_due_reports
from assessments.services.scoring import (
    bring_up_to_date,
    follow_change,
    mark_stale,
    quarters_reached,
)
from assessments.services.supplements import open_supplements
from assessments.signals import run_done
from governance.choices import Verdict
from governance.models import GateDecision, PathStep, StageReport
from governance.signals import decision_revoked, report_accepted, stage_entered
from parks.choices import Frequency
from parks.signals import history_imported


@receiver(report_accepted, dispatch_uid="assessments.score_accepted_values")
def score_accepted_values(report: StageReport, by: User, **kwargs: Any) -> None:
    """Score the quarters that the accepted values reach, inside the acceptance: both stand or neither."""
    last_day = report.period.ends_on
    mark_stale(report.park, quarters_reached(report.park, last_day, last_day))
    bring_up_to_date(report.park)
    if report.period.every == Frequency.YEAR:
        open_supplements(parks=[report.park])


@receiver(stage_entered, dispatch_uid="assessments.follow_entry")
def follow_entry(step: PathStep, by: User, **kwargs: Any) -> None:
    """Ask for what is due from the entry on, and score what is on record already."""
    follow_change([step.park], step.entered_on)
    open_due_reports(parks=[step.park])
    open_supplements(parks=[step.park])


@receiver(decision_revoked, dispatch_uid="assessments.follow_revocation")
def follow_revocation(decision: GateDecision, by: User, **kwargs: Any) -> None:
    """Score again what was scored at the stage that a revoked pass led to."""
    if decision.verdict == Verdict.PASS:
        follow_change([decision.park], decision.path_step.entered_on)


@receiver(history_imported, dispatch_uid="assessments.score_imported_history")
def score_imported_history(parks: Sequence[int], first: date, last: date, **kwargs: Any) -> None:
    """Mark all that the imported values reach inside the import; jobs score it afterwards."""
    follow_history(parks, first, last)


@receiver(run_done, dispatch_uid="assessments.announce_run")
def announce_run(run: Run, **kwargs: Any) -> None:
    """Tell the webhooks of those who may see the run that its result is there."""
    payload = {
        "run": run.pk,
        "period": run.period.code,
        "framework": run.version.framework.code,
        "version": run.version.version,
        "resource": reverse("api:run_detail", args=[run.pk]),
    }
    announce(Event.RUN_DONE, payload=payload, visible_to=people_of_run(run))
