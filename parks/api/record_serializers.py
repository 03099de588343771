"""How the records of a register look in the API: built from its fields, so that each has a schema of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from rest_framework import serializers

from parks.api.serializers import TextsSerializer
from parks.models import RecordEvidence
from parks.registers import Field, Kind, Register

LONGEST_TEXT: Final = 20_000
MOST_REFERENCES: Final = 1_000
NAMES: Final = ("name_en", "name_zh")
Shape = type[serializers.Serializer[Any]]
Answer = serializers.Field[Any, Any, Any, Any]


class CodesField(serializers.ListField):
    """Several records, by their codes."""

    child = serializers.CharField(max_length=40)

    def to_representation(self, data: Any) -> list[str]:
        return sorted(one.code for one in data.all())


def shown_by(register: Register) -> Shape:
    """Build what a record is answered as: other records by their codes, days as 2026-09-30."""
    parts: dict[str, Answer] = {
        "id": serializers.IntegerField(source="pk"),
        "code": serializers.CharField(),
    }
    if register.is_named:
        parts["names"] = TextsSerializer()
    parts |= {one.name: READ[one.kind](one) for one in _answered(register)}
    parts["version"] = serializers.IntegerField()
    parts["changed_at"] = serializers.DateTimeField()
    told = f"A record of the register {register.word}. `version` counts its changes."
    return _made("", register, parts, told)


def taken_by(register: Register) -> Shape:
    """Build what is sent to add a record; without a code it is given the next one."""
    told = f"What is sent to add a record to the register {register.word}."
    return _made("New", register, _sent(register), told)


def change_of(register: Register) -> Shape:
    """Build what is sent to change a record."""
    parts = {**_sent(register), "version": serializers.IntegerField(min_value=0, required=False)}
    told = "What is changed of a record; `version` is the one that was read."
    return _made("Change", register, parts, told)


def _made(way: str, register: Register, parts: Mapping[str, Answer], told: str) -> Shape:
    noun = register.model.__name__
    name = f"{noun}ChangeSerializer" if way == "Change" else f"{way}{noun}Serializer"
    return type(name, (serializers.Serializer,), {**parts, "__doc__": told})


def _answered(register: Register) -> list[Field]:
    """Return the fields besides code and names, which every record has in the same way."""
    return [one for one in register.fields.values() if one.name not in ("code", *NAMES)]


def _sent(register: Register) -> dict[str, Answer]:
    parts: dict[str, Answer] = {
        "code": serializers.CharField(max_length=40, allow_blank=True, required=False)
    }
    if register.is_named:
        parts["names"] = TextsSerializer()
    for one in _answered(register):
        parts[one.name] = WRITE[one.kind](one, _optional(one))
    return parts


def _optional(one: Field) -> dict[str, Any]:
    """Whether a field may be left out: the record then keeps what it holds, or begins with what is usual."""
    return {"required": one.is_required and not one.of.has_default()}


def values_of(register: Register, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent by the names of the register's fields."""
    values = {name: value for name, value in sent.items() if name in register.fields}
    for name, language in zip(NAMES, ("en", "zh-hans"), strict=True):
        if language in sent.get("names", {}):
            values[name] = sent["names"][language]
    return values


READ: Final[Mapping[Kind, Callable[[Field], Answer]]] = {
    Kind.TEXT: lambda one: serializers.CharField(),
    Kind.LONG_TEXT: lambda one: serializers.CharField(),
    Kind.CHOICE: lambda one: serializers.ChoiceField(
        choices=one.choices, allow_blank=not one.is_required
    ),
    Kind.FLAG: lambda one: serializers.BooleanField(),
    Kind.DAY: lambda one: serializers.DateField(allow_null=one.of.null),
    Kind.WHOLE: lambda one: serializers.IntegerField(allow_null=one.of.null),
    Kind.NUMBER: lambda one: serializers.FloatField(allow_null=one.of.null),
    Kind.GEOMETRY: lambda one: serializers.DictField(allow_null=True),
    Kind.RECORD: lambda one: serializers.CharField(
        source=f"{one.name}.code", default=None, allow_null=one.of.null
    ),
    Kind.RECORDS: lambda one: CodesField(),
}
WRITE: Final[Mapping[Kind, Callable[[Field, dict[str, Any]], Answer]]] = {
    Kind.TEXT: lambda one, more: serializers.CharField(
        max_length=one.of.max_length, allow_blank=not one.is_required, **more
    ),
    Kind.LONG_TEXT: lambda one, more: serializers.CharField(
        max_length=LONGEST_TEXT, allow_blank=not one.is_required, **more
    ),
    Kind.CHOICE: lambda one, more: serializers.ChoiceField(
        choices=one.choices, allow_blank=not one.is_required, **more
    ),
    Kind.FLAG: lambda one, more: serializers.BooleanField(**more),
    Kind.DAY: lambda one, more: serializers.DateField(allow_null=one.of.null, **more),
    Kind.WHOLE: lambda one, more: serializers.IntegerField(
        min_value=0, allow_null=one.of.null, **more
    ),
    Kind.NUMBER: lambda one, more: serializers.FloatField(allow_null=one.of.null, **more),
    Kind.GEOMETRY: lambda one, more: serializers.DictField(allow_null=True, **more),
    Kind.RECORD: lambda one, more: serializers.CharField(
        max_length=40, allow_null=one.of.null, **more
    ),
    Kind.RECORDS: lambda one, more: serializers.ListField(
        child=serializers.CharField(max_length=40), max_length=MOST_REFERENCES, **more
    ),
}


class RecordEvidenceSerializer(serializers.Serializer[RecordEvidence]):
    """A file or link. The bytes of a file are at its own address."""

    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    url = serializers.CharField()
    size = serializers.IntegerField(source="file.size", allow_null=True, default=None)
    sha256 = serializers.CharField(source="file.sha256", allow_null=True, default=None)
    added_at = serializers.DateTimeField()
    added_by = serializers.CharField(source="added_by.name")


class RecordEvidenceFoundSerializer(serializers.Serializer[Any]):
    """All files and links of a record."""

    results = RecordEvidenceSerializer(many=True)


class NewRecordEvidenceSerializer(serializers.Serializer[Any]):
    """A file (multipart) or a web address."""

    title = serializers.CharField(required=False, allow_blank=True, default="", max_length=250)
    file = serializers.FileField(required=False)
    url = serializers.CharField(required=False, allow_blank=True, default="", max_length=500)
