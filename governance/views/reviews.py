"""The review queue."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from governance.forms import ReasonForm
from governance.report_workflow import steps_open_to
from governance.selectors.mending import mending_of
from governance.selectors.register_differences import differences_shown
from governance.selectors.report_detail import ReportPage, Row, report_page
from governance.selectors.review_list import review_queue

SHOWS = ("changed", "odd", "all")


@require_safe
def review_list(request: Request) -> HttpResponse:
    """What waits for review, by age or oddity, and the report that is looked at."""
    queue = review_queue(request.user, odd_first=request.GET.get("order") == "odd")
    report = queue.find(request.GET.get("park", ""), request.GET.get("period", ""))
    show = request.GET.get("show", "")
    show = show if show in SHOWS else "changed"
    context: dict[str, Any] = {"queue": queue, "report": report, "show": show}
    if report:
        page = report_page(report)
        kinds = {kind: rows_of(page, kind) for kind in SHOWS}
        context |= {
            "page": page,
            "mending": mending_of(page),
            "differences": differences_shown(page, sees_drafts=True),
            "park": report.park,
            "rows": kinds[show],
            "counts": {kind: len(rows) for kind, rows in kinds.items()},
            "steps": steps_open_to(request.user, report),
            "reason_form": ReasonForm(),
            "from_queue": True,
        }
    return render_page(request, "governance/review_list.html", context)


def rows_of(page: ReportPage, show: str) -> list[Row]:
    """Return the rows that the reviewer asked to see: what changed, what looks odd, or all."""
    if show == "odd":
        return [row for row in page.rows if row.failing or row.open_notes]
    if show == "changed":
        return [row for row in page.rows if row.is_changed or row.failing]
    return page.rows
