"""The reports of one park, newest first, with their state and deadline."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value

from accounts import clock
from accounts.models import User
from governance.choices import ReportStatus
from governance.models import ReportStep, StageReport
from governance.permissions import may_view_drafts, may_view_report
from parks.models import Park

Reports = TypeVar("Reports", bound=QuerySet[StageReport])
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
    then = _there_at(visible, user, moment).newest_revisions().for_display()
    return then.annotate(**_known_at(moment))


def reports_known_at(
    visible: QuerySet[StageReport], user: User, moment: datetime
) -> QuerySet[StageReport]:
    """Narrow reports that a person may see to those they could see at a moment, with what `state_word` needs."""
    return _there_at(visible, user, moment).annotate(**_known_at(moment))


def _there_at(visible: Reports, user: User, moment: datetime) -> Reports:
    drafts = Q(park__in=Park.objects.filter(may_view_drafts(user)))
    return visible.filter(drafts | Q(accepted_at__lte=moment), opened_at__lte=moment)


def _known_at(moment: datetime) -> dict[str, Any]:
    steps = ReportStep.objects.filter(report=OuterRef("pk"), at__lte=moment)
    last = Subquery(steps.order_by("-at", "-pk").values("step")[:1])
    return {"last_step": last, "known_at": Value(moment, output_field=DateTimeField())}


def is_returned() -> Exists:
    """Whether the last step of a report was its return."""
    later = ReportStep.objects.filter(report=OuterRef("report"), pk__gt=OuterRef("pk"))
    last_is_return = ReportStep.objects.filter(~Exists(later), report=OuterRef("pk"), step="return")
    return Exists(last_is_return)


def state_word(report: StageReport, day: date | None = None) -> str:
    """Return the word shown for a report: its status, or returned or overdue, which are derived; on a day: as it was."""
    if hasattr(report, "known_at"):
        status = STATE_AFTER.get(getattr(report, "last_step", None) or "", ReportStatus.DRAFT)
        returned = status == "returned"
    else:
        status, returned = report.status, bool(getattr(report, "is_returned", False))
    if status != ReportStatus.DRAFT:
        return str(status)
    if returned:
        return "returned"
    return "overdue" if (day or clock.today()) > report.period.due_on else str(status)
