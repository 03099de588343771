"""What the page of one record shows: its fields, its evidence, and how it came to say what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accounts.models import AuditEntry, User
from parks.models import Park, RecordEvidence
from parks.permissions import may_view_park_audit
from parks.registers import Field, Register
from parks.selectors.record_list import may_keep


@dataclass(frozen=True)
class Change:
    """A field that an act changed, as it was and as it is."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True)
class Act:
    """One act on a record: who, when, what it changed, and the reason for striking it off."""

    entry: AuditEntry
    changes: tuple[Change, ...]

    @property
    def reason(self) -> str:
        return str(self.entry.details.get("reason", ""))


@dataclass(frozen=True)
class RecordDetail:
    """What the page of a record shows; the history is for those who see the audit trail of the park."""

    register: Register
    record: Any
    fields: tuple[Field, ...]
    evidence: tuple[RecordEvidence, ...]
    history: tuple[Act, ...] | None
    may_keep: bool


def record_detail_page(register: Register, park: Park, record: Any, user: User) -> RecordDetail:
    """Collect what the page of a record shows."""
    evidence = evidence_of(register, record)
    sees_acts = Park.objects.filter(may_view_park_audit(user), pk=park.pk).exists()
    return RecordDetail(
        register=register,
        record=record,
        fields=tuple(register.fields.values()),
        evidence=tuple(evidence),
        history=tuple(_history(register, record)) if sees_acts else None,
        may_keep=may_keep(register, park, user),
    )


def evidence_of(register: Register, record: Any) -> list[RecordEvidence]:
    """Return the files and links behind a record."""
    standing = RecordEvidence.objects.filter(
        register=register.word, record=record.pk, removed_at=None
    )
    return list(standing.select_related("file", "added_by"))


def _history(register: Register, record: Any) -> Iterator[Act]:
    entries = AuditEntry.objects.filter(
        target_type=record._meta.label_lower, target_id=str(record.pk)
    )
    for entry in entries.order_by("-sequence"):
        before, after = entry.details.get("before", {}), entry.details.get("after", {})
        changes = (
            Change(register.fields[name], before.get(name), value)
            for name, value in after.items()
            if name in register.fields
        )
        yield Act(entry, tuple(changes))
