"""Which framework version scores which parks, as administrators settle it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, administrators_only, render_page
from assessments.forms import AssignmentForm
from assessments.models import Assignment
from assessments.services.assignments import assign_version


@administrators_only
@require_safe
def assignment_list(request: Request) -> HttpResponse:
    page = Paginator(Assignment.objects.for_display(), per_page=50)
    context = {"page": page.get_page(request.GET.get("page"))}
    return render_page(request, "assessments/assignment_list.html", context)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def assignment_create(request: Request) -> HttpResponse:
    form = AssignmentForm(request.POST or None)
    if form.is_valid():
        try:
            assignment = assign_version(**form.cleaned_data, by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            text = _("%(version)s is assigned from %(period)s on.")
            details = {"version": assignment.version, "period": assignment.from_period}
            messages.success(request, text % details)
            return redirect("assessments:assignment_list")
    status = 422 if form.errors else 200
    return render_page(request, "assessments/assignment_create.html", {"form": form}, status=status)
