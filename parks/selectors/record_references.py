"""Which records point to which: what a code stands for, and what still refers to a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from accounts.errors import RuleBroken
from parks.errors import Problem, shown
from parks.models import Park
from parks.models.records import Record
from parks.registers import REGISTERS, Field, Kind, Register
from parks.selectors.record_values import codes_of


def references_to(register: Register, record: Record, *, limit: int) -> list[Record]:
    """Return standing records of any register that point to this one, the first few of each register."""
    found: list[Record] = []
    for one in REGISTERS.values():
        names = [
            field.name
            for field in one.of_kind(Kind.RECORD, Kind.RECORDS)
            if field.related is register.model
        ]
        if names and len(found) < limit:
            points_here = Q()
            for name in names:
                points_here |= Q(**{name: record.pk})
            standing = one.model._default_manager.filter(points_here, removed_at__isnull=True)
            found.extend(standing.order_by("code").distinct()[: limit - len(found)])
    return found


def with_records(register: Register, park: Park, values: Mapping[str, Any]) -> dict[str, Any]:
    """Put the records of the park in place of the codes that stand for them."""
    found = dict(values)
    for one in register.of_kind(Kind.RECORD, Kind.RECORDS):
        if one.name in values:
            found[one.name] = _named(one, park, values[one.name])
    return found


def _named(field: Field, park: Park, value: Any) -> Any:
    codes = [value] if field.kind == Kind.RECORD else list(value or ())
    codes = [code for code in codes if code]
    standing = field.related._default_manager.filter(
        park=park, code__in=codes, removed_at__isnull=True
    )
    known = codes_of(standing) if codes else {}
    for code in codes:
        if code not in known:
            known_as = Problem(field.name, "record_unknown", {"code": shown(code)})
            raise RuleBroken(known_as.code, known_as.reason, field=field.name)
    named = [known[code] for code in dict.fromkeys(codes)]
    if field.kind == Kind.RECORDS:
        return named
    return named[0] if named else None
