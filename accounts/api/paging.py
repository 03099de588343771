"""Cursor paging: stable under writes, constant in cost, for lists of any length."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

Ordering = tuple[str, ...]


class Place(NamedTuple):
    """Where a page begins: behind (or, going back, before) the row with these values in the ordering's fields."""

    values: list[Any]
    is_back: bool


class CursorPages(CursorPagination):
    """Pages by a cursor. A view lists the orderings it offers in `orderings`; `?order=` picks one of them.

    The cursor holds the values of the last row in all fields of the ordering, so that any number of rows may
    share the first of them. It is signed: nobody can make one up.
    """

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: Any = None
    ) -> list[Any]:
        assert isinstance(queryset, QuerySet)
        _refuse_unknown_parameters(request, view)
        size = self.get_page_size(request) or self.page_size
        name, ordering = _ordering_asked(request, view)
        self.address = request.build_absolute_uri()
        self.signer = signing.Signer(salt=f"cursor:{type(view).__name__}:{name}")
        place = self._place(request)
        backwards = place is not None and place.is_back
        rows = queryset.order_by(*_expressions(ordering, backwards=backwards))
        if place is not None:
            rows = rows.filter(_behind(ordering, place.values, backwards=backwards))
        found = list(rows[: size + 1])
        page, has_more = found[:size], len(found) > size
        if backwards:
            page.reverse()
        has_before = has_more if backwards else place is not None
        has_after = place is not None if backwards else has_more
        self.next_link = self._link(page[-1:], ordering, is_back=False) if has_after else None
        self.previous_link = self._link(page[:1], ordering, is_back=True) if has_before else None
        return page

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe a page as OpenAPI 3.1 does: an address or null."""
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {"next": link, "previous": link, "results": schema}
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_next_link(self) -> str | None:
        return self.next_link

    def get_previous_link(self) -> str | None:
        return self.previous_link

    def _place(self, request: Request) -> Place | None:
        cursor = request.query_params.get(self.cursor_query_param)
        if not cursor:
            return None
        try:
            values, is_back = self.signer.unsign_object(cursor)
        except signing.BadSignature as error:
            message = _("This cursor is not one of this list in this order; begin without one.")
            raise ValidationError({"cursor": [message]}, code="cursor_unknown") from error
        return Place(values, is_back)

    def _link(self, row: list[Model], ordering: Ordering, *, is_back: bool) -> str | None:
        """Return the address of the page behind or before the one row in `row`, if there is one."""
        if not row:
            return None
        values = [_plain(row[0], field.lstrip("-")) for field in ordering]
        cursor = self.signer.sign_object([values, is_back], compress=True)
        return str(replace_query_param(self.address, self.cursor_query_param, cursor))


def _ordering_asked(request: Request, view: Any) -> tuple[str, Ordering]:
    """Return the ordering asked for, the view's first if none is; the key breaks ties."""
    offered: dict[str, Ordering] = getattr(view, "orderings", {"": ("pk",)})
    name = request.query_params.get("order") or next(iter(offered))
    if name not in offered:
        listed = ", ".join(offered)
        message = _("This list has no such order; it has: %(listed)s.") % {"listed": listed}
        raise ValidationError({"order": [message]}, code="order_unknown")
    fields = offered[name]
    return name, fields if {"pk", "-pk"} & set(fields) else (*fields, "pk")


def _refuse_unknown_parameters(request: Request, view: Any) -> None:
    """A mistyped filter would answer with everything; say so instead."""
    filters = getattr(getattr(view, "filterset_class", None), "base_filters", {})
    known = {*filters, "order", CursorPages.cursor_query_param, CursorPages.page_size_query_param}
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        message = _("This list has no such filter.")
        raise ValidationError({name: [message] for name in unknown}, code="filter_unknown")


def _expressions(ordering: Sequence[str], *, backwards: bool) -> list[OrderBy]:
    """Return what to sort by; empty values come last, or first where the order is descending."""
    return [
        F(field.lstrip("-")).desc(nulls_first=True)
        if field.startswith("-") != backwards
        else F(field.lstrip("-")).asc(nulls_last=True)
        for field in ordering
    ]


def _behind(ordering: Sequence[str], values: Sequence[Any], *, backwards: bool) -> Q:
    """Return the rows that follow the one with `values`: by the first field, or alike in it and by the next …"""
    pairs = [
        (field.lstrip("-"), field.startswith("-") != backwards, value)
        for field, value in zip(ordering, values, strict=True)
    ]
    nothing = Q(pk__in=[])
    return reduce(
        lambda later, pair: _beyond(*pair) | (_alike(pair[0], pair[2]) & later),
        reversed(pairs),
        nothing,
    )


def _beyond(field: str, is_descending: bool, value: Any) -> Q:
    if is_descending:
        return Q(**{f"{field}__isnull": False}) if value is None else Q(**{f"{field}__lt": value})
    if value is None:
        return Q(pk__in=[])
    return Q(**{f"{field}__gt": value}) | Q(**{f"{field}__isnull": True})


def _alike(field: str, value: Any) -> Q:
    return Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})


def _plain(row: Model, path: str) -> Any:
    """Return the value at `park__code` of a row, dates and moments to the microsecond as text."""
    value: Any = reduce(getattr, path.split("__"), row)
    return value.isoformat() if hasattr(value, "isoformat") else value
