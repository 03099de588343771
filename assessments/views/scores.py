"""Scores: the tree of a park's quarter, and the provisional ones of a draft."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.as_of import as_of_asked
from assessments.selectors.park_detail import scored_quarters
from assessments.selectors.report_scores import report_scores as provisional_of
from assessments.selectors.score_tree import quarter_of, score_tree
from governance.choices import ReportStatus
from governance.views.showing import find_report
from parks.models import Park
from parks.permissions import may_view_facts


@require_safe
def score_list(request: Request, code: str) -> HttpResponse:
    """All nodes of a quarter as a table; `?period=` names the quarter, `?as_of=` a day on which it was known."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    as_of = as_of_asked(request.GET.get("as_of", ""))
    standing = quarter_of(park, request.GET.get("period", ""), as_of.moment)
    context = {
        "park": park,
        "standing": standing,
        "tree": score_tree(standing, as_of.moment) if standing else None,
        "quarters": list(scored_quarters(park, as_of.moment)),
        "as_of": as_of,
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
