"""The page of a measure: what a register says of a park in a period, with the records behind it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from governance.selectors.measure_detail import find_measure

PER_PAGE = 100


@require_safe
def measure_detail(request: Request, code: str, indicator: str, period: str) -> HttpResponse:
    """What a register says of a park in a period, beside what was accepted, with its records."""
    found = find_measure(request.user, code, indicator, period)
    if found is None:
        raise Http404
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"park": found.park, "found": found, "page": page}
    return render_page(request, "governance/measure_detail.html", context)
