"""What the page of one record shows: its fields, its evidence, and how it came to say what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import AuditEntry, User
from accounts.selectors.audit_sentences import sentence_of
from parks.models import Park, RecordEvidence
from parks.permissions import may_view_park_audit
from parks.registers import Field, Register
from parks.selectors.record_list import map_of, may_keep
from parks.selectors.record_values import changed_names
from parks.signals import record_shown

TOLD: Final = ("record.create", "record.change", "record.remove", "record.attach", "record.detach")


@dataclass(frozen=True)
class Change:
    """A field that an act changed, as it was and as it is."""

    field: Field
    before: Any
    after: Any


@dataclass(frozen=True)
class Act:
    """One act on a record: who, when, what it changed, and the reason for striking it off.

    What a new record said is told by the changes since and by what it says now.
    """

    entry: AuditEntry
    changes: tuple[Change, ...]

    @property
    def sentence(self) -> str:
        return sentence_of(self.entry)

    @property
    def reason(self) -> str:
        return str(self.entry.details.get("reason", ""))

    @property
    def title(self) -> str:
        """What the evidence is called that was attached or removed."""
        return str(self.entry.details.get("title", ""))


@dataclass(frozen=True)
class Aside:
    """What an app above adds to the page of a record: a template, and what it finds there as `shown`."""

    template: str
    shown: Any


@dataclass(frozen=True)
class RecordDetail:
    """What the page of a record shows; the history is for those who see the audit trail of the park."""

    register: Register
    record: Any
    fields: tuple[Field, ...]
    asides: tuple[Aside, ...]
    evidence: tuple[RecordEvidence, ...]
    history: tuple[Act, ...] | None
    map: dict[str, Any]
    may_keep: bool


def record_detail_page(register: Register, park: Park, record: Any, user: User) -> RecordDetail:
    """Collect what the page of a record shows."""
    evidence = evidence_of(register, record).select_related("file", "added_by")
    sees_acts = Park.objects.filter(may_view_park_audit(user), pk=park.pk).exists()
    return RecordDetail(
        register=register,
        record=record,
        fields=tuple(register.fields.values()),
        asides=tuple(_asides(register, record)),
        evidence=tuple(evidence),
        history=tuple(_history(register, record)) if sees_acts else None,
        map=map_of(register, park, [record]),
        may_keep=may_keep(register, park, user),
    )


def _asides(register: Register, record: Any) -> Iterator[Aside]:
    answers: list[tuple[Any, Any]] = record_shown.send(sender=register.model, record=record)
    for _receiver, aside in answers:
        yield aside


def evidence_of(register: Register, record: Any) -> QuerySet[RecordEvidence]:
    """Return the files and links behind a record."""
    return RecordEvidence.objects.filter(
        park=record.park_id, register=register.word, record=record.pk, removed_at=None
    )


def differences(
    register: Register, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[Change]:
    """Return the fields in which two plain records differ."""
    names = changed_names(before, after)
    return [Change(register.fields[name], before[name], after[name]) for name in names]


def _history(register: Register, record: Any) -> Iterator[Act]:
    entries = AuditEntry.objects.filter(
        park_id=record.park_id,
        target_type=record._meta.label_lower,
        target_id=str(record.pk),
        action__in=TOLD,
    )
    for entry in entries.order_by("-sequence"):
        before = entry.details.get("before", {})
        after = entry.details.get("after", {}) if before else {}
        changes = (
            Change(register.fields[name], before.get(name), value)
            for name, value in after.items()
            if name in register.fields
        )
        yield Act(entry, tuple(changes))
