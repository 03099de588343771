"""The page of one park, and its timeline."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.as_of import as_of_asked
from assessments.selectors.park_detail import park_detail as detail_of
from assessments.selectors.timeline import timeline_page
from parks.models import Park
from parks.permissions import may_view_facts, may_view_park


@require_safe
def park_detail(request: Request, code: str) -> HttpResponse:
    """Facts, path, scores and reports; `?period=` shows an earlier quarter, `?as_of=` what was known on a day."""
    parks = Park.objects.filter(may_view_park(request.user)).for_display()
    park = get_object_or_404(parks, code=code)
    as_of = as_of_asked(request.GET.get("as_of", ""))
    period = request.GET.get("period", "")
    detail = detail_of(park, request.user, period=period, as_of=as_of)
    context = {"park": park, "detail": detail, "as_of": as_of}
    return render_page(request, "assessments/park_detail.html", context)


@require_safe
def timeline_list(request: Request, code: str) -> HttpResponse:
    """What happened to the park and its reports; `?kind=` narrows, `?as_of=` ends it with a day."""
    parks = Park.objects.filter(may_view_facts(request.user)).select_related("region")
    park = get_object_or_404(parks, code=code)
    as_of = as_of_asked(request.GET.get("as_of", ""))
    timeline = timeline_page(
        park,
        request.user,
        kind=request.GET.get("kind", ""),
        number=request.GET.get("page", "1"),
        moment=as_of.moment,
    )
    context = {"park": park, "timeline": timeline, "as_of": as_of}
    return render_page(request, "assessments/timeline_list.html", context)
