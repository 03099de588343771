"""What follows by itself: from an assignment of a version, and from the passing of time."""

from __future__ import annotations

from celery import signature
from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet

from accounts import clock
from accounts.services.audit_chains import anchor_changes
from assessments.models import Assignment
from assessments.services.reporting import open_due_reports
from assessments.services.runs import take_up_lost_runs
from assessments.services.scoring import follow_change, score_ended_quarters, score_left_over
from assessments.services.supplements import open_supplements
from parks.models import Park

SECONDS_OF_A_DAY = 86_400


def tick() -> tuple[int, int]:
    """Open the reports and supplements that are due and score the quarter that ended; return how many of each.

    What that wrote into the audit trail, and whatever else, is anchored. Runs whose worker was lost are taken up again.
    """
    take_up_lost_runs()
    score_left_over()
    done = open_due_reports() + open_supplements(), score_ended_quarters()
    anchor_changes()
    return done


def tick_daily() -> None:
    """Do the same where nothing runs by the clock, when somebody opens their home page: once a day."""
    key = f"assessments-tick:{clock.today().isoformat()}"
    if cache.add(key, 1, timeout=SECONDS_OF_A_DAY):
        tick()


def queue_assignment(assignment: Assignment) -> None:
    """Let scores and reports follow an assignment once its transaction stands."""
    task = signature("assessments.follow_assignment", args=[assignment.pk])
    transaction.on_commit(task.apply_async)


def follow_assignment(assignment: Assignment) -> None:
    """Open what the version asks of the parks it reaches, and score their quarters by it."""
    parks = list(_reached(assignment).order_by("code"))
    open_due_reports(parks=parks)
    follow_change(parks, assignment.from_period.starts_on)


def _reached(assignment: Assignment) -> QuerySet[Park]:
    if assignment.region is not None:
        return Park.objects.filter(region__path__startswith=assignment.region.path)
    return Park.objects.filter(pk__in=[assignment.park_id])
