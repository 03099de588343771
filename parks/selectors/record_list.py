"""The list of a register: which records of a park are found, in which order, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from accounts.models import User
from parks.models import Park
from parks.models.records import Record
from parks.permissions import may_keep_register
from parks.registers import REGISTERS, Field, Kind, Register
from parks.selectors.record_values import with_related

PER_PAGE: Final = 50
MAP_LIMIT: Final = 2000
TEXT_LIMIT: Final = 100
FLAGS: Final = {"yes": True, "no": False}
YES_OR_NO: Final = (("yes", pgettext_lazy("a flag", "yes")), ("no", pgettext_lazy("a flag", "no")))


@dataclass(frozen=True)
class RecordFilter:
    """What the address of a list asks for. Words that a field does not know find nothing."""

    text: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""

    @classmethod
    def asked_by(cls, register: Register, query: Mapping[str, str]) -> RecordFilter:
        words = {name: query[name] for name in register.narrowed_by if query.get(name)}
        return cls(query.get("q", "").strip()[:TEXT_LIMIT], words, query.get("sort", ""))

    @property
    def is_narrowing(self) -> bool:
        return bool(self.text or self.words)


@dataclass(frozen=True)
class Narrowing:
    """A field that the list is narrowed by, its words, and which of them is asked for."""

    field: Field
    options: Sequence[tuple[str, Any]]
    chosen: str


@dataclass(frozen=True)
class RecordList:
    """What the page of a register shows."""

    register: Register
    page: Page[Any]
    columns: tuple[Field, ...]
    narrowings: tuple[Narrowing, ...]
    wanted: RecordFilter
    map: dict[str, Any]
    may_keep: bool


def records_of(register: Register, park: Park) -> QuerySet[Any]:
    """Return what stands in a register of a park."""
    return register.model._default_manager.filter(park=park, removed_at__isnull=True)


def records_found(register: Register, park: Park, wanted: RecordFilter) -> QuerySet[Any]:
    """Return the records that the filter asks for, in its order."""
    found = records_of(register, park)
    for name, word in wanted.words.items():
        is_flag = register.fields[name].kind == Kind.FLAG
        value = FLAGS.get(word) if is_flag else word.replace("\0", "")
        found = found.filter(**{name: value}) if value is not None else found.none()
    if text := wanted.text.replace("\0", ""):
        found = found.filter(_holding(register, text))
    return found.order_by(*_order(register, wanted.sort))


def _holding(register: Register, text: str) -> Q:
    holds = Q()
    for one in register.of_kind(Kind.TEXT, Kind.LONG_TEXT):
        holds |= Q(**{f"{one.name}__icontains": text})
    return holds


def _order(register: Register, sort: str) -> list[Any]:
    if sort in register.fields and register.fields[sort].kind not in (Kind.RECORDS, Kind.GEOMETRY):
        return [F(sort).asc(nulls_last=True), "code"]
    newest = [F(register.newest_by).desc(nulls_last=True)] if register.newest_by else []
    return [*newest, "code"]


def record_list_page(
    register: Register, park: Park, user: User, wanted: RecordFilter, number: str | None
) -> RecordList:
    """Collect what the page of a register shows."""
    found = records_found(register, park, wanted)
    page = Paginator(with_related(register, found), PER_PAGE).get_page(number)
    return RecordList(
        register=register,
        page=page,
        columns=tuple(register.fields[name] for name in register.columns),
        narrowings=tuple(_narrowings(register, wanted)),
        wanted=wanted,
        map=map_of(register, park, found[:MAP_LIMIT] if register.is_on_map else ()),
        may_keep=may_keep(register, park, user),
    )


def may_keep(register: Register, park: Park, user: User) -> bool:
    return Park.objects.filter(may_keep_register(user, register.keepers), pk=park.pk).exists()


def _narrowings(register: Register, wanted: RecordFilter) -> list[Narrowing]:
    return [
        Narrowing(
            register.fields[name],
            register.fields[name].choices or YES_OR_NO,
            wanted.words.get(name, ""),
        )
        for name in register.narrowed_by
    ]


def map_of(register: Register, park: Park, records: Iterable[Any]) -> dict[str, Any]:
    """Return what the map draws: shapes or points, each with its address."""
    if not register.is_on_map:
        return {}
    placed = [_place(register, park, one) for one in records if _is_placed(one)]
    return {"parks": [*_outline(park), *placed] if placed else []}


def _outline(park: Park) -> list[dict[str, Any]]:
    """Return the park itself, to be drawn below its records."""
    if not park.boundary:
        return []
    return [{"name": park.name, "point": None, "boundary": park.boundary, "tone": "rule-strong"}]


def _is_placed(record: Any) -> bool:
    return bool(getattr(record, "geometry", None)) or hasattr(record, "longitude")


def _place(register: Register, park: Park, record: Any) -> dict[str, Any]:
    point = None
    if register.has_points:
        point = {"lat": record.latitude, "lon": record.longitude}
    return {
        "name": record.name or record.code,
        "url": reverse("parks:record_detail", args=[park.code, register.word, record.pk]),
        "point": point,
        "boundary": getattr(record, "geometry", None),
        "note": record.code,
    }


@dataclass(frozen=True)
class RegisterLine:
    """A register of a park, with how many records stand in it and when it was last changed."""

    register: Register
    count: int
    newest: Record | None


def registers_of(park: Park) -> list[RegisterLine]:
    """Return all registers of a park."""
    return [_line(register, park) for register in REGISTERS.values()]


def _line(register: Register, park: Park) -> RegisterLine:
    """Ask for the newest record and for how many there are at once."""
    standing = records_of(register, park)
    count = standing.order_by().values("park").annotate(count=Count("pk")).values("count")
    newest = standing.annotate(count=Subquery(count)).order_by("-changed_at", "-pk").first()
    return RegisterLine(register, newest.count if newest else 0, newest)
