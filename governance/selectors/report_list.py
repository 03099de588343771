"""The reports of one park, newest first, with their state and deadline."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts import clock
from accounts.models import User
from governance.choices import ReportStatus
from governance.models import ReportStep, StageReport
from governance.permissions import may_view_drafts, may_view_report
from parks.models import Park

STATE_AFTER = {
    "submit": ReportStatus.SUBMITTED,
    "withdraw": ReportStatus.DRAFT,
    "open": ReportStatus.IN_REVIEW,
    "return": "returned",
    "accept": ReportStatus.ACCEPTED,
    "reopen": ReportStatus.ACCEPTED,
}


def reports_of_park(
    park: Park, user: User, moment: datetime | None = None
) -> QuerySet[StageReport]:
    """Return the newest visible revision of each report, with what `state_word` needs; at a moment: as they then were."""
    visible = StageReport.objects.filter(may_view_report(user), park=park)
    if moment is None:
        return visible.newest_revisions().for_display().annotate(is_returned=is_returned())
    drafts = Q(park__in=Park.objects.filter(may_view_drafts(user)))
    then = visible.filter(drafts | Q(accepted_at__lte=moment), opened_at__lte=moment)
    steps = ReportStep.objects.filter(report=OuterRef("pk"), at__lte=moment)
    last = Subquery(steps.order_by("-at", "-pk").values("step")[:1])
    reports = then.newest_revisions().for_display()
    return reports.annotate(last_step=last, was_there=F("pk"))


def is_returned() -> Exists:
    """Whether the last step of a report was its return."""
    later = ReportStep.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
    last_is_return = ReportStep.objects.filter(~Exists(later), report=OuterRef("pk"), step="return")
    return Exists(last_is_return)


def state_word(report: StageReport, day: date | None = None) -> str:
    """Return the word shown for a report: its status, or returned or overdue, which are derived; on a day: as it was."""
    if hasattr(report, "was_there"):
        status = STATE_AFTER.get(getattr(report, "last_step", None) or "", ReportStatus.DRAFT)
        returned = status == "returned"
    else:
        status, returned = report.status, bool(getattr(report, "is_returned", False))
    if status != ReportStatus.DRAFT:
        return str(status)
    if returned:
        return "returned"
    return "overdue" if (day or clock.today()) > report.period.due_on else str(status)
