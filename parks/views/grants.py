"""Grants, as administrators keep them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.errors import RuleBroken
from accounts.http import Request, administrators_only, render_page
from parks.forms import GrantForm
from parks.models import Grant
from parks.services.grants import end_grant, grant_role

PER_PAGE = 50


@administrators_only
@require_safe
def grant_list(request: Request) -> HttpResponse:
    asked = request.GET.get("q", "").strip().replace("\0", "")
    grants = Grant.objects.for_display()
    if request.GET.get("all") != "yes":
        grants = grants.in_force(clock.today())
    if asked:
        grants = grants.filter(
            Q(user__name__icontains=asked)
            | Q(user__email__icontains=asked)
            | Q(park__code__iexact=asked)
        )
    page = Paginator(grants, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "parks/grant_list.html", {"page": page, "q": asked})


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def grant_create(request: Request) -> HttpResponse:
    form = GrantForm(
        request.POST or None, by=request.user, initial={"user": request.GET.get("user")}
    )
    if form.is_valid():
        try:
            grant_role(**form.cleaned_data, by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The role was granted."))
            return redirect("parks:grant_list")
    status = 422 if form.errors else 200
    return render_page(request, "parks/grant_create.html", {"form": form}, status=status)


@administrators_only
@require_POST
def grant_end(request: Request, pk: int) -> HttpResponse:
    end_grant(get_object_or_404(Grant, pk=pk), by=request.user)
    messages.success(request, _("The role has ended."))
    return redirect("parks:grant_list")
