"""The life of a stage report.

    draft --submit--> submitted --open--> in review --accept--> accepted --reopen--> (a new draft, next revision)
      ^                   |                   |
      +-----withdraw------+                   |
      +---------------return------------------+

The table below says *when* a step is possible; `governance/permissions.py` says *who* may take it.
"Returned" is a draft with a return record; overdue is derived from the period.
Reopening changes no status: it leaves the accepted revision alone and makes a draft copy, the next revision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import ReportStatus
from governance.models import ReportStep, StageReport
from governance.permissions import may_reopen_report, may_review_report, may_submit_report
from governance.services.acceptance import record_observations
from governance.services.register_readings import read_registers
from governance.services.reports import kept_open_until, require_unlocked
from governance.services.revisions import copy_to_next_revision, newer_revision
from governance.services.submission import require_complete
from parks.models import Park
from parks.permissions import Rule

DRAFT, SUBMITTED = ReportStatus.DRAFT, ReportStatus.SUBMITTED
IN_REVIEW, ACCEPTED = ReportStatus.IN_REVIEW, ReportStatus.ACCEPTED


@dataclass(frozen=True)
class Step:
    """One move: from which status to which, by whom, whether it needs a reason, whether it ends with the lock."""

    name: str
    before: ReportStatus
    after: ReportStatus
    who: Rule
    needs_reason: bool = False
    needs_unlocked: bool = False


SUBMIT = Step("submit", DRAFT, SUBMITTED, may_submit_report, needs_unlocked=True)
WITHDRAW = Step("withdraw", SUBMITTED, DRAFT, may_submit_report, needs_unlocked=True)
OPEN = Step("open", SUBMITTED, IN_REVIEW, may_review_report)
RETURN = Step("return", IN_REVIEW, DRAFT, may_review_report, needs_reason=True)
ACCEPT = Step("accept", IN_REVIEW, ACCEPTED, may_review_report)
REOPEN = Step("reopen", ACCEPTED, ACCEPTED, may_reopen_report, needs_reason=True)
STEPS = (SUBMIT, WITHDRAW, OPEN, RETURN, ACCEPT, REOPEN)

NOT_ALLOWED: dict[Rule, object] = {
    may_submit_report: gettext_lazy(
        "Only the lead of the park's committee submits its reports or takes them back."
    ),
    may_review_report: gettext_lazy(
        "Only a reviewer of the park's region who wrote and submitted nothing in a report judges it."
    ),
    may_reopen_report: gettext_lazy("Only an authority of the park's region reopens a report."),
}
NOT_POSSIBLE = {
    "submit": gettext_lazy("Only a draft can be submitted."),
    "withdraw": gettext_lazy("Only a report that no reviewer has opened yet can be withdrawn."),
    "open": gettext_lazy("Only a submitted report can be opened for review."),
    "return": gettext_lazy("Only a report in review can be returned."),
    "accept": gettext_lazy("Only a report in review can be accepted."),
    "reopen": gettext_lazy("Only the newest accepted revision of a report can be reopened."),
}


@transaction.atomic
def submit_report(report: StageReport, *, by: User) -> StageReport:
    """Hand a draft to the reviewers; everything that is missing is said at once."""
    report = _lock_for(SUBMIT, report, by=by)
    read_registers([report])
    require_complete(report)
    return _take(SUBMIT, report, by=by, submitted_at=clock.now(), submitted_by=by)


@transaction.atomic
def withdraw_report(report: StageReport, *, by: User) -> StageReport:
    """Take a submitted report back as long as no reviewer has opened it."""
    return _take(WITHDRAW, _lock_for(WITHDRAW, report, by=by), by=by)


@transaction.atomic
def open_review(report: StageReport, *, by: User) -> StageReport:
    """Begin to review a submitted report; from now on it can no longer be withdrawn."""
    return _take(OPEN, _lock_for(OPEN, report, by=by), by=by)


@transaction.atomic
def return_report(report: StageReport, *, by: User, reason: str) -> StageReport:
    """Send a report under review back; `reason` tells the committee what to mend."""
    report = _lock_for(RETURN, report, by=by, reason=reason)
    until = kept_open_until(report.period)
    return _take(RETURN, report, by=by, reason=reason, open_until=until)


@transaction.atomic
def accept_report(report: StageReport, *, by: User) -> StageReport:
    """Make the report's entries observations; from now on they may be scored."""
    report = _lock_for(ACCEPT, report, by=by)
    report = _take(ACCEPT, report, by=by, accepted_at=clock.now(), accepted_by=by)
    record_observations(report, by=by)
    return report


@transaction.atomic
def reopen_report(report: StageReport, *, by: User, reason: str) -> StageReport:
    """Return a draft copy of an accepted report, its next revision; the accepted one stays as it is."""
    report = _lock_for(REOPEN, report, by=by, reason=reason)
    draft = copy_to_next_revision(report, reason=reason.strip())
    _note_step(REOPEN, report, by=by, reason=reason, next_revision=draft.revision)
    return draft


def steps_open_to(user: User, report: StageReport) -> list[str]:
    """Return the names of the steps `user` can take now; pages show one button for each."""
    is_locked = clock.today() >= report.locks_on
    possible = [
        step
        for step in STEPS
        if report.status == step.before and not (step.needs_unlocked and is_locked)
    ]
    if report.status == ACCEPTED and newer_revision(report):
        return []
    allowed = {rule: _permits(rule, user, report) for rule in {step.who for step in possible}}
    return [step.name for step in possible if allowed[step.who]]


def _lock_for(step: Step, report: StageReport, *, by: User, reason: str = "") -> StageReport:
    """Lock the park, then the report, and refuse what the table or the permissions do not allow."""
    Park.objects.select_for_update().get(pk=report.park_id)
    report = (
        StageReport.objects.select_for_update(of=("self",))
        .select_related("park", "period", "form")
        .get(pk=report.pk)
    )
    if not _permits(step.who, by, report):
        raise PermissionDenied(str(NOT_ALLOWED[step.who]))
    is_possible = report.status == step.before and not (step is REOPEN and newer_revision(report))
    if not is_possible:
        raise NoLongerPossible(
            "step_not_possible", str(NOT_POSSIBLE[step.name]), status=report.status
        )
    if step.needs_unlocked:
        require_unlocked(report)
    if step.needs_reason and not reason.strip():
        raise RuleBroken("reason_missing", _("Give a reason."))
    return report


def _take(
    step: Step, report: StageReport, *, by: User, reason: str = "", **stamps: Any
) -> StageReport:
    """Change the status of a locked report and record the step: the one place where a status is written."""
    report.status = step.after
    for name, value in stamps.items():
        setattr(report, name, value)
    report.save(update_fields=["status", *stamps])
    _note_step(step, report, by=by, reason=reason)
    return report


def _note_step(
    step: Step, report: StageReport, *, by: User, reason: str = "", **details: Any
) -> None:
    reason = reason.strip()
    ReportStep.objects.create(report=report, step=step.name, by=by, at=clock.now(), reason=reason)
    audit.record(f"report.{step.name}", by=by, on=report, reason=reason, **details)


def _permits(rule: Rule, user: User, report: StageReport) -> bool:
    return StageReport.objects.filter(rule(user), pk=report.pk).exists()
