"""The answer to an unknown address: a problem for programs, a page for people."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found

from config.api_errors import PROBLEM, problem_response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer below /api/ as the API answers what one may not see, elsewhere with the page."""
    problem = problem_response(Http404(), {})
    if problem is None or not request.path_info.startswith("/api/"):
        return page_not_found(request, exception)
    return JsonResponse(problem.data, status=problem.status_code, content_type=PROBLEM)
