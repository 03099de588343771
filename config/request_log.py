"""Gives every request an id, which its answer, its log lines, its errors and the tasks that it queues all carry."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-ID"
KEPT_AS = "HTTP_X_REQUEST_ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
ASKED_BY_THE_SECOND = ("/healthz", "/readyz")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Occasion:
    """On what occasion something is logged: a request, or a task that one has queued."""

    request_id: str
    request: HttpRequest | None = None


_occasion: ContextVar[Occasion | None] = ContextVar("occasion", default=None)


@contextmanager
def occasion(request_id: str, request: HttpRequest | None = None) -> Iterator[None]:
    """Let every line logged in the block carry `request_id`."""
    token = _occasion.set(Occasion(request_id, request))
    try:
        yield
    finally:
        _occasion.reset(token)


def current_request_id() -> str:
    """Return the id of the request that is answered, or that has queued the task at work; empty outside."""
    current = _occasion.get()
    return current.request_id if current else ""


def given_or_new(given: str) -> str:
    """Return `given` if it is well formed: it goes into logs and headers as it is."""
    return given if WELL_FORMED.fullmatch(given) else str(uuid.uuid4())


def facts_of_the_request(record: logging.LogRecord | None = None) -> dict[str, str | int]:
    """Return what a log line says of its request, as far as it is known yet; never the query."""
    current = _occasion.get() or _occasion_named_by(record)
    if current is None:
        return {}
    facts: dict[str, str | int] = {"request_id": current.request_id}
    if (request := current.request) is not None:
        facts |= {"method": request.method or "", "path": quote(request.path)}
        if (user_id := _known_user_id(request)) is not None:
            facts["user"] = user_id
    return facts


def _occasion_named_by(record: logging.LogRecord | None) -> Occasion | None:
    """Django tells of refusals when all middleware is through; such a record brings its request along."""
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest) or KEPT_AS not in request.META:
        return None
    return Occasion(request.META[KEPT_AS], request)


def _known_user_id(request: HttpRequest) -> int | None:
    """Return who asks if that has been found out already: logging queries nothing."""
    found: Mapping[str, Any] = vars(request)
    user = found.get("user")
    if user is None or hasattr(user, "_wrapped"):  # not asked for yet, or kept behind a proxy
        user = found.get("_cached_user")
    return getattr(user, "pk", None)


class RequestLogMiddleware:
    """Stands around all others; writes one line for each request with its status and duration."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = given_or_new(request.META.get(KEPT_AS, ""))
        request.META[KEPT_AS] = request_id
        with occasion(request_id, request):
            began = time.monotonic()
            response = self.get_response(request)
            duration_ms = round((time.monotonic() - began) * 1000, 1)
            response.headers[HEADER] = request_id
            path, status = quote(request.path), response.status_code
            logger.log(
                _level(request.path),
                *("%s %s %d", request.method, path, status),
                extra={"status": status, "duration_ms": duration_ms},
            )
            return response


def _level(path: str) -> int:
    """Return at which level a request is told: what machines ask all the time would drown the others."""
    is_noise = path in ASKED_BY_THE_SECOND or path.startswith(settings.STATIC_URL)
    return logging.DEBUG if is_noise else logging.INFO
