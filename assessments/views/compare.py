"""Up to six parks side by side."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.compare import compare_filter, comparison_of, parks_meant


@require_safe
def compare(request: Request) -> HttpResponse:
    """`?park=` names each park, `add=` one more by code or words; the address of what is found names codes alone."""
    text = request.GET.get("add", "").strip()[:100]
    meant = parks_meant(request.user, text) if text else ()
    if len(meant) == 1:
        return redirect(f"{request.path}?{_query(request, *(one.code for one in meant))}")
    filters = compare_filter(request.GET.dict())
    found = comparison_of(request.user, request.GET.getlist("park"), filters)
    codes = [one.park.code for one in found.parks]
    context: dict[str, Any] = {
        "found": found,
        "text": text,
        "meant": [(one, _query(request, one.code)) for one in meant],
        "columns": [
            (one, _query_of(request, [code for code in codes if code != one.park.code]))
            for one in found.parks
        ],
    }
    return render_page(request, "assessments/compare.html", context)


def _query(request: Request, *more: str) -> str:
    """Return the query of this comparison with more parks at its end."""
    return _query_of(request, list(dict.fromkeys([*request.GET.getlist("park"), *more])))


def _query_of(request: Request, codes: list[str]) -> str:
    kept = [
        (name, request.GET[name])
        for name in ("quarter", "framework", "as_of")
        if name in request.GET
    ]
    return urlencode([*(("park", code) for code in codes), *kept])
