"""Scores: the tree of a park's quarter, and the provisional ones of a draft."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.park_detail import scored_quarters
from assessments.selectors.report_scores import report_scores as provisional_of
from assessments.selectors.score_tree import quarter_of, score_tree
from governance.choices import ReportStatus
from governance.views.showing import find_report
from parks.models import Park
from parks.permissions import may_view_facts


@require_safe
def score_list(request: Request, code: str) -> HttpResponse:
    """All nodes of a quarter as a table; `?period=` names the quarter."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    standing = quarter_of(park, request.GET.get("period", ""))
    context = {
        "park": park,
        "standing": standing,
        "tree": score_tree(standing) if standing else None,
        "quarters": list(scored_quarters(park)),
    }
    return render_page(request, "assessments/score_list.html", context)


@require_safe
def report_scores(request: Request, code: str, period: str) -> HttpResponse:
    """What one draft would score: computed now, never stored, for whoever may read that draft."""
    report = find_report(request, code, period)
    if report.status == ReportStatus.ACCEPTED:
        raise PermissionDenied(_("An accepted report has no provisional scores."))
    context = {"park": report.park, "report": report, "provisional": provisional_of(report)}
    return render_page(request, "assessments/report_scores.html", context, partial="scores")
