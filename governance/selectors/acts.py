"""Which acts on reports are open to a person: the same rules for a button on a page and a flag in the API."""

from __future__ import annotations

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts import clock
from accounts.models import User
from governance.choices import ReportStatus
from governance.models import StageReport
from governance.permissions import (
    may_edit_report,
    may_reopen_report,
    may_review_report,
    may_submit_report,
)

ACTS = ("edit", "submit", "withdraw", "open", "return", "accept", "reopen")


def with_acts(reports: QuerySet[StageReport], user: User) -> QuerySet[StageReport]:
    """Give each report the flags may_edit, may_submit … may_reopen, in the query that loads it."""
    rules = _rules(user)
    return reports.annotate(
        **{f"may_{act}": ExpressionWrapper(rules[act], output_field=BooleanField()) for act in ACTS}
    )


def _rules(user: User) -> dict[str, Q]:
    today = clock.today()
    unlocked = Q(period__locks_on__gt=today) | Q(open_until__gt=today)
    newer = StageReport.objects.filter(
        park=OuterRef("park"), period=OuterRef("period"), revision__gt=OuterRef("revision")
    )
    lead, judge = may_submit_report(user), may_review_report(user)
    return {
        "edit": may_edit_report(user) & unlocked,
        "submit": lead & unlocked & Q(status=ReportStatus.DRAFT),
        "withdraw": lead & unlocked & Q(status=ReportStatus.SUBMITTED),
        "open": judge & Q(status=ReportStatus.SUBMITTED),
        "return": judge & Q(status=ReportStatus.IN_REVIEW),
        "accept": judge & Q(status=ReportStatus.IN_REVIEW),
        "reopen": may_reopen_report(user) & Q(status=ReportStatus.ACCEPTED) & ~Q(Exists(newer)),
    }
