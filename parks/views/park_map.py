"""The map of a park: plots and facilities as they are, or as they were on a day."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from accounts.selectors.as_of import as_of_asked
from parks.selectors.park_map import MapFilter, park_map_page
from parks.views.showing_records import park_seen_by


@require_safe
def park_map(request: Request, code: str) -> HttpResponse:
    park = park_seen_by(request, code)
    asked, day = request.GET, as_of_asked(request.GET.get("on", ""))
    wanted = MapFilter.asked_by(
        asked.get("by", ""), asked.getlist("plots"), asked.getlist("facilities"), day.day
    )
    context = {"park": park, "found": park_map_page(park, wanted, day.today), "day": day}
    return render_page(request, "parks/park_map.html", context, partial="found")
