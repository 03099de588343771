"""The answers to what no view has answered: problems for programs, pages for people."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.views import defaults

from config.api_errors import PROBLEM, problem_body, problem_response
from config.request_log import current_request_id


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an unknown address; below /api/ as the API answers what one may not see."""
    problem = problem_response(Http404(), {})
    if problem is None or not _is_api(request):
        return defaults.page_not_found(request, exception)
    return JsonResponse(problem.data, status=problem.status_code, content_type=PROBLEM)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not even be read; 413 where it was too much."""
    is_too_big = isinstance(exception, RequestDataTooBig)
    status = 413 if is_too_big else 400
    if _is_api(request):
        if is_too_big:
            return _problem(status, "too_large", _("This is larger than the API takes."))
        return _problem(status, "malformed", _("This request could not be understood."))
    page = defaults.bad_request(request, exception)
    page.status_code = status
    return page


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a failure of ours, which is in the log."""
    if _is_api(request):
        return _problem(500, "failed", _("Something went wrong on our side."))
    page = loader.get_template("500.html").render({"request_id": current_request_id()})
    return HttpResponseServerError(page)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _problem(status: int, code: str, detail: str) -> JsonResponse:
    body = problem_body(status, code, detail)
    return JsonResponse(body, status=status, content_type=PROBLEM)
