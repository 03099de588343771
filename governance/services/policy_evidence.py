"""Evidence of a policy: the document itself as a file or the address where it stands, kept by the authority."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.models import Policy
from governance.selectors.policy_detail import REGISTER, evidence_of
from governance.services.policies import lock_policy
from parks.models import RecordEvidence
from parks.services.attachments import MOST_OF_ONE, Attachment, attached_file, attached_link


@transaction.atomic
def attach_policy_file(
    policy: Policy, upload: File[Any], *, title: str = "", by: User
) -> RecordEvidence:
    """Attach a file to a policy."""
    policy = _with_room(policy, by)
    return _attached(policy, attached_file(upload, title=title, by=by), by)


@transaction.atomic
def attach_policy_link(policy: Policy, url: str, *, title: str = "", by: User) -> RecordEvidence:
    """Attach the address of a page on the web; only http and https are taken."""
    policy = _with_room(policy, by)
    return _attached(policy, attached_link(url, title=title), by)


@transaction.atomic
def detach_policy_evidence(policy: Policy, evidence: RecordEvidence, *, by: User) -> None:
    """Take evidence off a policy; the stored bytes stay."""
    policy = lock_policy(policy, by=by)
    found = evidence_of(policy).select_for_update().filter(pk=evidence.pk).first()
    if found is None:
        raise NoLongerPossible("evidence_removed", _("This evidence has been removed already."))
    found.removed_at = clock.now()
    found.save(update_fields=["removed_at"])
    audit.record("policy.detach", by=by, on=policy, title=found.title)


def _with_room(policy: Policy, by: User) -> Policy:
    policy = lock_policy(policy, by=by)
    if evidence_of(policy).count() >= MOST_OF_ONE:
        message = _("One policy holds at most %(most)s files and links.")
        raise RuleBroken("evidence_too_many", message % {"most": MOST_OF_ONE})
    return policy


def _attached(policy: Policy, attachment: Attachment, by: User) -> RecordEvidence:
    evidence = RecordEvidence.objects.create(
        register=REGISTER,
        record=policy.pk,
        title=attachment.title,
        file=attachment.file,
        url=attachment.url,
        added_by=by,
        added_at=clock.now(),
    )
    audit.record("policy.attach", by=by, on=policy, title=evidence.title, **attachment.told)
    return evidence
