"""Home: what the person has to do, and how their parks stand."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.http import Request, render_page
from assessments.selectors.home import home as home_of
from assessments.services.following import tick_daily


@require_safe
def home(request: Request) -> HttpResponse:
    """Where nothing runs by the clock, the first visit of a day opens what has become due."""
    tick_daily()
    context = {"home": home_of(request.user), "today": clock.today()}
    return render_page(request, "assessments/home.html", context)
