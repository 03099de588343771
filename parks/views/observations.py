"""The history of a park's facts."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.http import Request, csv_response, render_page
from accounts.selectors.as_of import as_of_asked
from parks.models import Park
from parks.permissions import may_view_facts
from parks.selectors.observation_list import (
    HistoryFilter,
    observation_list_page,
    revisions_found,
)
from parks.services.park_exports import export_observations


@require_safe
def observation_list(request: Request, code: str) -> HttpResponse:
    """The values that count with their earlier revisions; `?as_of=` shows those of a day."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    wanted = _wanted(request)
    found = observation_list_page(park, wanted=wanted, number=request.GET.get("page"))
    context = {"park": park, "found": found, "as_of": as_of_asked(request.GET.get("as_of", ""))}
    return render_page(request, "parks/observation_list.html", context, partial="found")


@require_safe
def observation_export(request: Request, code: str) -> HttpResponseBase:
    """What the history shows, every revision on its own line, as CSV."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    found = revisions_found(park, _wanted(request))
    count, lines = export_observations(park, found, by=request.user)
    return csv_response(lines, name=f"{park.code}-history", count=count)


def _wanted(request: Request) -> HistoryFilter:
    return HistoryFilter(
        indicator=request.GET.get("indicator", ""),
        period=request.GET.get("period", ""),
        moment=as_of_asked(request.GET.get("as_of", "")).moment,
    )
