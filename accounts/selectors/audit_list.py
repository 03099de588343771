"""The audit trail as administrators read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.audit import ACCOUNTS_CHAIN
from accounts.models import AuditEntry, User
from accounts.permissions import may_view_audit

PER_PAGE = 50


@dataclass(frozen=True)
class AuditList:
    """One page of entries, and the chains and actions there are to choose from."""

    page: Page[AuditEntry]
    chains: list[str]
    actions: list[str]
    open_chain: str = (
        ACCOUNTS_CHAIN  # only its details are shown: those of parks may tell of drafts
    )


def audit_list(user: User, *, filters: dict[str, Any], page: str) -> AuditList:
    entries = AuditEntry.objects.filter(may_view_audit(user))
    shown = entries.for_display()
    if filters.get("chain"):
        shown = shown.filter(chain=filters["chain"])
    if filters.get("action"):
        shown = shown.filter(action=filters["action"])
    if filters.get("person"):
        shown = shown.filter(by=filters["person"])
    return AuditList(
        page=Paginator(shown, per_page=PER_PAGE).get_page(page),
        chains=_values(entries, "chain"),
        actions=_values(entries, "action"),
    )


def _values(entries: Any, field: str) -> list[str]:
    return list(entries.order_by(field).values_list(field, flat=True).distinct())
