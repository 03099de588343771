"""What a register is: which records of a park it holds, what is filled in, who keeps it, what must be true of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from django.db import models
from django.utils.text import capfirst

from parks.choices import Role
from parks.errors import Problem
from parks.models.records import NamedRecord, Record


class Kind(StrEnum):
    """How a field is filled in, shown, read from a file and written to one."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    FLAG = "flag"
    DAY = "day"
    WHOLE = "whole"
    NUMBER = "number"
    GEOMETRY = "geometry"
    RECORD = "record"
    RECORDS = "records"


# The first class that a field belongs to decides.
KINDS: tuple[tuple[type[models.Field[Any, Any]], Kind], ...] = (
    (models.ManyToManyField, Kind.RECORDS),
    (models.ForeignKey, Kind.RECORD),
    (models.BooleanField, Kind.FLAG),
    (models.DateField, Kind.DAY),
    (models.JSONField, Kind.GEOMETRY),
    (models.TextField, Kind.LONG_TEXT),
    (models.FloatField, Kind.NUMBER),
    (models.IntegerField, Kind.WHOLE),
    (models.CharField, Kind.TEXT),
)
CAPITAL: Final = re.compile(r"(?<!^)(?=[A-Z])")
Check = Callable[[Any], Iterable[Problem]]


def nothing_wrong(_record: Any) -> Iterator[Problem]:
    """The check of a register without rules of its own."""
    yield from ()


@dataclass(frozen=True)
class Field:
    """A field of a register, as people and files call it."""

    name: str
    kind: Kind
    of: models.Field[Any, Any]

    @property
    def label(self) -> str:
        return capfirst(str(self.of.verbose_name))

    @property
    def is_required(self) -> bool:
        return not self.of.blank and self.kind != Kind.FLAG

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The words of a choice, without the empty one."""
        return [(str(word), label) for word, label in self.of.flatchoices if word]

    @property
    def related(self) -> type[Record]:
        """The records that a reference points to."""
        model = self.of.related_model
        assert isinstance(model, type)
        assert issubclass(model, Record)
        return model


@dataclass(frozen=True)
class Register:
    """One register of every park.

    `word` stands in addresses, files and the API; `prefix` begins the codes that are given where none is stated.
    `columns` are what the list shows besides code and name, `narrowed_by` what it is narrowed by, `newest_by` the day
    by which it stands in order, the newest first. `check` gives what is wrong with a record, `warn` what is odd about it.
    `spellings` are other words for choices in files, by the word that is meant, `headings` other headings of fields,
    by the field: each several of them with spaces between.
    """

    word: str
    model: type[Record]
    prefix: str
    names: tuple[str, ...]
    columns: tuple[str, ...]
    narrowed_by: tuple[str, ...] = ()
    newest_by: str = ""
    keepers: tuple[Role, ...] = (Role.EDITOR, Role.LEAD)
    check: Check = nothing_wrong
    warn: Check = nothing_wrong
    spellings: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)

    @cached_property
    def singular(self) -> str:
        """One of its records in a word of the API, such as approval_case."""
        return CAPITAL.sub("_", self.model.__name__).lower()

    @property
    def is_named(self) -> bool:
        return issubclass(self.model, NamedRecord)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """What is filled in, in reading order, by name; the code and the names of a named record first."""
        named = ("name_en", "name_zh") if self.is_named else ()
        return {name: self._field(name) for name in ("code", *named, *self.names)}

    def of_kind(self, *kinds: Kind) -> list[Field]:
        return [one for one in self.fields.values() if one.kind in kinds]

    @property
    def has_points(self) -> bool:
        """Whether its records stand at a longitude and latitude."""
        return "longitude" in self.fields

    @property
    def is_on_map(self) -> bool:
        return self.has_points or bool(self.of_kind(Kind.GEOMETRY))

    def _field(self, name: str) -> Field:
        of = self.model._meta.get_field(name)
        assert isinstance(of, models.Field)
        kind = next(kind for base, kind in KINDS if isinstance(of, base))
        return Field(name, Kind.CHOICE if of.choices else kind, of)
