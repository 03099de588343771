"""The board of supervision: findings of all parks with their deadlines, rounds and monthly notices."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import Request, csv_response, render_page
from governance.selectors.supervision_board import (
    FindingFilter,
    findings_found,
    supervision_page,
)
from governance.services.supervision_exports import export_findings


@require_safe
def supervision_board(request: Request) -> HttpResponse:
    """What was found where and how far it is; the address holds the filters."""
    wanted = FindingFilter.of(request.GET.dict())
    board = supervision_page(request.user, wanted, number=request.GET.get("page", "1"))
    context = {"board": board}
    return render_page(request, "governance/supervision_board.html", context, partial="found")


@require_safe
def finding_export(request: Request) -> HttpResponseBase:
    """The findings under the filters of the board, as CSV."""
    found = findings_found(request.user, FindingFilter.of(request.GET.dict()))
    count, lines = export_findings(found, by=request.user)
    return csv_response(lines, name="findings", count=count)
