"""The search over everything that one may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.search import search_for


@require_safe
def search(request: Request) -> HttpResponse:
    """The page of what is found; while one types, the box in the bar asks for its list alone."""
    text, group = request.GET.get("q", ""), request.GET.get("group", "")
    found = search_for(request.user, text, group, request.GET.get("page"))
    return render_page(request, "assessments/search.html", {"found": found}, partial="hits")
