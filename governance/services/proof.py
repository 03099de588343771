"""The proof of a rectification: files and links that the committee attaches to a finding while it is to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.choices import FindingStatus
from governance.models import Finding
from governance.permissions import may_prove_finding
from governance.selectors.finding_detail import REGISTER, proof_of
from parks.models import Park, RecordEvidence
from parks.services.attachments import MOST_OF_ONE, Attachment, attached_file, attached_link

TO_BE_ANSWERED = (FindingStatus.OPEN, FindingStatus.PLANNED, FindingStatus.ESCALATED)


@dataclass(frozen=True)
class Proof:
    """A file or the address of a page, as it was sent; empty where neither was."""

    file: File[Any] | None = None
    url: str = ""
    title: str = ""

    @property
    def is_given(self) -> bool:
        return self.file is not None or bool(self.url.strip())


@transaction.atomic
def attach_proof(finding: Finding, proof: Proof, *, by: User) -> RecordEvidence:
    """Attach a file or a link to a finding that is to be answered."""
    finding = _lock(finding, by=by)
    if proof_of(finding).count() >= MOST_OF_ONE:
        message = _("One finding holds at most %(most)s files and links.")
        raise RuleBroken("evidence_too_many", message % {"most": MOST_OF_ONE})
    attachment = _attachment(proof, by)
    evidence = RecordEvidence.objects.create(
        park=finding.park,
        register=REGISTER,
        record=finding.pk,
        title=attachment.title,
        file=attachment.file,
        url=attachment.url,
        added_by=by,
        added_at=clock.now(),
    )
    audit.record("finding.attach", by=by, on=finding, title=evidence.title, **attachment.told)
    return evidence


@transaction.atomic
def remove_proof(finding: Finding, evidence: RecordEvidence, *, by: User) -> None:
    """Take a file or link off a finding that is to be answered; what was attached stays on record."""
    finding = _lock(finding, by=by)
    found = proof_of(finding).filter(pk=evidence.pk).first()
    if found is None:
        raise NoLongerPossible("evidence_removed", _("This evidence has been removed already."))
    found.removed_at = clock.now()
    found.save(update_fields=["removed_at"])
    audit.record("finding.detach", by=by, on=finding, title=found.title)


@transaction.atomic
def note_reading(finding: Finding, evidence: RecordEvidence, *, by: User) -> None:
    """Put on record that a file was opened."""
    audit.record("finding.read_proof", by=by, on=finding, title=evidence.title)


def _lock(finding: Finding, *, by: User) -> Finding:
    Park.objects.select_for_update().get(pk=finding.park_id)
    locked = (
        Finding.objects.select_for_update(of=("self",)).select_related("park").get(pk=finding.pk)
    )
    if not Finding.objects.filter(may_prove_finding(by), pk=locked.pk).exists():
        raise PermissionDenied(_("Only the park's committee attaches the proof."))
    if locked.status not in TO_BE_ANSWERED:
        message = _("Proof is attached and removed while a finding is to be answered.")
        raise NoLongerPossible("finding_answered", message, status=locked.status)
    return locked


def _attachment(proof: Proof, by: User) -> Attachment:
    if proof.file is not None:
        return attached_file(proof.file, title=proof.title, by=by)
    return attached_link(proof.url, title=proof.title)
