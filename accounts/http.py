"""How views speak HTTP: the typed request, the one way to render a page or its part, and to hand out a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from accounts import clock
from accounts.models import StoredFile, User

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponse]


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


def is_signed_in(request: HttpRequest) -> bool:
    """Whether anybody is signed in, asked by the views that need nobody to be."""
    return request.user.is_authenticated


def administrators_only(view: View[P]) -> View[P]:
    """Let administrators in; for everybody else there is nothing at this address."""

    @wraps(view)
    def checked(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.is_administrator):
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def safe_next(request: HttpRequest, default: str = "") -> str:
    """Return the address of this site that `next` names, else `default`, else the first page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = asked.startswith(("/", "http")) and url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else default or resolve_url(settings.LOGIN_REDIRECT_URL)


def safe_referer(request: HttpRequest) -> str:
    """Return the page of this site that the person came from, else the first page."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def origin_of(request: HttpRequest) -> str:
    """Return scheme and host as the person called them: `https://parkpath.example.org`."""
    return f"{request.scheme}://{request.get_host()}"


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


def csv_response(lines: Iterable[str], *, name: str, count: int) -> StreamingHttpResponse:
    """Hand out lines of CSV as a file named after what it holds and the day; a header says how many rows."""
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    file_name = f"{name}-{clock.today():%Y-%m-%d}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["X-Row-Count"] = str(count)
    return response
