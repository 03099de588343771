"""The coverage matrix of policies, kind by park, and its export."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from governance.selectors.policy_coverage import CoverageFilter, policy_coverage_page
from governance.services.policy_exports import FORMATS, export_coverage
from governance.views.showing_policies import hand_out


@require_safe
def policy_coverage(request: Request) -> HttpResponse:
    wanted = CoverageFilter.asked_by(request.GET.dict())
    found = policy_coverage_page(request.user, wanted, request.GET.get("page"))
    context = {"found": found, "wanted": wanted}
    return render_page(request, "governance/policy_coverage.html", context, partial="found")


@require_safe
def policy_coverage_export(request: Request) -> HttpResponseBase:
    """Hand out the whole matrix that the filters leave, as CSV or Excel."""
    form = FORMATS.get(request.GET.get("format", "csv"), FORMATS["csv"])
    wanted = CoverageFilter.asked_by(request.GET.dict())
    return hand_out(export_coverage(wanted, form, by=request.user))
