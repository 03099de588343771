"""The import of the park register: what a file would change, and changing it.

The dry run and the import go the same way; only the last step differs. Rows with a problem are rejected, the
others are imported. Importing the same file again finds everything unchanged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from accounts import audit
from accounts.models import User
from parks.errors import Problem, shown
from parks.models import Park, ParkIndustry, Region
from parks.permissions import may_edit_park, may_keep_parks_in
from parks.services.parks import (
    ParkFacts,
    changed_fields,
    facts_of,
    lock_register,
    new_park,
    put_facts,
    record_update,
)
from parks.services.register_files import (
    RegisterFile,
    RegisterRow,
    bare_name,
    check_size,
    is_json,
    read_csv,
)
from parks.services.register_geojson import read_geojson
from parks.services.register_rows import read_facts

BATCH = 500
CREATED, UPDATED, UNCHANGED, REJECTED = "created", "updated", "unchanged", "rejected"


@dataclass(frozen=True)
class Change:
    """What a row does to one park."""

    row: int
    outcome: str
    code: str
    name: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or a dry run would do. read = created + updated + unchanged + rejected."""

    read: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


def read_register(content: bytes, filename: str) -> RegisterFile:
    """Read a register file; GeoJSON is recognised by its first character."""
    check_size(content)
    name = bare_name(filename)
    return read_geojson(content, name) if is_json(content) else read_csv(content, name)


def check_register(register: RegisterFile, *, by: User) -> ImportResult:
    """Say what importing would do, and all that is wrong with any row, without changing anything."""
    return _result(register, _plan(register, by))


@transaction.atomic
def import_register(register: RegisterFile, *, by: User) -> ImportResult:
    """Create and update the parks of all rows that have no problem."""
    lock_register()
    steps = _plan(register, by)
    _create([step.after for step in steps if step.outcome == CREATED and step.after], by)
    _update([step for step in steps if step.outcome == UPDATED], by)
    return _result(register, steps)


@dataclass(frozen=True)
class _Step:
    """What is to be done for one row."""

    row: RegisterRow
    outcome: str
    park: Park | None = None
    before: ParkFacts | None = None
    after: ParkFacts | None = None
    problems: tuple[Problem, ...] = ()


def _plan(register: RegisterFile, by: User) -> list[_Step]:
    regions = {r.code: r for r in Region.objects.filter(may_keep_parks_in(by))}
    codes = Counter(row.cells.get("code", "") for row in register.rows)
    mine = {
        park.code: park
        for park in Park.objects.for_display().filter(may_edit_park(by), code__in=codes)
    }
    taken = set(Park.objects.filter(code__in=codes).values_list("code", flat=True)) - set(mine)
    return [_step(row, mine, taken, regions, codes) for row in register.rows]


def _step(
    row: RegisterRow,
    mine: Mapping[str, Park],
    taken: set[str],
    regions: Mapping[str, Region],
    codes: Counter[str],
) -> _Step:
    code = row.cells.get("code", "")
    park = mine.get(code)
    before = facts_of(park) if park else None
    after, problems = read_facts(row, before, regions)
    problem = _code_problem(code, taken, codes)
    if problem:
        problems = [
            replace(Problem("code", problem), row=row.number, value=shown(code)),
            *(p for p in problems if p.column != "code"),
        ]
    if problems or after is None:
        return _Step(row, REJECTED, problems=tuple(problems))
    if before is None:
        return _Step(row, CREATED, after=after)
    outcome = UPDATED if changed_fields(before, after) else UNCHANGED
    return _Step(row, outcome, park, before, after)


def _code_problem(code: str, taken: set[str], codes: Counter[str]) -> str:
    if not code:
        return "code_required"
    if codes[code] > 1:
        return "duplicate_code"
    return "park_code_unavailable" if code in taken else ""


def _result(register: RegisterFile, steps: list[_Step]) -> ImportResult:
    counts = Counter(step.outcome for step in steps)
    return ImportResult(
        read=len(steps),
        created=counts[CREATED],
        updated=counts[UPDATED],
        unchanged=counts[UNCHANGED],
        rejected=counts[REJECTED],
        changes=tuple(_change(step) for step in steps if step.outcome in (CREATED, UPDATED)),
        problems=tuple(problem for step in steps for problem in step.problems),
        notices=register.notices,
    )


def _change(step: _Step) -> Change:
    after = step.after
    assert after is not None
    fields = tuple(changed_fields(step.before, after)) if step.before else ()
    return Change(step.row.number, step.outcome, after.code, after.name_en or after.name_zh, fields)


def _create(new: list[ParkFacts], by: User) -> None:
    parks = Park.objects.bulk_create([new_park(facts) for facts in new], batch_size=BATCH)
    by_code = {facts.code: facts for facts in new}
    _put_industries(parks, by_code)
    for park in parks:
        audit.record("park.create", by=by, on=park, after=by_code[park.code].plain())


def _update(steps: list[_Step], by: User) -> None:
    changed: list[tuple[Park, ParkFacts, ParkFacts]] = [
        (step.park, step.before, step.after)
        for step in steps
        if step.park and step.before and step.after
    ]
    for park, _before, after in changed:
        put_facts(park, after)
    parks = [park for park, _before, _after in changed]
    written = [
        f.name for f in Park._meta.concrete_fields if f.name not in ("id", "code", "created_at")
    ]
    Park.objects.bulk_update(parks, written, batch_size=BATCH)
    ParkIndustry.objects.filter(park__in=parks).delete()
    _put_industries(parks, {after.code: after for _park, _before, after in changed})
    for park, before, after in changed:
        record_update(park, before, after, by=by)


def _put_industries(parks: list[Park], facts: Mapping[str, ParkFacts]) -> None:
    ParkIndustry.objects.bulk_create(
        (
            ParkIndustry(park=park, industry=industry)
            for park in parks
            for industry in facts[park.code].industries
        ),
        batch_size=BATCH,
    )
