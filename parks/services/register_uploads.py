"""Uploads of the register: each is kept as it came, with the result of its dry run, and carried out at most once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible
from accounts.models import User
from parks.errors import Problem
from parks.models import Park, RegisterImport
from parks.services.register_files import RegisterFile
from parks.services.register_import import (
    Change,
    ImportResult,
    check_register,
    import_register,
    read_register,
)


@transaction.atomic
def keep_upload(content: bytes, filename: str, *, by: User) -> tuple[RegisterImport, ImportResult]:
    """Read and check a register file without changing any park; keep it with what was found."""
    register = read_register(content, filename)
    result = check_register(register, by=by)
    upload = kept(register, content, result, by=by)
    audit.record("park_register.upload", by=by, on=upload, sha256=register.sha256, **counts(result))
    return upload, result


@transaction.atomic
def carry_out(upload: RegisterImport, *, by: User) -> ImportResult:
    """Import the good rows of an upload that was checked before."""
    locked = locked_upload(upload)
    register = read_register(bytes(locked.content), locked.name)
    result = import_register(register, by=by)
    note_outcome(locked, result)
    audit.record("park_register.import", by=by, on=locked, sha256=locked.sha256, **counts(result))
    return result


def kept(
    file: RegisterFile,
    content: bytes,
    result: ImportResult,
    *,
    by: User,
    register: str = "",
    park: Park | None = None,
) -> RegisterImport:
    """Keep a file as it came with what was found in it; `register` and `park` say which register it is for."""
    return RegisterImport.objects.create(
        park=park,
        register=register,
        name=file.filename,
        content=content,
        sha256=file.sha256,
        uploaded_by=by,
        uploaded_at=clock.now(),
        result=plain(result),
    )


def locked_upload(upload: RegisterImport) -> RegisterImport:
    """Lock an upload that is to be carried out, and refuse one that has been."""
    locked = RegisterImport.objects.select_for_update().get(pk=upload.pk)
    if locked.carried_out_at is not None:
        raise NoLongerPossible(
            "already_imported", _("This file has already been imported; upload it again.")
        )
    return locked


def note_outcome(locked: RegisterImport, result: ImportResult) -> None:
    """Say of an upload that it has been carried out, and with what result."""
    locked.carried_out_at = clock.now()
    locked.outcome = plain(result)
    locked.save(update_fields=["carried_out_at", "outcome"])


def counts(result: ImportResult) -> dict[str, int]:
    """Return the figures of a result; they always add up to what was read."""
    return {
        "read": result.read,
        "created": result.created,
        "updated": result.updated,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
    }


def plain(result: ImportResult) -> dict[str, Any]:
    """Return a result as it is kept: problems by code, so that each reader gets them in their language."""
    return {
        **counts(result),
        "changes": [asdict(change) for change in result.changes],
        "problems": [asdict(problem) for problem in result.problems],
        "notices": [asdict(notice) for notice in result.notices],
        "warnings": [asdict(warning) for warning in result.warnings],
    }


def result_of(said: Mapping[str, Any]) -> ImportResult:
    """Return the result that `plain` has kept."""
    return ImportResult(
        **{name: said[name] for name in ("read", "created", "updated", "unchanged", "rejected")},
        changes=tuple(
            Change(**{**change, "fields": tuple(change["fields"])}) for change in said["changes"]
        ),
        problems=tuple(Problem(**problem) for problem in said["problems"]),
        notices=tuple(Problem(**notice) for notice in said["notices"]),
        warnings=tuple(Problem(**warning) for warning in said.get("warnings", ())),
    )
