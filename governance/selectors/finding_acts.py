"""Which acts on findings are open to a person: the same rules for a form on a page and a flag in the API."""

from __future__ import annotations

from django.db.models import BooleanField, ExpressionWrapper, Q

from accounts import clock
from accounts.models import User
from governance.choices import FindingStatus
from governance.models.supervision import FindingQuerySet
from governance.permissions import (
    may_answer_finding,
    may_escalate_finding,
    may_extend_finding,
    may_judge_finding,
    may_prove_finding,
)

FINDING_ACTS = ("plan", "rectify", "prove", "close", "send_back", "escalate", "extend")


def with_finding_acts(findings: FindingQuerySet, user: User) -> FindingQuerySet:
    """Give each finding the flags may_plan, may_rectify … may_extend, in the query that loads it."""
    rules = _rules(user)
    flags = {
        f"may_{act}": ExpressionWrapper(rules[act], output_field=BooleanField())
        for act in FINDING_ACTS
    }
    return findings.annotate(**flags)


def _rules(user: User) -> dict[str, Q]:
    unplanned = Q(status__in=[FindingStatus.OPEN, FindingStatus.PLANNED])
    unanswered = unplanned | Q(status=FindingStatus.ESCALATED)
    rectified = Q(status=FindingStatus.RECTIFIED)
    lead, judge = may_answer_finding(user), may_judge_finding(user)
    return {
        "plan": lead & unanswered,
        "rectify": lead & unanswered,
        "prove": may_prove_finding(user) & unanswered,
        "close": judge & rectified,
        "send_back": judge & rectified,
        "escalate": may_escalate_finding(user) & unplanned & Q(due_on__lt=clock.today()),
        "extend": may_extend_finding(user) & unanswered,
    }
