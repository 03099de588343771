"""What holds for every request: what is never read, the person's language and time zone, no copy in shared caches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

from accounts.errors import ChangedMeanwhile, NoLongerPossible
from accounts.http import safe_referer

GetResponse = Callable[[HttpRequest], HttpResponse]


class BodyLimitMiddleware:
    """Refuse a body larger than anything that is taken here, before any of it is read or written to disk."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.REQUEST_MAX_BYTES:
            raise RequestDataTooBig(f"A body of {length[:20]} bytes.")
        return self.get_response(request)


class NoNullMiddleware:
    """No text that is stored holds a NUL, and PostgreSQL takes none: such an address names nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Look into forms too; the API reads its bodies by its own rules."""
        is_form = request.method == "POST" and not getattr(view, "csrf_exempt", False)
        sent = [request.GET, request.POST] if is_form else [request.GET]
        if any("\0" in text for one in sent for _name, texts in one.lists() for text in texts):
            raise BadRequest("A NUL was sent.")


class RefusalMiddleware:
    """Answer what is no longer possible, or was changed meanwhile, where the page itself does not say it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, NoLongerPossible | ChangedMeanwhile):
            return None
        context = {"message": error.message, "back": safe_referer(request)}
        return render(request, "409.html", context, status=error.status)


class PreferencesMiddleware:
    """Show each page in the language and time zone of the person who is signed in."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        language = request.LANGUAGE_CODE = user.language  # kept: the view may end the session
        with translation.override(language), timezone.override(ZoneInfo(user.time_zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class NoStoreMiddleware:
    """Pages of signed-in people are not stored, so nothing is read back after signing out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response
