"""`Idempotency-Key`: a request that changes something and is sent twice with the same key is carried out once.

It stands before all views of the API at once, so a new one needs nothing for it. A view whose answer to a POST
shows a secret says `answer_is_secret = True`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS
from rest_framework.views import APIView

from accounts.errors import RuleBroken
from accounts.models import IdempotentAnswer, User
from accounts.services.idempotent_answers import keep_answer, let_go, take_key

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
TAKEN = "parkpath.idempotent_answer"
BOUNDARY = re.compile(r'boundary="?([^";,]+)')
GetResponse = Callable[[HttpRequest], HttpResponse]


class IdempotencyMiddleware:
    """Takes the key before the view, keeps the answer after it, and gives a kept answer in place of the view."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        taken = request.META.get(TAKEN)
        if taken is not None:
            answer, is_secret = taken
            _conclude(answer, response, is_secret=is_secret)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        kind = getattr(view, "cls", None)
        if kind is None or request.method in SAFE_METHODS or HEADER not in request.headers:
            return None
        content = _read_body(request)
        api: APIView = kind(**view.initkwargs)
        before = request.user
        user = _admitted(api, request, args, kwargs)
        request.user = before  # the view finds out for itself who asks
        if user is None:
            return None  # the view refuses by itself
        try:
            answer, is_taken = take_key(
                user,
                request.headers[HEADER],
                method=request.method or "",
                address=request.get_full_path(),
                body_sha256=_digest(request, content),
            )
        except RuleBroken as error:
            return api.finalize_response(api.request, api.handle_exception(error))
        if is_taken:
            request.META[TAKEN] = answer, getattr(kind, "answer_is_secret", False)
            return None
        request.user = user
        return _replayed(answer)


def _read_body(request: HttpRequest) -> bytes:
    """Read the body whole, which the middleware for bodies has bounded, and leave it to be read again."""
    content = request.read()
    request._body = content  # where Django itself looks for a body that was read
    return content


def _admitted(
    api: APIView, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
) -> User | None:
    """Return who asks, if the view lets them in: a key is nobody else's, and tells nobody else anything."""
    asking = api.initialize_request(request, *args, **kwargs)
    api.request, api.args, api.kwargs = asking, tuple(args), kwargs
    api.headers = api.default_response_headers
    try:
        api.initial(asking, *args, **kwargs)
    except (APIException, PermissionDenied, Http404):
        return None
    return asking.user if isinstance(asking.user, User) else None


def _digest(request: HttpRequest, content: bytes) -> str:
    """Return the SHA-256 of a body; the boundary of a form is another one each time it is sent."""
    boundary = BOUNDARY.search(request.headers.get("Content-Type", ""))
    if boundary:
        content = content.replace(boundary[1].encode("latin-1"), b"")
    return hashlib.sha256(content).hexdigest()


def _conclude(answer: IdempotentAnswer, response: HttpResponse, *, is_secret: bool) -> None:
    """Keep an answer, or free the key where the failure was ours."""
    if response.status_code >= 500 or response.streaming:
        let_go(answer)
        return
    is_kept = not is_secret or response.status_code >= 400
    keep_answer(
        answer,
        status=response.status_code,
        content_type=response.headers.get("Content-Type", ""),
        content=response.content if is_kept else None,
    )


def _replayed(answer: IdempotentAnswer) -> HttpResponse:
    response = HttpResponse(bytes(answer.content or b""), status=answer.status)
    if answer.content_type:
        response.headers["Content-Type"] = answer.content_type
    else:
        del response.headers["Content-Type"]
    response.headers[REPLAYED] = "true"
    return response
