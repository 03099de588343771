"""The import of policies: what a file would change, and changing it. Rows with a problem are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from governance.models import Policy
from governance.permissions import may_issue_policies, may_issue_policies_in, may_keep_policy
from governance.selectors.policy_detail import REGISTER
from governance.services.policies import new_policy, put_facts, record_change
from governance.services.policy_facts import PolicyFacts, changed_fields, facts_of
from governance.services.policy_rows import COLUMN_OF, Known, read_policy
from parks.errors import Problem, shown
from parks.models import Park, Region, RegisterImport
from parks.services.parks import lock_register
from parks.services.register_files import RegisterFile, RegisterRow, check_size, read_csv
from parks.services.register_import import (
    CREATED,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Change,
    ImportResult,
)
from parks.services.register_uploads import counts, plain

BATCH: Final = 500


@transaction.atomic
def keep_policy_upload(
    content: bytes, filename: str, *, by: User
) -> tuple[RegisterImport, ImportResult]:
    """Read and check a file of policies without changing any; keep it with what was found."""
    _require_authority(by)
    register = read_policies(content, filename)
    result = _result(register, _plan(register, by))
    upload = RegisterImport.objects.create(
        register=REGISTER,
        name=register.filename,
        content=content,
        sha256=register.sha256,
        uploaded_by=by,
        uploaded_at=clock.now(),
        result=plain(result),
    )
    audit.record("policies.upload", by=by, on=upload, sha256=register.sha256, **counts(result))
    return upload, result


@transaction.atomic
def import_policies(upload: RegisterImport, *, by: User) -> ImportResult:
    """Import the good rows of an upload that was checked before, once."""
    _require_authority(by)
    locked = RegisterImport.objects.select_for_update().get(pk=upload.pk)
    if locked.carried_out_at is not None:
        raise NoLongerPossible(
            "already_imported", _("This file has already been imported; upload it again.")
        )
    lock_register()
    register = read_policies(bytes(locked.content), locked.name)
    steps = _plan(register, by)
    _create([step.after for step in steps if step.outcome == CREATED and step.after], by)
    _update([step for step in steps if step.outcome == UPDATED], by)
    result = _result(register, steps)
    locked.carried_out_at = clock.now()
    locked.outcome = plain(result)
    locked.save(update_fields=["carried_out_at", "outcome"])
    audit.record("policies.import", by=by, on=locked, sha256=locked.sha256, **counts(result))
    return result


def read_policies(content: bytes, filename: str) -> RegisterFile:
    """Read a CSV file of policies, in whichever encoding, with headers in either language."""
    check_size(content)
    name = shown(filename.replace("\\", "/").rpartition("/")[2])
    if content.startswith(b"PK\x03\x04"):
        raise RuleBroken("file_not_csv", _("This is a workbook; save its sheet as CSV first."))
    return read_csv(content, name, COLUMN_OF)


@dataclass(frozen=True)
class _Step:
    """What is to be done for one row."""

    row: RegisterRow
    outcome: str
    policy: Policy | None = None
    before: PolicyFacts | None = None
    after: PolicyFacts | None = None
    problems: tuple[Problem, ...] = ()


def _require_authority(by: User) -> None:
    if not may_issue_policies(by):
        raise PermissionDenied(_("Only an authority of a region issues policies."))


def _plan(register: RegisterFile, by: User) -> list[_Step]:
    codes = Counter(row.cells.get("code", "") for row in register.rows)
    kept = Policy.objects.current().filter(may_keep_policy(by), code__in=codes)
    mine = {one.code: one for one in kept.for_display().prefetch_related("parks__region")}
    taken = set(Policy.objects.filter(code__in=codes).values_list("code", flat=True)) - set(mine)
    known = known_to(by)
    return [_step(row, mine, taken, known, codes) for row in register.rows]


def known_to(by: User) -> Known:
    """Return the regions that a row may name by code or, where it is the only one of the name, by name."""
    kept = list(Region.objects.filter(may_issue_policies_in(by)))
    names = Counter(name for region in kept for name in set(region.names.values()) if name)
    named = {
        name: region for region in kept for name in region.names.values() if names.get(name) == 1
    }
    parks = Park.objects.filter(region__in=[region.pk for region in kept])
    found = parks.select_related("region").defer("boundary")
    return Known(
        regions=named | {region.code: region for region in kept},
        parks={park.code: park for park in found},
    )


def _step(
    row: RegisterRow,
    mine: Mapping[str, Policy],
    taken: set[str],
    known: Known,
    codes: Counter[str],
) -> _Step:
    code = row.cells.get("code", "")
    policy = mine.get(code)
    before = facts_of(policy) if policy else None
    after, problems = read_policy(row, before, known)
    if problem := _code_problem(code, taken, codes):
        problems = [
            replace(Problem("code", problem), row=row.number, value=shown(code)),
            *(one for one in problems if one.column != "code"),
        ]
    if problems or after is None:
        return _Step(row, REJECTED, problems=tuple(problems))
    if before is None:
        return _Step(row, CREATED, after=after)
    outcome = UPDATED if changed_fields(before, after) else UNCHANGED
    return _Step(row, outcome, policy, before, after)


def _code_problem(code: str, taken: set[str], codes: Counter[str]) -> str:
    if not code:
        return "value_required"
    if codes[code] > 1:
        return "duplicate_code"
    return "code_unavailable" if code in taken else ""


def _result(register: RegisterFile, steps: Sequence[_Step]) -> ImportResult:
    found = Counter(step.outcome for step in steps)
    return ImportResult(
        read=len(steps),
        created=found[CREATED],
        updated=found[UPDATED],
        unchanged=found[UNCHANGED],
        rejected=found[REJECTED],
        changes=tuple(_change(step) for step in steps if step.outcome in (CREATED, UPDATED)),
        problems=tuple(problem for step in steps for problem in step.problems),
        notices=register.notices,
    )


def _change(step: _Step) -> Change:
    after = step.after
    assert after is not None
    fields = tuple(changed_fields(step.before, after)) if step.before else ()
    return Change(step.row.number, step.outcome, after.code, after.name_en or after.name_zh, fields)


def _create(new: Sequence[PolicyFacts], by: User) -> None:
    policies = Policy.objects.bulk_create(
        [new_policy(facts, by=by) for facts in new], batch_size=BATCH
    )
    _put_parks(list(zip(policies, new, strict=True)))
    for policy, facts in zip(policies, new, strict=True):
        audit.record("policy.create", by=by, on=policy, after=facts.plain())


def _update(steps: Sequence[_Step], by: User) -> None:
    changed = [
        (step.policy, step.before, step.after)
        for step in steps
        if step.policy and step.before and step.after
    ]
    for policy, _before, after in changed:
        put_facts(policy, after)
    policies = [policy for policy, _before, _after in changed]
    kept = {"id", "code", "recorded_at", "recorded_by", "removed_at"}
    written = [one.name for one in Policy._meta.concrete_fields if one.name not in kept]
    Policy.objects.bulk_update(policies, written, batch_size=BATCH)
    Policy.parks.through.objects.filter(policy__in=policies).delete()
    _put_parks([(policy, after) for policy, _before, after in changed])
    for policy, before, after in changed:
        record_change(policy, before, after, by=by)


def _put_parks(policies: Sequence[tuple[Policy, PolicyFacts]]) -> None:
    through = Policy.parks.through
    through.objects.bulk_create(
        (through(policy=policy, park=park) for policy, facts in policies for park in facts.parks),
        batch_size=BATCH,
    )
