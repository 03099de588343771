"""The audit trail as administrators read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.audit import ACCOUNTS_CHAIN
from accounts.models import AuditEntry, User
from accounts.permissions import may_view_audit

PER_PAGE = 50


@dataclass(frozen=True)
class AuditLine:
    """One entry with its details in words; those of acts in parks stay there, they may tell of drafts."""

    entry: AuditEntry
    details: list[tuple[str, str]]


@dataclass(frozen=True)
class AuditList:
    """One page of entries, and the chains and actions there are to choose from."""

    page: Page[AuditEntry]
    lines: list[AuditLine]
    chains: list[str]
    actions: list[str]


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
        lines=[AuditLine(entry, sorted(_details(entry))) for entry in entries_shown],
        chains=_values(entries, "chain"),
        actions=_values(entries, "action"),
    )


def _details(entry: AuditEntry) -> Iterator[tuple[str, str]]:
    if entry.chain != ACCOUNTS_CHAIN:
        return
    for name, value in entry.details.items():
        if name == "changed":
            for field, change in value.items():
                yield field, f"{_text(change['from'])} → {_text(change['to'])}"
        else:
            yield name, _text(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _values(entries: Any, field: str) -> list[str]:
    return list(entries.order_by(field).values_list(field, flat=True).distinct())
