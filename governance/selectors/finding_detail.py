"""One finding: what was found, what was done about it step by step, its proof, and what may be done now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from governance.models import Finding, FindingStep, SupervisionRound
from governance.permissions import may_view_round
from governance.selectors.finding_acts import FINDING_ACTS
from parks.models import RecordEvidence

REGISTER = "findings"


@dataclass(frozen=True)
class FindingPage:
    """A finding, with its steps, its proof, and the names of the acts open to the reader."""

    finding: Finding
    steps: Sequence[FindingStep]
    proof: Sequence[RecordEvidence]
    acts: Sequence[str]
    sees_round: bool


def finding_page(finding: Finding, user: User) -> FindingPage:
    """Collect the page of a finding that was loaded with its acts."""
    return FindingPage(
        finding=finding,
        steps=list(finding.steps.select_related("by")),
        proof=list(proof_of(finding)),
        acts=[act for act in FINDING_ACTS if getattr(finding, f"may_{act}")],
        sees_round=finding.round_id is not None
        and SupervisionRound.objects.filter(may_view_round(user), pk=finding.round_id).exists(),
    )


def proof_of(finding: Finding) -> QuerySet[RecordEvidence]:
    """Return what is attached to a finding now."""
    return RecordEvidence.objects.filter(
        park=finding.park_id, register=REGISTER, record=finding.pk, removed_at__isnull=True
    ).select_related("file", "added_by")
