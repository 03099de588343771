"""Why a score is what it is."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.as_of import as_of_asked, known_scores
from assessments.selectors.park_detail import scored_quarters
from assessments.selectors.score_tree import quarter_of
from assessments.selectors.why import why as why_of
from parks.models import Park
from parks.permissions import may_view_facts


@require_safe
def why(request: Request, code: str, node: str) -> HttpResponse:
    """Explain the score of a node in a quarter: that of `?period=`, else the headline; `?as_of=` as it was known."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    as_of = as_of_asked(request.GET.get("as_of", ""))
    standing = quarter_of(park, request.GET.get("period", ""), as_of.moment)
    if standing is None:
        raise Http404
    scores = known_scores(as_of.moment).select_related("node__version", "period", "carried_from")
    score = get_object_or_404(
        scores,
        park=park,
        period=standing.period_id,
        node__code=node,
        node__version=standing.version_id,
    )
    context = {
        "park": park,
        "why": why_of(standing, score, as_of.moment),
        "quarters": list(scored_quarters(park, as_of.moment)),
        "as_of": as_of,
    }
    return render_page(request, "assessments/why.html", context)
