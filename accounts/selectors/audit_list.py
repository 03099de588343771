"""The audit trail as administrators read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.audit import ACCOUNTS_CHAIN
from accounts.models import AuditEntry, User
from accounts.permissions import may_view_audit
from accounts.selectors.audit_details import details_of
from accounts.selectors.audit_sentences import action_title, sentence_of

PER_PAGE = 50


@dataclass(frozen=True)
class AuditLine:
    """One entry in words. For administrators the details of acts in parks stay there: they may tell of drafts."""

    entry: AuditEntry
    sentence: str
    details: list[tuple[str, str]]


@dataclass(frozen=True)
class AuditList:
    """One page of entries, and the chains and actions there are to choose from."""

    page: Page[AuditEntry]
    lines: list[AuditLine]
    chains: list[str]
    actions: list[tuple[str, str]]


def audit_list(user: User, *, filters: dict[str, Any], page: str) -> AuditList:
    entries = AuditEntry.objects.filter(may_view_audit(user))
    shown = entries.for_display()
    if filters.get("chain"):
        shown = shown.filter(chain=filters["chain"])
    if filters.get("action"):
        shown = shown.filter(action=filters["action"])
    if filters.get("person"):
        shown = shown.filter(by=filters["person"])
    entries_shown = Paginator(shown, per_page=PER_PAGE).get_page(page)
    return AuditList(
        page=entries_shown,
        lines=[audit_line(one, tells=one.chain == ACCOUNTS_CHAIN) for one in entries_shown],
        chains=_values(entries, "chain"),
        actions=[(one, action_title(one)) for one in _values(entries, "action")],
    )


def audit_line(entry: AuditEntry, *, tells: bool) -> AuditLine:
    """Put an entry into words, with its details where `tells`."""
    return AuditLine(entry, sentence_of(entry), details_of(entry) if tells else [])


def _values(entries: Any, field: str) -> list[str]:
    return list(entries.order_by(field).values_list(field, flat=True).distinct())
