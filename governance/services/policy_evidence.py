"""Evidence of a policy: the document itself as a file or the address where it stands, kept by the authority."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from accounts.services.files import store_file
from governance.models import Policy
from governance.selectors.policy_detail import REGISTER, evidence_of
from governance.services.evidence import LONGEST_TITLE, MOST_OF_ONE_ENTRY
from governance.services.policies import lock_policy
from governance.services.policy_facts import LONGEST, is_web_address
from parks.errors import broken
from parks.models import RecordEvidence


@transaction.atomic
def attach_policy_file(
    policy: Policy, upload: File[Any], *, title: str = "", by: User
) -> RecordEvidence:
    """Attach a file to a policy."""
    policy = _with_room(policy, by)
    stored = store_file(upload, by=by)
    evidence = _attached(policy, _clean(title) or stored.name, by, file=stored)
    audit.record("policy.attach", by=by, on=policy, title=evidence.title, sha256=stored.sha256)
    return evidence


@transaction.atomic
def attach_policy_link(policy: Policy, url: str, *, title: str = "", by: User) -> RecordEvidence:
    """Attach the address of a page on the web; only http and https are taken."""
    policy = _with_room(policy, by)
    url = url.strip()
    try:
        is_web_address(url)
    except ValidationError as error:
        raise broken("address_refused", field="url") from error
    if len(url) > LONGEST["url"]:
        raise broken("text_too_long", limit=LONGEST["url"], field="url")
    evidence = _attached(policy, _clean(title) or str(urlsplit(url).hostname), by, url=url)
    audit.record("policy.attach", by=by, on=policy, title=evidence.title, url=url)
    return evidence


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
    if evidence_of(policy).count() >= MOST_OF_ONE_ENTRY:
        message = _("One policy holds at most %(most)s files and links.")
        raise RuleBroken("evidence_too_many", message % {"most": MOST_OF_ONE_ENTRY})
    return policy


def _attached(policy: Policy, title: str, by: User, **what: Any) -> RecordEvidence:
    return RecordEvidence.objects.create(
        register=REGISTER,
        record=policy.pk,
        title=title,
        added_by=by,
        added_at=clock.now(),
        **what,
    )


def _clean(title: str) -> str:
    return " ".join(title.split())[:LONGEST_TITLE]
