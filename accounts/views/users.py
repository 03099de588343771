"""People, as administrators manage them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.forms import NewUserForm, UserForm
from accounts.http import Request, administrators_only, origin_of, render_page
from accounts.models import User
from accounts.permissions import may_manage_user
from accounts.services.users import (
    add_user,
    deactivate_user,
    invite_user,
    reactivate_user,
    update_user,
)

EDITED = ("name", "language", "position_en", "position_zh", "is_administrator")


@administrators_only
@require_safe
def user_list(request: Request) -> HttpResponse:
    asked = request.GET.get("q", "").strip()
    people = User.objects.matching(asked).filter(may_manage_user(request.user))
    page = Paginator(people, per_page=50).get_page(request.GET.get("page"))
    return render_page(request, "accounts/user_list.html", {"page": page, "q": asked})


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def user_create(request: Request) -> HttpResponse:
    form = NewUserForm(request.POST or None, initial={"language": request.user.language})
    if form.is_valid():
        try:
            user = add_user(**form.cleaned_data, by=request.user, origin=origin_of(request))
        except RuleBroken as error:
            form.add_error("email", error.message)
        else:
            messages.success(request, _("An invitation was sent to %s.") % user.email)
            return redirect("accounts:user_detail", user.pk)
    status = 422 if form.errors else 200
    return render_page(request, "accounts/user_create.html", {"form": form}, status=status)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def user_detail(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = UserForm(request.POST or None, initial={name: getattr(person, name) for name in EDITED})
    if form.is_valid():
        try:
            update_user(person, by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("accounts:user_detail", pk)
    context = {"person": person, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "accounts/user_detail.html", context, status=status)


@administrators_only
@require_POST
def user_deactivate(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    try:
        deactivate_user(person, by=request.user)
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("accounts:user_detail", pk)


@administrators_only
@require_POST
def user_reactivate(request: Request, pk: int) -> HttpResponse:
    reactivate_user(_person(request, pk), by=request.user)
    return redirect("accounts:user_detail", pk)


@administrators_only
@require_POST
def user_invite(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    invite_user(person, by=request.user, origin=origin_of(request))
    messages.success(request, _("An invitation was sent to %s.") % person.email)
    return redirect("accounts:user_detail", pk)


def _person(request: Request, pk: int) -> User:
    return get_object_or_404(User.objects.filter(may_manage_user(request.user)), pk=pk)
