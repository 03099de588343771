"""How views speak HTTP: the typed request and the one way to render a page or its part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class Request(HttpRequest):
    """A request of a signed-in person, as the middleware leaves it."""

    user: User
    htmx: HtmxDetails


def render_page(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render a page; where htmx asks and the view names a partial, only that part of it."""
    is_part = bool(partial) and request.htmx and not request.htmx.boosted
    name = f"{template}#{partial}" if is_part else template
    response = render(request, name, dict(context), status=status)
    response.headers.setdefault("Vary", "HX-Request")
    return response
