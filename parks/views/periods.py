"""Periods and their deadlines, as administrators keep them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, administrators_only, render_page
from parks.choices import Frequency
from parks.forms import DeadlineForm
from parks.models import Period
from parks.services.periods import change_deadline

PER_PAGE = 50


@administrators_only
@require_safe
def period_list(request: Request) -> HttpResponse:
    every = request.GET.get("every", "")
    periods = Period.objects.order_by("-ends_on", "-starts_on")
    if every in Frequency.values:
        periods = periods.filter(every=every)
    context = {
        "page": Paginator(periods, PER_PAGE).get_page(request.GET.get("page")),
        "kinds": Frequency.choices,
        "every": every,
    }
    return render_page(request, "parks/period_list.html", context)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def period_edit(request: Request, code: str) -> HttpResponse:
    period = get_object_or_404(Period, code=code)
    initial = {"due_on": period.due_on, "locks_on": period.locks_on}
    form = DeadlineForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_deadline(period, **form.cleaned_data, by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The deadline was moved."))
            return redirect("parks:period_list")
    status = 422 if form.errors else 200
    context = {"form": form, "period": period}
    return render_page(request, "parks/period_edit.html", context, status=status)
