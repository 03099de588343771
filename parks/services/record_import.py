"""The import of one register of a park: what a file would change, and changing it.

The dry run and the import go the same way; only the last step differs. Rows with a problem are rejected, the
others are written together. Importing the same file again finds everything unchanged.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import transaction

from accounts import audit
from accounts.models import User
from parks.errors import Problem
from parks.models import Park, RegisterImport
from parks.registers import REGISTERS, Kind, Register
from parks.selectors.record_oddities import Whereabouts
from parks.selectors.record_values import changed_names, plain
from parks.services.record_checks import oddities_of, problems_of
from parks.services.record_files import read_record_file
from parks.services.record_matching import as_kept, matched
from parks.services.record_rows import ReadRow, known_to, read_row, spelt_differently, standing_in
from parks.services.records import Writing, filled, require_keeper, write_records
from parks.services.register_files import RegisterFile
from parks.services.register_import import (
    CREATED,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Change,
    ImportResult,
)
from parks.services.register_uploads import counts, kept, locked_upload, note_outcome

WRITTEN: Final = (CREATED, UPDATED)


@dataclass(frozen=True)
class Step:
    """What is to be done for one row, and what is wrong or odd about it."""

    read: ReadRow
    outcome: str
    writing: Writing
    change: Change
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What is to be done for all rows of a file, and what is odd about the file as a whole."""

    steps: list[Step]
    warnings: list[Problem]


@transaction.atomic
def keep_record_upload(
    register: Register, park: Park, content: bytes, filename: str, *, by: User
) -> tuple[RegisterImport, ImportResult]:
    """Read and check a file of a register without changing any record; keep it with what was found."""
    require_keeper(register, park, by=by)
    file = read_record_file(register, content, filename)
    result = _result(file, _plan(register, park, file))
    upload = kept(file, content, result, by=by, register=register.word, park=park)
    _note("records.upload", upload, result, by)
    return upload, result


@transaction.atomic
def import_records(upload: RegisterImport, *, by: User) -> ImportResult:
    """Write the good rows of an upload that was checked before, once."""
    locked = locked_upload(upload)
    register = REGISTERS[locked.register]
    assert locked.park_id is not None
    park = Park.objects.select_for_update().get(pk=locked.park_id)
    require_keeper(register, park, by=by)
    file = read_record_file(register, bytes(locked.content), locked.name)
    plan = _plan(register, park, file)
    written = [step for step in plan.steps if step.outcome in WRITTEN]
    records = write_records(register, park, [step.writing for step in written], by=by)
    codes = {
        step.read.row.number: record.code for step, record in zip(written, records, strict=True)
    }
    result = _result(file, plan, codes)
    note_outcome(locked, result)
    _note("records.import", locked, result, by)
    return result


def _note(action: str, upload: RegisterImport, result: ImportResult, by: User) -> None:
    audit.record(
        action, by=by, on=upload, register=upload.register, sha256=upload.sha256, **counts(result)
    )


def _plan(register: Register, park: Park, file: RegisterFile) -> Plan:
    known = known_to(register, park)
    rows = [read_row(row, known) for row in file.rows]
    standing = standing_in(register, park)
    codes = Counter(read.code for read in rows if read.code)
    whereabouts = Whereabouts.of(park)
    steps = [
        _step(register, park, _alone(read, codes), record, whereabouts)
        for read, record in zip(rows, matched(register, standing, rows), strict=True)
    ]
    return Plan(steps, spelt_differently(rows, known))


def _alone(read: ReadRow, codes: Counter[str]) -> ReadRow:
    """Reject a row whose code stands in another row too."""
    if codes[read.code] < 2:
        return read
    twice = read.problem(Problem("code", "duplicate_code"))
    return replace(read, problems=(*read.problems, twice))


def _step(
    register: Register, park: Park, read: ReadRow, record: Any, whereabouts: Whereabouts
) -> Step:
    """Try a row on a copy of its record, so that the record itself still says what stands there."""
    writing = Writing(_new_values(register, read, record), record)
    tried = filled(register, park, replace(writing, record=copy.copy(record)))
    marked = {problem.column for problem in read.problems}
    problems = read.problems + tuple(
        read.problem(problem)
        for problem in problems_of(register, tried.record, tried.many)
        if problem.column not in marked
    )
    change = Change(read.row.number, REJECTED, tried.record.code, _name(register, tried.record))
    if problems:
        return Step(read, REJECTED, writing, change, problems=problems)
    fields: tuple[str, ...] = ()
    outcome = CREATED
    if record is not None:
        after = plain(register, tried.record, tried.many)
        fields = tuple(changed_names(tried.before, after))
        outcome = UPDATED if fields else UNCHANGED
    odd = tuple(map(read.problem, oddities_of(register, tried.record, whereabouts)))
    return Step(read, outcome, writing, replace(change, outcome=outcome, fields=fields), (), odd)


def _new_values(register: Register, read: ReadRow, record: Any) -> Mapping[str, Any]:
    """Leave out what differs from what stands there only by what a workbook cannot keep."""
    if record is None:
        return read.values
    same = {
        one.name
        for one in register.of_kind(Kind.LONG_TEXT, Kind.NUMBER)
        if one.name in read.values
        and as_kept(read.values[one.name]) == as_kept(getattr(record, one.name))
    }
    return {name: value for name, value in read.values.items() if name not in same}


def _name(register: Register, record: Any) -> str:
    return record.name_en or record.name_zh if register.is_named else ""


def _result(file: RegisterFile, plan: Plan, codes: Mapping[int, str] | None = None) -> ImportResult:
    """Sum up what is to be done, or was: `codes` are those that the rows were given."""
    steps, codes = plan.steps, codes or {}
    found = Counter(step.outcome for step in steps)
    changes = (step.change for step in steps if step.outcome in WRITTEN)
    return ImportResult(
        read=len(steps),
        created=found[CREATED],
        updated=found[UPDATED],
        unchanged=found[UNCHANGED],
        rejected=found[REJECTED],
        changes=tuple(replace(one, code=codes.get(one.row, one.code)) for one in changes),
        problems=tuple(problem for step in steps for problem in step.problems),
        notices=file.notices,
        warnings=(*plan.warnings, *(odd for step in steps for odd in step.warnings)),
    )
