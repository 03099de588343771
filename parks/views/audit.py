"""The audit trail of a park."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.http import Request, csv_response, render_page
from accounts.services.audit_chains import verify_chain
from parks.models import Park
from parks.permissions import may_view_park_audit
from parks.selectors.audit_list import audit_entries, chain_of, park_audit
from parks.services.park_exports import export_audit


@require_safe
def audit_list(request: Request, code: str) -> HttpResponse:
    """Who did what in the park, with whether its chain holds."""
    park = get_object_or_404(Park.objects.filter(may_view_park_audit(request.user)), code=code)
    shown = park_audit(park, **_chosen(request), number=request.GET.get("page", "1"))
    context = {"park": park, "shown": shown, "chain": verify_chain(chain_of(park))}
    return render_page(request, "parks/audit_list.html", context)


@require_safe
def audit_export(request: Request, code: str) -> HttpResponseBase:
    """The trail under the filters of the page, as CSV; the export is recorded in it."""
    park = get_object_or_404(Park.objects.filter(may_view_park_audit(request.user)), code=code)
    entries = audit_entries(park, **_chosen(request))
    count, lines = export_audit(park, entries, by=request.user)
    return csv_response(lines, name=f"{park.code}-audit", count=count)


def _chosen(request: Request) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("action", "person")}
