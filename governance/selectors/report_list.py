"""The reports of one park, newest first, with their state and deadline."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from accounts import clock
from accounts.models import User
from governance.choices import ReportStatus
from governance.models import ReportStep, StageReport
from governance.permissions import may_view_report
from parks.models import Park


def reports_of_park(park: Park, user: User) -> QuerySet[StageReport]:
    """Return the newest visible revision of each report, with `is_returned` and `is_overdue` told apart."""
    visible = StageReport.objects.filter(may_view_report(user), park=park)
    return visible.newest_revisions().for_display().annotate(is_returned=is_returned())


def is_returned() -> Exists:
    """Whether the last step of a report was its return."""
    later = ReportStep.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
    last_is_return = ReportStep.objects.filter(~Exists(later), report=OuterRef("pk"), step="return")
    return Exists(last_is_return)


def state_word(report: StageReport) -> str:
    """Return the word shown for a report: its status, or returned or overdue, which are derived."""
    if report.status != ReportStatus.DRAFT:
        return report.status
    if getattr(report, "is_returned", False):
        return "returned"
    return "overdue" if clock.today() > report.period.due_on else report.status
