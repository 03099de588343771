"""Evidence of a record: files and links that the keepers of its register attach."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from parks.models import Park, RecordEvidence
from parks.models.records import Record
from parks.registers import Register
from parks.selectors.record_detail import evidence_of
from parks.services.attachments import MOST_OF_ONE, Attachment, attached_file, attached_link
from parks.services.records import require_keeper, require_standing


@transaction.atomic
def attach_file(
    register: Register, record: Record, upload: File[Any], *, title: str = "", by: User
) -> RecordEvidence:
    """Attach a file to a record."""
    _require_room(register, record, by)
    return _kept(register, record, attached_file(upload, title=title, by=by), by)


@transaction.atomic
def attach_link(
    register: Register, record: Record, url: str, *, title: str = "", by: User
) -> RecordEvidence:
    """Attach the address of a page on the web to a record."""
    _require_room(register, record, by)
    return _kept(register, record, attached_link(url, title=title), by)


@transaction.atomic
def remove_evidence(
    register: Register, record: Record, evidence: RecordEvidence, *, by: User
) -> None:
    """Take evidence off a record; the stored bytes stay."""
    _lock(register, record, by)
    found = evidence_of(register, record).filter(pk=evidence.pk).first()
    if found is None:
        raise NoLongerPossible("evidence_removed", _("This evidence has been removed already."))
    found.removed_at = clock.now()
    found.save(update_fields=["removed_at"])
    audit.record("record.detach", by=by, on=record, register=register.word, title=found.title)


@transaction.atomic
def note_reading(register: Register, record: Record, evidence: RecordEvidence, *, by: User) -> None:
    """Put on record that a file was opened."""
    audit.record(
        "record.read_evidence", by=by, on=record, register=register.word, title=evidence.title
    )


def _lock(register: Register, record: Record, by: User) -> None:
    """Let keepers in, one at a time, as long as the record stands."""
    require_keeper(register, record.park, by=by)
    Park.objects.select_for_update().get(pk=record.park_id)
    require_standing(register.model._default_manager.get(pk=record.pk))


def _require_room(register: Register, record: Record, by: User) -> None:
    _lock(register, record, by)
    if evidence_of(register, record).count() >= MOST_OF_ONE:
        message = _("One record holds at most %(most)s files and links.")
        raise RuleBroken("evidence_too_many", message % {"most": MOST_OF_ONE})


def _kept(register: Register, record: Record, attachment: Attachment, by: User) -> RecordEvidence:
    evidence = RecordEvidence.objects.create(
        park=record.park,
        register=register.word,
        record=record.pk,
        title=attachment.title,
        file=attachment.file,
        url=attachment.url,
        added_by=by,
        added_at=clock.now(),
    )
    audit.record(
        "record.attach",
        by=by,
        on=record,
        register=register.word,
        title=evidence.title,
        **attachment.told,
    )
    return evidence
