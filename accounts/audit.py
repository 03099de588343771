"""Writes the audit trail: who did what to what, each entry chained to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Model

from accounts import clock
from accounts.models import AuditEntry, AuditHead, User

ACCOUNTS_CHAIN = "accounts"


def record(action: str, *, by: User | None, on: Model, **details: Any) -> AuditEntry:
    """Add one entry ("report.accept") to the chain of the park that `on` belongs to, else to that of accounts.

    It belongs into the transaction of the act itself: either both stand or neither. Without a person
    (`by=None`) it was the system's own doing. The lock on the chain's head is held until the end.
    """
    return record_each(action, [details], by=by, on=on)[0]


def record_each(
    action: str, each: Iterable[Mapping[str, Any]], *, by: User | None, on: Model
) -> list[AuditEntry]:
    """Add an entry for each of several acts of one kind on one thing, with the details of each."""
    return record_all(action, [(on, details) for details in each], by=by)


def record_all(
    action: str, each: Sequence[tuple[Model, Mapping[str, Any]]], *, by: User | None
) -> list[AuditEntry]:
    """Add an entry for each of several acts of one kind, on things of one park, under one lock of its chain."""
    if not connection.in_atomic_block:
        raise RuntimeError("An audit entry is written in the transaction of its act.")
    if not each:
        return []
    park_id: int | None = getattr(each[0][0], "audit_park_id", None)
    head = _locked_head(ACCOUNTS_CHAIN if park_id is None else f"park:{park_id}")
    entries = []
    for on, details in each:
        entry = AuditEntry(
            chain=head.chain,
            sequence=head.sequence + 1,
            at=clock.now(),
            by=by,
            by_name=by.name if by else "",
            action=action,
            target_type=on._meta.label_lower,
            target_id=str(on.pk),
            target_label=str(on)[:250],
            park_id=park_id,
            details=json.loads(json.dumps(details, cls=DjangoJSONEncoder, allow_nan=False)),
            previous_hash=head.hash,
        )
        entry.hash = hash_entry(entry)
        entries.append(entry)
        head.sequence, head.hash = entry.sequence, entry.hash
    AuditEntry.objects.bulk_create(entries)
    head.save(update_fields=["sequence", "hash"])
    return entries


def hash_entry(entry: AuditEntry) -> str:
    """Return the SHA-256 over every field of `entry` but its key and the hash itself."""
    return hash_of(
        {
            "chain": entry.chain,
            "sequence": entry.sequence,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "by": entry.by_id,
            "by_name": entry.by_name,
            "action": entry.action,
            "target_type": entry.target_type,
            "target_id": entry.target_id,
            "target_label": entry.target_label,
            "park": entry.park_id,
            "details": entry.details,
            "previous": entry.previous_hash,
        }
    )


def hash_of(content: Any) -> str:
    """Return the SHA-256 of the one canonical JSON text of `content`."""
    text = json.dumps(
        _canonical(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    """Write numbers in one way: databases return 1e22, 1.0 and -0.0 in ways of their own."""
    if isinstance(value, dict):
        return {key: _canonical(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_canonical(inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    number = Decimal(repr(value)).normalize()
    return {"number": str(number or Decimal(0))}


def _locked_head(chain: str) -> AuditHead:
    """Lock and return the chain's last link; a chain begins with its first entry."""
    heads = AuditHead.objects.select_for_update().filter(chain=chain)
    head = heads.first()
    if head is None:
        AuditHead.objects.get_or_create(chain=chain)
        head = heads.get()
    return head
