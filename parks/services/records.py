"""Writes the records of a park's registers: one by one as people do, or many at once as an import does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import ChangedMeanwhile, NoLongerPossible, RuleBroken
from accounts.models import User
from parks.errors import broken
from parks.geometry.shapes import read_geometry
from parks.models import Park
from parks.models.records import Record
from parks.permissions import may_keep_register
from parks.registers import Kind, Register
from parks.selectors.record_references import references_to
from parks.selectors.record_values import changed_names, plain, with_related
from parks.services.record_checks import problems_of
from parks.signals import records_written

BATCH: Final = 500
LONGEST_REASON: Final = 1_000
SHOWN_REFERENCES: Final = 5


@dataclass(frozen=True)
class Writing:
    """Values by field, to be written into a record or, where there is none, into a new one.

    Days are dates, other records are themselves; fields that are not named keep what they hold.
    """

    values: Mapping[str, Any]
    record: Any = None


@dataclass(frozen=True)
class Filled:
    """A record as it will be, its many related records, and what it said before."""

    record: Any
    many: Mapping[str, list[Any]]
    before: Mapping[str, Any]
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        return self.record.pk is None


def add_record(register: Register, park: Park, values: Mapping[str, Any], *, by: User) -> Any:
    """Enter a new record; without a code it is given the next one of the register."""
    return write_records(register, park, [Writing(values)], by=by)[0]


@transaction.atomic
def change_record(
    register: Register, record: Record, values: Mapping[str, Any], *, seen_version: int, by: User
) -> Any:
    """Change a record, unless somebody else changed it since the version that was seen (412) or struck it off (409)."""
    require_keeper(register, record.park, by=by)
    Park.objects.select_for_update().get(pk=record.park_id)
    now = with_related(register, register.model.objects.filter(pk=record.pk)).get()
    require_standing(now)
    if now.version != seen_version:
        raise ChangedMeanwhile(
            "record_changed",
            _("Somebody else changed this record while you were editing it."),
            theirs=plain(register, now),
            version=now.version,
        )
    return write_records(register, now.park, [Writing(values, now)], by=by)[0]


@transaction.atomic
def remove_record(register: Register, record: Record, *, reason: str, by: User) -> None:
    """Strike a record off its register, with the reason; it stays readable in the history of the park."""
    require_keeper(register, record.park, by=by)
    Park.objects.select_for_update().get(pk=record.park_id)
    now = register.model.objects.get(pk=record.pk)
    require_standing(now)
    if not reason.strip():
        raise RuleBroken("reason_required", _("Say why it is struck off."), field="reason")
    _require_no_reference(register, now)
    now.removed_at = clock.now()
    now.save(update_fields=["removed_at"])
    records_written.send(register.model, records=[now])
    reason = reason.strip()[:LONGEST_REASON]
    audit.record("record.remove", by=by, on=now, register=register.word, reason=reason)


@transaction.atomic
def write_records(
    register: Register, park: Park, writings: Sequence[Writing], *, by: User
) -> list[Any]:
    """Write several records of one park: all of them or, where one is refused, none. Return them in the same order.

    A record that says the same afterwards is left as it is.
    """
    require_keeper(register, park, by=by)
    Park.objects.select_for_update().get(pk=park.pk)
    written = [filled(register, park, one) for one in writings]
    _give_codes(register, park, [one.record for one in written])
    for one in written:
        for problem in problems_of(register, one.record, one.many):
            raise RuleBroken(problem.code, problem.reason, field=problem.column)
        _tidy_geometry(register, one.record)
    changed = _changed(register, written)
    _save(register, changed, by)
    records_written.send(register.model, records=[one.record for one in changed])
    _note(register, changed, by)
    return [one.record for one in written]


def require_keeper(register: Register, park: Park, *, by: User) -> None:
    """Refuse whoever does not keep this register of the park."""
    if not Park.objects.filter(may_keep_register(by, register.keepers), pk=park.pk).exists():
        raise PermissionDenied(_("You do not keep this register of the park."))


def require_standing(record: Record) -> None:
    """Refuse to change what has been struck off."""
    if record.removed_at is not None:
        message = _("This record has been struck off.")
        raise NoLongerPossible("record_removed", message)


def _require_no_reference(register: Register, record: Record) -> None:
    """Refuse to strike off what other records still point to: they would count what no longer stands."""
    pointing = references_to(register, record, limit=SHOWN_REFERENCES)
    if pointing:
        message = _(
            "Other records refer to this one: %(codes)s. Change them or strike them off first."
        )
        codes = [one.code for one in pointing]
        raise NoLongerPossible("record_referred_to", message % {"codes": ", ".join(codes)})


def filled(register: Register, park: Park, writing: Writing) -> Filled:
    """Put the values into the record, in memory alone."""
    record = writing.record
    before = plain(register, record) if record is not None else {}
    if record is None:
        record = register.model(park=park)
    many = {}
    for one in register.fields.values():
        if one.name not in writing.values:
            continue
        value = writing.values[one.name]
        if one.kind == Kind.RECORDS:
            many[one.name] = list(value)
        else:
            setattr(record, one.name, _tidied(value) if isinstance(value, str) else value)
    return Filled(record, many, before)


def _tidied(text: str) -> str:
    """Return a text as it is kept: a browser sends the ends of lines in two characters, files and programs in one."""
    return text.strip().replace("\r\n", "\n")


def _tidy_geometry(register: Register, record: Any) -> None:
    """Keep of a checked geometry what a park keeps of its boundary: type and coordinates, without altitudes."""
    for one in register.of_kind(Kind.GEOMETRY):
        value = getattr(record, one.name)
        setattr(record, one.name, read_geometry(value).boundary if value else None)


def _give_codes(register: Register, park: Park, records: Sequence[Any]) -> None:
    """Give the next codes to records without one, and refuse a code that another record has."""
    known = register.model.objects.filter(park=park)
    taken = dict(known.current().values_list("code", "pk"))
    numbered = re.compile(rf"{register.prefix}-([0-9]{{1,9}})")
    given = [one.code for one in records if one.code]
    used = [*given, *known.values_list("code", flat=True)]
    numbers = [int(found[1]) for code in used if (found := numbered.fullmatch(code))]
    last = max(numbers, default=0)
    for one in records:
        if not one.code:
            last += 1
            one.code = f"{register.prefix}-{last:04d}"
        if taken.setdefault(one.code, one.pk) != one.pk or given.count(one.code) > 1:
            raise broken("code_taken", field="code")


def _changed(register: Register, written: Iterable[Filled]) -> list[Filled]:
    """Return what says something else than before, with what it says now."""
    found = []
    for one in written:
        after = plain(register, one.record, {**_no_relations(register, one), **one.many})
        if after != one.before:
            found.append(Filled(one.record, one.many, one.before, after))
    return found


def _no_relations(register: Register, one: Filled) -> dict[str, list[Any]]:
    """A new record has no related records but those that it is given."""
    return {many.name: [] for many in register.of_kind(Kind.RECORDS)} if one.is_new else {}


def _save(register: Register, changed: Sequence[Filled], by: User) -> None:
    new = [one.record for one in changed if one.is_new]
    old = [one.record for one in changed if not one.is_new]
    now = clock.now()
    for record in new:
        record.recorded_at, record.recorded_by, record.changed_at = now, by, now
    for record in old:
        record.version, record.changed_at = record.version + 1, now
    register.model.objects.bulk_create(new, batch_size=BATCH)
    single = [one.name for one in register.fields.values() if one.kind != Kind.RECORDS]
    register.model.objects.bulk_update(old, [*single, "version", "changed_at"], batch_size=BATCH)
    for many in register.of_kind(Kind.RECORDS):
        _relate(register, many.name, [one for one in changed if many.name in one.many])


def _relate(register: Register, name: str, changed: Sequence[Filled]) -> None:
    """Point the records to their many related ones, in two statements."""
    through = getattr(register.model, name).through
    here = register.model._meta.get_field(name).m2m_field_name()  # type: ignore[union-attr]
    there = register.model._meta.get_field(name).m2m_reverse_field_name()  # type: ignore[union-attr]
    through.objects.filter(**{f"{here}__in": [one.record for one in changed]}).delete()
    through.objects.bulk_create(
        (
            through(**{here: one.record, there: related})
            for one in changed
            for related in one.many[name]
        ),
        batch_size=BATCH,
    )


def _note(register: Register, changed: Sequence[Filled], by: User) -> None:
    """Write each act into the trail of the park, with what changed."""
    for action, acts in (
        ("record.create", [one for one in changed if not one.before]),
        ("record.change", [one for one in changed if one.before]),
    ):
        audit.record_all(action, [(one.record, _details(register, one)) for one in acts], by=by)


def _details(register: Register, one: Filled) -> dict[str, Any]:
    names = changed_names(one.before, one.after)
    after = {name: one.after[name] for name in names if one.after[name] not in (None, "", [])}
    if not one.before:
        return {"register": register.word, "after": after}
    return {
        "register": register.word,
        "before": {name: one.before[name] for name in names},
        "after": {name: one.after[name] for name in names},
    }
