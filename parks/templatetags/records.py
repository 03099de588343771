"""How a page writes the fields of a record: by their kind, other records as links."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext

from accounts.templatetags.page import NO_VALUE, exact, listed
from parks.models import Park
from parks.models.records import Record
from parks.registers import REGISTERS, Field, Kind

register = template.Library()


@register.simple_tag
def cell(record: Record, field: Field) -> SafeString | str:
    """Write what a record says in a field."""
    value = getattr(record, field.name)
    if field.kind == Kind.RECORDS:
        links = [(_link(one, record.park),) for one in value.all()]
        return format_html_join(", ", "{}", links) if links else NO_VALUE
    if value in (None, ""):
        return NO_VALUE
    if field.kind == Kind.RECORD:
        return _link(value, record.park)
    if field.kind == Kind.LONG_TEXT:
        return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 - escaped by linebreaks
    return told(value, field)


@register.simple_tag
def told(value: Any, field: Field) -> str:
    """Write a plain value of a field: what a record says, or what its history says that it said."""
    if value in (None, "", []):
        return NO_VALUE
    if field.kind == Kind.CHOICE:
        return str(dict(field.choices).get(value, value))
    return WRITERS.get(field.kind, str)(value)


def _flag(value: bool) -> str:
    return pgettext("a flag", "yes") if value else pgettext("a flag", "no")


def _day(value: date | str) -> str:
    return date_format(date.fromisoformat(str(value)), "SHORT_DATE_FORMAT")


def _kind_of_geometry(value: dict[str, Any]) -> str:
    return str(value.get("type", ""))


WRITERS: Final[dict[Kind, Callable[[Any], str]]] = {
    Kind.FLAG: _flag,
    Kind.DAY: _day,
    Kind.WHOLE: exact,
    Kind.NUMBER: exact,
    Kind.GEOMETRY: _kind_of_geometry,
    Kind.RECORDS: listed,
}


@register.simple_tag
def is_figure(field: Field) -> bool:
    """Whether a field is written right-aligned."""
    return field.kind in (Kind.WHOLE, Kind.NUMBER)


def _link(record: Record, park: Park) -> SafeString:
    """Write a related record, which is of the same park, as a link to its page."""
    word = next(word for word, one in REGISTERS.items() if isinstance(record, one.model))
    url = reverse("parks:record_detail", args=[park.code, word, record.pk])
    return format_html('<a href="{}">{}</a>', url, record)
