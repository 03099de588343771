"""How the API says what went wrong: application/problem+json (RFC 9457) with stable codes."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.errors import RuleBroken
from config.request_log import current_request_id

PROBLEM = "application/problem+json"


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer `error` as a problem; an error that is nobody's to see rises."""
    if isinstance(error, RuleBroken):
        return _problem(error.status, error.code, error.message, **error.details)
    response = exception_handler(error, context)
    if response is None:
        return None
    problem = _problem(response.status_code, _code(error), _sentence(error), **_fields(error))
    for name, value in response.items():
        if name != "Content-Type":
            problem.headers[name] = value
    return problem


def problem_body(status_code: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    """Return the members of a problem; by `request_id` its lines are found in the log."""
    if request_id := current_request_id():
        more["request_id"] = request_id
    return {**more, "type": "about:blank", "status": status_code, "code": code, "detail": detail}


def _problem(status_code: int, code: str, detail: str, **more: Any) -> Response:
    body = problem_body(status_code, code, detail, **more)
    response = Response(body, status=status_code, content_type=PROBLEM)
    response.headers["Content-Type"] = PROBLEM
    return response


def _code(error: Exception) -> str:
    if isinstance(error, Http404):
        return "not_found"
    if _is_csrf(error):
        return "csrf_failed"
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return "not_allowed"
    if isinstance(error, exceptions.ValidationError):
        return "invalid"
    return getattr(error, "default_code", "error")


def _is_csrf(error: Exception) -> bool:
    return isinstance(error, exceptions.PermissionDenied) and str(error.detail).startswith("CSRF")


def _sentence(error: Exception) -> str:
    if isinstance(error, Http404 | exceptions.NotFound):
        return _("There is nothing at this address that you may see.")
    if isinstance(error, exceptions.ValidationError):
        return _("Some fields are not as they should be.")
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return _refusal(error)
    detail = getattr(error, "detail", None)
    return str(detail) if detail else _("This did not work.")


def _refusal(error: PermissionDenied | exceptions.PermissionDenied) -> str:
    """Say why, where whoever refused has said it."""
    if _is_csrf(error):
        return _("The key that only our pages know is missing or old; load the page again.")
    if isinstance(error, PermissionDenied):
        return str(error) or _("You may not do this.")
    is_said = error.detail != error.default_detail
    return str(error.detail) if is_said else _("You may not do this.")


def _fields(error: Exception) -> dict[str, Any]:
    """Every wrong field at once, each with its sentence and code."""
    if not isinstance(error, exceptions.ValidationError):
        return {}
    return {"errors": list(_flatten(error.get_full_details()))}


def _flatten(details: Any, field: str = "") -> list[dict[str, str]]:
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        return [{"field": field, "detail": str(details["message"]), "code": str(details["code"])}]
    pairs = details.items() if isinstance(details, dict) else enumerate(details)
    plain = isinstance(details, list)
    found: list[dict[str, str]] = []
    for key, value in pairs:
        is_message = plain and isinstance(value, dict) and set(value) == {"message", "code"}
        inner = field if is_message else f"{field}.{key}".strip(".")
        found.extend(_flatten(value, inner))
    return found
