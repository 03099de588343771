"""How views speak HTTP: the typed request, the one way to render a page or its part, and to hand out a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from accounts.models import StoredFile, User


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


def file_response(stored: StoredFile) -> FileResponse:
    """Hand out a stored file to be saved, never shown: no page of ours can be made of its content.

    The caller has checked that the person may read it.
    """
    response = FileResponse(
        default_storage.open(stored.path),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
