"""Policies: issuing them, changing what the register says of them, striking them off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import User
from governance.models import Policy
from governance.permissions import may_issue_policies_in, may_keep_policy
from governance.services.policy_facts import PolicyFacts, changed_fields, checked, facts_of
from parks.errors import broken
from parks.models import Region
from parks.services.parks import lock_register

LONGEST_REASON = 4_000
SET_ONCE = ("code", "parks")


@transaction.atomic
def add_policy(facts: PolicyFacts, *, by: User) -> Policy:
    """Enter a policy in the register. A code is used once in the installation, struck off ones included."""
    facts = checked(facts)
    lock_register()
    _require_region(facts.region, by)
    if Policy.objects.filter(code=facts.code).exists():
        raise broken("code_unavailable", field="code")
    policy = new_policy(facts, by=by)
    policy.save(force_insert=True)
    policy.parks.set(facts.parks)
    audit.record("policy.create", by=by, on=policy, after=facts.plain())
    return policy


@transaction.atomic
def change_policy(policy: Policy, facts: PolicyFacts, *, seen_version: int, by: User) -> Policy:
    """Change what the register says of a policy, unless it changed since the version that was seen."""
    facts = checked(replace(facts, code=policy.code))
    now = lock_policy(policy, by=by)
    before = facts_of(now)
    if now.version != seen_version:
        raise ChangedMeanwhile(
            "policy_changed",
            _("Somebody else changed this policy while you were editing it."),
            yours=facts.plain(),
            theirs=before.plain(),
            version=now.version,
        )
    if facts.region.pk != before.region.pk:
        _require_region(facts.region, by)
    if changed_fields(before, facts):
        put_facts(now, facts)
        now.save()
        now.parks.set(facts.parks)
        record_change(now, before, facts, by=by)
    return now


@transaction.atomic
def remove_policy(policy: Policy, *, reason: str, by: User) -> Policy:
    """Strike a policy off the register; it covers nothing any more, and its history stays."""
    reason = reason.strip()
    now = lock_policy(policy, by=by)
    if not reason:
        raise RuleBroken("reason_required", _("Say why it is struck off."), field="reason")
    now.removed_at = now.changed_at = clock.now()
    now.version += 1
    now.save(update_fields=["removed_at", "changed_at", "version"])
    audit.record("policy.remove", by=by, on=now, reason=reason[:LONGEST_REASON])
    return now


def lock_policy(policy: Policy, *, by: User) -> Policy:
    """Lock a policy that `by` keeps and that stands."""
    require_keeper(policy, by=by)
    locked = Policy.objects.select_for_update(of=("self",)).for_display().get(pk=policy.pk)
    if locked.removed_at is not None:
        raise NoLongerPossible("policy_removed", _("This policy has been struck off."))
    return locked


def require_keeper(policy: Policy, *, by: User) -> None:
    """Refuse whoever does not keep the policies of its region."""
    if not Policy.objects.filter(may_keep_policy(by), pk=policy.pk).exists():
        raise PermissionDenied(_("Only an authority of the region keeps its policies."))


def new_policy(facts: PolicyFacts, *, by: User) -> Policy:
    now = clock.now()
    policy = Policy(code=facts.code, recorded_at=now, recorded_by=by, changed_at=now)
    for name, value in _own(facts).items():
        setattr(policy, name, value)
    return policy


def put_facts(policy: Policy, facts: PolicyFacts) -> None:
    """Write facts into the row as its next version, parks excepted: they are rows of their own."""
    for name, value in _own(facts).items():
        setattr(policy, name, value)
    policy.version += 1
    policy.changed_at = clock.now()


def record_change(policy: Policy, before: PolicyFacts, after: PolicyFacts, *, by: User) -> None:
    """Write the changed fields, as they were and as they are, into the trail."""
    names = changed_fields(before, after)
    old, new = before.plain(), after.plain()
    audit.record(
        "policy.change",
        by=by,
        on=policy,
        before={name: old[name] for name in names},
        after={name: new[name] for name in names},
    )


def _own(facts: PolicyFacts) -> dict[str, Any]:
    names = [name for name in PolicyFacts.__dataclass_fields__ if name not in SET_ONCE]
    return {name: getattr(facts, name) for name in names}


def _require_region(region: Region, by: User) -> None:
    """A region elsewhere is as unknown as one that does not exist."""
    if not Region.objects.filter(may_issue_policies_in(by), pk=region.pk).exists():
        raise broken("region_not_kept", field="region")
