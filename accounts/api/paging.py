"""Cursor paging: stable under writes, constant in cost, for lists of any length."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class CursorPages(CursorPagination):
    """Pages by a cursor. A view lists the orderings it offers in `orderings`; `?order=` picks one of them."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500
    ordering = "pk"

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        """Return the ordering asked for if the view lists it, else the view's first; the key breaks ties."""
        offered: dict[str, tuple[str, ...]] = getattr(view, "orderings", {"": (self.ordering,)})
        chosen = request.query_params.get("order", "")
        return offered.get(chosen) or next(iter(offered.values()))
