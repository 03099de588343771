"""One policy: what it says, the parks that it covers as far as the reader sees them, its evidence and its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.audit import ACCOUNTS_CHAIN
from accounts.models import AuditEntry, User
from accounts.selectors.audit_sentences import sentence_of
from accounts.templatetags.page import NO_VALUE
from governance.choices import PolicyKind, PolicyState
from governance.models import Policy
from governance.permissions import may_keep_policy
from parks.models import Park, RecordEvidence
from parks.permissions import may_view_park

REGISTER: Final = "policies"
TOLD: Final = ("policy.create", "policy.change", "policy.remove", "policy.attach", "policy.detach")
SHOWN_PARKS: Final = 100


@dataclass(frozen=True)
class Change:
    """One field as it was and as it is."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Act:
    """One entry of the history in words."""

    entry: AuditEntry
    sentence: str
    reason: str
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class PolicyPage:
    """What the page of a policy shows; `count` is of all covered parks that the reader sees."""

    policy: Policy
    parks: tuple[Park, ...]
    count: int
    names_parks: bool
    evidence: tuple[RecordEvidence, ...]
    history: tuple[Act, ...]
    may_keep: bool

    @property
    def is_struck_off(self) -> bool:
        return self.policy.state == PolicyState.STRUCK_OFF


def policy_page(policy: Policy, user: User) -> PolicyPage:
    """Collect the page of a policy."""
    covered = parks_covered(policy).filter(may_view_park(user))
    evidence = evidence_of(policy).select_related("file", "added_by")
    return PolicyPage(
        policy=policy,
        parks=tuple(covered.select_related("region").defer("boundary")[:SHOWN_PARKS]),
        count=covered.count(),
        names_parks=policy.parks.exists(),
        evidence=tuple(evidence),
        history=tuple(history_of(policy, user)),
        may_keep=Policy.objects.filter(may_keep_policy(user), pk=policy.pk).exists(),
    )


def parks_covered(policy: Policy) -> QuerySet[Park]:
    """Return the parks that a policy names or, where it names none, all of its region and below."""
    named = policy.parks.order_by().values("pk")
    if named.exists():
        return Park.objects.filter(pk__in=named)
    path = policy.region.path
    return Park.objects.filter(region__path__startswith=path) if path else Park.objects.none()


def evidence_of(policy: Policy) -> QuerySet[RecordEvidence]:
    """Return the evidence that stands behind a policy."""
    return RecordEvidence.objects.filter(
        register=REGISTER, park=None, record=policy.pk, removed_at=None
    )


def history_of(policy: Policy, user: User) -> Iterator[Act]:
    """Yield who did what to a policy, the latest first; of the parks only those that the reader sees."""
    entries = AuditEntry.objects.filter(
        chain=ACCOUNTS_CHAIN,
        target_type=policy._meta.label_lower,
        target_id=str(policy.pk),
        action__in=TOLD,
    ).order_by("-sequence")
    found = list(entries)
    seen = _parks_seen(found, user)
    for entry in found:
        details = entry.details
        yield Act(
            entry=entry,
            sentence=sentence_of(entry),
            reason=details.get("reason", ""),
            title=details.get("title", ""),
            changes=tuple(_changes(details, seen)) if entry.action == "policy.change" else (),
        )


def _parks_seen(entries: list[AuditEntry], user: User) -> frozenset[str]:
    """Return which of the parks that a history names the reader sees."""
    named = {
        code
        for entry in entries
        for side in ("before", "after")
        for code in entry.details.get(side, {}).get("parks", ())
    }
    if not named:
        return frozenset()
    seen = Park.objects.filter(may_view_park(user), code__in=named)
    return frozenset(seen.values_list("code", flat=True))


def _changes(details: Mapping[str, Any], seen: frozenset[str]) -> Iterator[Change]:
    before, after = details.get("before", {}), details.get("after", {})
    for name in Policy._meta.get_fields():
        if name.name in after:
            label = capfirst(str(getattr(name, "verbose_name", name.name)))
            sides = (_word(name.name, side.get(name.name), seen) for side in (before, after))
            yield Change(label, *sides)


def differences_between(
    before: Mapping[str, Any], after: Mapping[str, Any], user: User
) -> list[Change]:
    """Return the fields in which two states of a policy differ, as people read them."""
    codes = {*before.get("parks", ()), *after.get("parks", ())}
    seen = Park.objects.filter(may_view_park(user), code__in=codes).values_list("code", flat=True)
    names = [name for name in after if after[name] != before.get(name)]
    sides = {
        side: {name: values.get(name) for name in names}
        for side, values in (("before", before), ("after", after))
    }
    return list(_changes(sides, frozenset(seen)))


def _word(name: str, value: Any, seen: frozenset[str]) -> str:
    if name == "parks":
        codes = [code for code in value or () if code in seen]
        return _(", ").join(codes) if codes else _("all of the region") if not value else NO_VALUE
    if name == "kind":
        return str(dict(PolicyKind.choices).get(value, value))
    return str(value) if value else NO_VALUE
