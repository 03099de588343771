"""The page of one park."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.park_detail import park_detail as detail_of
from parks.models import Park
from parks.permissions import may_view_park


@require_safe
def park_detail(request: Request, code: str) -> HttpResponse:
    """Facts, path, scores and reports; `?period=` shows an earlier quarter."""
    parks = Park.objects.filter(may_view_park(request.user)).for_display()
    park = get_object_or_404(parks, code=code)
    detail = detail_of(park, request.user, period=request.GET.get("period", ""))
    return render_page(request, "assessments/park_detail.html", {"park": park, "detail": detail})
