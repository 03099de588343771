"""The portfolio: all parks that a person sees at once, and its export."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.portfolio import portfolio_page
from assessments.selectors.portfolio_choices import portfolio_shown
from assessments.selectors.portfolio_filters import portfolio_filter
from assessments.selectors.portfolio_stamp import is_settled, portfolio_stamp
from assessments.services.portfolio_export import FORMATS, export_portfolio

PARTS: Final = {
    "filters": "assessments/portfolio_filters.html",
    "figures": "assessments/portfolio_parts.html",
}
UNSETTLED_SECONDS: Final = 5
"""How long parts are kept that were made while somebody was writing."""


@require_safe
def portfolio(request: Request) -> HttpResponse:
    """Figures, heat map, ranking, stages, reports and map under the filters of the address."""
    key = portfolio_stamp(request.user, request.GET.urlencode())
    parts = cache.get(key)
    if parts is None:
        parts = _rendered(request)
        longest = settings.PORTFOLIO_KEPT_SECONDS
        cache.set(key, parts, longest if is_settled() else min(longest, UNSETTLED_SECONDS))
    shown = {name: mark_safe(html) for name, html in parts.items()}  # noqa: S308 - our own templates wrote it
    return render_page(request, "assessments/portfolio.html", {"parts": shown}, partial="parts")


@require_safe
def portfolio_export(request: Request) -> HttpResponseBase:
    """What the page shows, all rows of it; where a filter cannot be, the page says so."""
    found = portfolio_shown(request.user, portfolio_filter(request.GET.dict()))
    if found.shown.errors:
        return redirect(f"{reverse('assessments:portfolio')}?{request.GET.urlencode()}")
    form = FORMATS.get(request.GET.get("format", "csv"), FORMATS["csv"])
    order, goal = request.GET.get("order", ""), request.GET.get("goal", "")
    export = export_portfolio(found.shown, form, order=order, goal=goal, by=request.user)
    response = StreamingHttpResponse(export.pieces, content_type=form.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{export.name}"'
    response.headers["X-Row-Count"] = str(export.parks)
    return response


def _rendered(request: Request) -> dict[str, str]:
    """Render the parts of the page, the same for all who see the same parks."""
    parks = reverse("parks:park_list")
    page = portfolio_page(request.user, request.GET.dict(), parks, _narrowed(request))
    return {name: render_to_string(file, {"page": page}, request) for name, file in PARTS.items()}


def _narrowed(request: Request) -> str:
    """Return the address of this page, ready for one more filter on the region."""
    query = request.GET.copy()
    for name in ("region", "page", "place", "row"):
        query.pop(name, None)
    asked = f"{query.urlencode()}&" if query else ""
    return f"{reverse('assessments:portfolio')}?{asked}"
