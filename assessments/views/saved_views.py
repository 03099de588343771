"""Saved views: the list, saving, renaming and deleting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from assessments.forms import SavedViewForm
from assessments.models import SavedView
from assessments.permissions import may_use_saved_view
from assessments.selectors.saved_views import (
    PAGES,
    TIED_TO_A_QUARTER,
    query_kept,
    saved_views_of,
)
from assessments.services.saved_views import MOST_VIEWS, delete_view, rename_view, save_view


@require_safe
def saved_view_list(request: Request) -> HttpResponse:
    context = {"rows": saved_views_of(request.user), "most": MOST_VIEWS}
    return render_page(request, "assessments/saved_view_list.html", context)


@require_POST
def saved_view_create(request: Request) -> HttpResponse:
    """Save what a page shows, and lead back to it; where the name cannot be, ask for another."""
    page = PAGES.get(request.POST.get("page", ""))
    if page is None:
        raise Http404
    asked = QueryDict(request.POST.get("query", "")[:2000]).dict()
    if request.POST.get("latest"):
        asked = {name: value for name, value in asked.items() if name not in TIED_TO_A_QUARTER}
    query = query_kept(page, asked)
    form = SavedViewForm(request.POST)
    if form.is_valid():
        try:
            made = save_view(
                page.code, QueryDict(query).dict(), name=form.cleaned_data["name"], by=request.user
            )
        except RuleBroken as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, _("The view “%(name)s” is saved.") % {"name": made.name})
            return redirect(f"{reverse(page.address)}?{made.query}")
    context = {"form": form, "page": page, "query": query}
    return render_page(request, "assessments/saved_view_create.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def saved_view_rename(request: Request, pk: int) -> HttpResponse:
    view = _view(request, pk)
    form = SavedViewForm(request.POST or None, initial={"name": view.name})
    if form.is_valid():
        try:
            rename_view(view, name=form.cleaned_data["name"], by=request.user)
        except RuleBroken as error:
            form.add_error("name", error.message)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("assessments:saved_view_list")
    status = 422 if form.errors else 200
    context = {"form": form, "view": view, "page": PAGES.get(view.page)}
    return render_page(request, "assessments/saved_view_rename.html", context, status=status)


@require_POST
def saved_view_delete(request: Request, pk: int) -> HttpResponse:
    view = _view(request, pk)
    delete_view(view, by=request.user)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect("assessments:saved_view_list")


def _view(request: Request, pk: int) -> SavedView:
    return get_object_or_404(SavedView, may_use_saved_view(request.user), pk=pk)
