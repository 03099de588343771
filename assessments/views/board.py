"""Who is where: parks by periods with the states of their reports."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from assessments.selectors.board import BoardPage, board_of
from assessments.selectors.portfolio_choices import portfolio_shown
from assessments.selectors.portfolio_filters import portfolio_filter


@require_safe
def board(request: Request) -> HttpResponse:
    found = portfolio_shown(request.user, portfolio_filter(request.GET.dict()))
    every, number = request.GET.get("every", ""), request.GET.get("page")
    page = BoardPage(found.shown, found.choices, board_of(found.shown, every, number))
    context = {"page": page, "board": page.board, "filters_at": request.path, "swaps": "#board"}
    return render_page(request, "assessments/board.html", context, partial="parts")
