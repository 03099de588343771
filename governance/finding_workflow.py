"""The life of a finding.

    (raise) --> open --plan--> planned --rectify--> rectified --close--> closed
                 |               |                     |
                 +---escalate----+--> escalated        |
                 ^               ^        ^            |
                 +---------------+--------+--send back-+

The lead may rectify an open or escalated finding as well as a planned one; a plan made after an escalation leaves it
escalated. Sent back, a finding stands where what is on record puts it: escalated, planned or open. The deadline may be
moved while the finding is to be answered. The table says *when*, `governance/permissions.py` says *who*.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import FindingStatus
from governance.models import Finding, FindingStep
from governance.permissions import (
    may_answer_finding,
    may_escalate_finding,
    may_extend_finding,
    may_judge_finding,
    may_raise_finding,
)
from governance.selectors.finding_detail import proof_of
from governance.services.findings import (
    FindingFacts,
    next_code,
    require_sound,
    require_text,
)
from governance.services.proof import TO_BE_ANSWERED, Proof, attach_proof
from parks.models import Park
from parks.permissions import Rule

OPEN, PLANNED, ESCALATED = TO_BE_ANSWERED
RECTIFIED, CLOSED = FindingStatus.RECTIFIED, FindingStatus.CLOSED
LONGEST_NAME = 200


@dataclass(frozen=True)
class Step:
    """One move: from which statuses, to which (none: where what is on record puts it), by whom."""

    name: str
    before: tuple[FindingStatus, ...]
    after: FindingStatus | None
    who: Rule


PLAN = Step("plan", TO_BE_ANSWERED, None, may_answer_finding)
RECTIFY = Step("rectify", TO_BE_ANSWERED, RECTIFIED, may_answer_finding)
CLOSE = Step("close", (RECTIFIED,), CLOSED, may_judge_finding)
SEND_BACK = Step("send_back", (RECTIFIED,), None, may_judge_finding)
ESCALATE = Step("escalate", (OPEN, PLANNED), ESCALATED, may_escalate_finding)
EXTEND = Step("extend", TO_BE_ANSWERED, None, may_extend_finding)
STEPS = (PLAN, RECTIFY, CLOSE, SEND_BACK, ESCALATE, EXTEND)

NOT_ALLOWED: dict[Rule, object] = {
    may_answer_finding: gettext_lazy("Only the lead of the park's committee answers its findings."),
    may_judge_finding: gettext_lazy(
        "Only a reviewer or authority of the park's region who did not report the rectification judges it."
    ),
    may_escalate_finding: gettext_lazy(
        "Only a reviewer or authority of the park's region escalates its findings."
    ),
    may_extend_finding: gettext_lazy(
        "Only an authority of the park's region moves the deadline of a finding."
    ),
}
NOT_POSSIBLE = {
    "plan": gettext_lazy("Only a finding that is to be answered takes a corrective action."),
    "rectify": gettext_lazy("Only a finding that is to be answered can be rectified."),
    "close": gettext_lazy("Only a rectified finding can be closed."),
    "send_back": gettext_lazy("Only a rectified finding can be sent back."),
    "escalate": gettext_lazy("Only a late finding that is to be answered can be escalated, once."),
    "extend": gettext_lazy("Only the deadline of a finding that is to be answered can be moved."),
}


@transaction.atomic
def raise_finding(park: Park, facts: FindingFacts, *, by: User) -> Finding:
    """Put a finding before the committee of a park."""
    park = Park.objects.select_for_update().get(pk=park.pk)
    if not Park.objects.filter(may_raise_finding(by), pk=park.pk).exists():
        message = _("Only a reviewer or authority of the park's region raises findings.")
        raise PermissionDenied(message)
    require_sound(park, facts, by=by)
    finding = Finding.objects.create(
        park=park,
        code=next_code(park, facts.day),
        title=" ".join(facts.title.split()),
        description=facts.description.strip(),
        severity=facts.severity,
        responsible=facts.responsible,
        round=facts.round,
        report=facts.report,
        raised_on=facts.day,
        raised_by=by,
        due_on=facts.due_on,
    )
    FindingStep.objects.create(finding=finding, step="raise", by=by, at=clock.now())
    details = {"severity": finding.severity, "due_on": finding.due_on}
    audit.record("finding.raise", by=by, on=finding, **details)
    return finding


@transaction.atomic
def plan_action(finding: Finding, *, action: str, action_on: date, by: User) -> Finding:
    """Say what will be done about a finding, and until when; a new plan replaces the old one."""
    finding = _lock_for(PLAN, finding, by=by)
    action = require_text(action, _("Say what will be done."))
    if action_on < finding.raised_on:
        message = _("An action cannot be done before the finding was raised.")
        raise RuleBroken("action_before_finding", message)
    stamps: dict[str, Any] = {"action": action, "action_on": action_on}
    return _take(PLAN, finding, by=by, text=action, told={"action_on": action_on}, **stamps)


@transaction.atomic
def rectify_finding(
    finding: Finding, *, text: str, by: User, proof: Proof | None = None
) -> Finding:
    """Report a finding as rectified; it takes at least one file or link as proof, attached before or with it."""
    finding = _lock_for(RECTIFY, finding, by=by)
    text = require_text(text, _("Say what was done."))
    if proof is not None and proof.is_given:
        attach_proof(finding, proof, by=by)
    if not proof_of(finding).exists():
        message = _("A rectification needs its proof: attach at least one file or link.")
        raise RuleBroken("proof_missing", message)
    stamps: dict[str, Any] = {"rectification": text, "rectified_on": clock.today()}
    return _take(RECTIFY, finding, by=by, text=text, **stamps)


@transaction.atomic
def close_finding(finding: Finding, *, by: User, text: str = "") -> Finding:
    """Find the rectification good; a closed finding is never opened again."""
    finding = _lock_for(CLOSE, finding, by=by)
    return _take(CLOSE, finding, by=by, text=text, closed_on=clock.today())


@transaction.atomic
def send_finding_back(finding: Finding, *, reason: str, by: User) -> Finding:
    """Find the rectification wanting; what was reported stays among the steps."""
    finding = _lock_for(SEND_BACK, finding, by=by)
    reason = require_text(reason, _("Give a reason."))
    stamps: dict[str, Any] = {"rectification": "", "rectified_on": None}
    return _take(SEND_BACK, finding, by=by, text=reason, **stamps)


@transaction.atomic
def escalate_finding(finding: Finding, *, to: str, by: User, text: str = "") -> Finding:
    """Bring a late finding before somebody higher."""
    finding = _lock_for(ESCALATE, finding, by=by)
    if not finding.is_overdue:
        raise NoLongerPossible("finding_not_late", _("This finding is not late."))
    to = require_text(to, _("Say before whom the finding is brought."))
    if len(to) > LONGEST_NAME:
        raise RuleBroken("text_too_long", _("This text is too long."))
    told = {"escalated_to": to}
    return _take(ESCALATE, finding, by=by, text=text, told=told, escalated_to=to)


@transaction.atomic
def extend_deadline(finding: Finding, *, due_on: date, reason: str, by: User) -> Finding:
    """Move the deadline of a finding, with a reason that stays on record."""
    finding = _lock_for(EXTEND, finding, by=by)
    reason = require_text(reason, _("Give a reason."))
    if due_on < clock.today() or due_on == finding.due_on:
        message = _("The new deadline is another day, today or later.")
        raise RuleBroken("deadline_order", message)
    told = {"before": finding.due_on, "after": due_on}
    return _take(EXTEND, finding, by=by, text=reason, told=told, due_on=due_on)


@transaction.atomic
def require_possible(name: str, finding: Finding, *, by: User) -> None:
    """Refuse a step that the person may not take, or that is no longer possible, whatever it would say."""
    _lock_for(next(step for step in STEPS if step.name == name), finding, by=by)


def _lock_for(step: Step, finding: Finding, *, by: User) -> Finding:
    """Lock the park, then the finding, and refuse what the table or the permissions do not allow."""
    Park.objects.select_for_update().get(pk=finding.park_id)
    finding = (
        Finding.objects.select_for_update(of=("self",)).select_related("park").get(pk=finding.pk)
    )
    if not Finding.objects.filter(step.who(by), pk=finding.pk).exists():
        raise PermissionDenied(str(NOT_ALLOWED[step.who]))
    if finding.status not in step.before:
        raise NoLongerPossible(
            "step_not_possible", str(NOT_POSSIBLE[step.name]), status=finding.status
        )
    return finding


def _take(
    step: Step,
    finding: Finding,
    *,
    by: User,
    text: str = "",
    told: dict[str, Any] | None = None,
    **stamps: Any,
) -> Finding:
    """Change the status of a locked finding and record the step: the one place where its status is written."""
    text = text.strip()
    for name, value in stamps.items():
        setattr(finding, name, value)
    finding.status = step.after or _where_it_stands(finding)
    finding.save(update_fields=["status", *stamps])
    FindingStep.objects.create(
        finding=finding, step=step.name, by=by, at=clock.now(), text=_told_in(step, text, finding)
    )
    audit.record(f"finding.{step.name}", by=by, on=finding, text=text, **(told or {}))
    return finding


def _told_in(step: Step, text: str, finding: Finding) -> str:
    """Return what a step says for ever, the day or name that belongs to it in front."""
    about = {PLAN: finding.action_on, EXTEND: finding.due_on, ESCALATE: finding.escalated_to}
    return " · ".join(str(one) for one in (about.get(step), text) if one)


def _where_it_stands(finding: Finding) -> FindingStatus:
    if finding.escalated_to:
        return ESCALATED
    return PLANNED if finding.action else OPEN
