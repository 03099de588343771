"""What people type into the pages of a park's registers: each field by its kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.errors import RuleBroken
from parks.forms import DateField
from parks.models import Park
from parks.models.records import Record
from parks.registers import Field, Kind, Register
from parks.selectors.record_values import plain
from parks.services.record_checks import problems_of
from parks.services.records import Writing, filled
from parks.services.register_geojson import parsed_json

NO_CHOICE: Final = ("", "–")
HELP: Final[Mapping[str, Any]] = {
    "code": _("Leave it empty and the next code is given."),
    "since": _("A later day begins a new state; what held before stays on record."),
    "geometry": _("A GeoJSON geometry of type Polygon or MultiPolygon."),
    "industry": _("A letter and two digits of GB/T 4754, such as C26."),
}


NAMES: Final = ("code", "name_en", "name_zh")
PLACES: Final = ("longitude", "latitude", "geometry")
HEADINGS: Final[Mapping[Kind, Any]] = {
    Kind.TEXT: _("What it is"),
    Kind.LONG_TEXT: _("In words"),
    Kind.CHOICE: _("What it is"),
    Kind.FLAG: _("What it is"),
    Kind.DAY: _("Days"),
    Kind.WHOLE: _("Figures"),
    Kind.NUMBER: _("Figures"),
    Kind.RECORD: _("What it belongs to"),
    Kind.RECORDS: _("What it belongs to"),
}


@dataclass(frozen=True)
class Group:
    """Fields of a form under one heading."""

    heading: str
    fields: list[forms.BoundField]

    @property
    def is_paired(self) -> bool:
        """Whether its fields stand better two by two."""
        return len(self.fields) > 2 and len(self.fields) % 2 == 0

    @property
    def has_point(self) -> bool:
        return any(one.name == "longitude" for one in self.fields)


class RecordForm(forms.Form):
    """All that a register says of one record. The rules are those of the import."""

    seen_version = forms.IntegerField(label=_("Version"), widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        register: Register,
        park: Park,
        record: Record | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = _initial(register, record) if record else _defaults(register)
        super().__init__(*args, **kwargs)
        self.register, self.park, self.record = register, park, record
        for one in register.fields.values():
            made = FIELDS[one.kind](one, park)
            made.label, made.required = one.label, one.is_required and one.name != "code"
            made.help_text = HELP.get(one.name, "")
            self.fields[one.name] = made
        self.order_fields([*register.fields, "seen_version"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            one = filled(self.register, self.park, Writing(self.values, self.record))
            for problem in problems_of(self.register, one.record, one.many):
                self.add_error(problem.column, forms.ValidationError(problem.reason, problem.code))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self.register.fields}

    @property
    def version(self) -> int:
        """The version of the record that the person saw."""
        return self.cleaned_data.get("seen_version") or 0

    @property
    def plain(self) -> dict[str, Any]:
        """What was typed, as plain values to compare with what stands there."""
        one = filled(self.register, self.park, Writing(self.values, self.record))
        return plain(self.register, one.record, one.many)

    @property
    def groups(self) -> list[Group]:
        """The fields under their headings, those of one kind of answer together."""
        groups: dict[str, list[forms.BoundField]] = {}
        for name, one in self.register.fields.items():
            groups.setdefault(str(_heading(self.register, one)), []).append(self[name])
        return [Group(heading, fields) for heading, fields in groups.items()]

    def show_version(self, version: int) -> None:
        """Let the next attempt answer to this version, since both values are in view now."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["seen_version"] = str(version)
        self.data = data

    def refuse(self, error: RuleBroken) -> None:
        """Show why the record was not written, at its field where there is one."""
        field = error.details.get("field")
        self.add_error(field if field in self.fields else None, error.message)


class RemovalForm(forms.Form):
    """Why a record is struck off."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class RecordUploadForm(forms.Form):
    """A file of a register."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, GeoJSON or Excel (.xlsx), at most 10 MB and 10,000 records."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.geojson,.json,.xlsx"}),
    )


class GeometryField(forms.CharField):
    """A geometry as GeoJSON text."""

    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parsed_json(text)
        except RuleBroken as error:
            raise forms.ValidationError(error.message, code=error.code) from error


def _text(one: Field, _park: Park) -> forms.Field:
    return forms.CharField(max_length=one.of.max_length)


def _long_text(_one: Field, _park: Park) -> forms.Field:
    return forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))


def _choice(one: Field, _park: Park) -> forms.Field:
    return forms.ChoiceField(choices=[NO_CHOICE, *one.choices])


def _flag(_one: Field, _park: Park) -> forms.Field:
    return forms.BooleanField()


def _day(_one: Field, _park: Park) -> forms.Field:
    return DateField()


def _whole(_one: Field, _park: Park) -> forms.Field:
    return forms.IntegerField()


def _number(_one: Field, _park: Park) -> forms.Field:
    return forms.FloatField()


def _geometry(_one: Field, _park: Park) -> forms.Field:
    return GeometryField()


def _record(one: Field, park: Park) -> forms.Field:
    standing = one.related._default_manager.filter(park=park, removed_at__isnull=True)
    return forms.ModelChoiceField(standing, empty_label="–")


def _records(one: Field, park: Park) -> forms.Field:
    standing = one.related._default_manager.filter(park=park, removed_at__isnull=True)
    widget = forms.SelectMultiple(attrs={"class": "h-auto", "size": 8})
    return forms.ModelMultipleChoiceField(standing, widget=widget)


FIELDS: Final[Mapping[Kind, Callable[[Field, Park], forms.Field]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _long_text,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.DAY: _day,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.GEOMETRY: _geometry,
    Kind.RECORD: _record,
    Kind.RECORDS: _records,
}


def _heading(register: Register, one: Field) -> Any:
    """Return the heading under which a field is filled in."""
    if one.name in NAMES:
        return _("Name and code") if register.is_named else _("Code")
    return _("Where it lies") if one.name in PLACES else HEADINGS[one.kind]


def _defaults(register: Register) -> dict[str, Any]:
    """Return what a new record holds before anything is said of it."""
    fields = register.fields.values()
    return {one.name: one.of.get_default() for one in fields if one.of.has_default()}


def _initial(register: Register, record: Any) -> dict[str, Any]:
    initial: dict[str, Any] = {"seen_version": record.version}
    for name, one in register.fields.items():
        value = getattr(record, name)
        if one.kind == Kind.RECORDS:
            value = value.all()
        elif one.kind == Kind.GEOMETRY:
            value = json.dumps(value, ensure_ascii=False) if value else ""
        initial[name] = value
    return initial
