"""Passwords: forgotten ones by mail, known ones on the page of the account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import ChangePasswordForm, NewPasswordForm, PasswordResetRequestForm
from accounts.http import Request, origin_of, render_page
from accounts.services import set_password_mails


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset_request(request: Request) -> HttpResponse:
    form = PasswordResetRequestForm(request.POST or None)
    if form.is_valid():
        set_password_mails.request_password_reset(
            form.cleaned_data["email"], origin=origin_of(request)
        )
        return redirect("accounts:password_reset_sent")
    return render_page(
        request,
        "accounts/password_reset_request.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


@login_not_required
@require_safe
def password_reset_sent(request: Request) -> HttpResponse:
    return render_page(request, "accounts/password_reset_sent.html", {})


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset_confirm(request: Request, uidb64: str, token: str) -> HttpResponseBase:
    """Django's own page keeps the key out of the address and out of what other sites are told."""
    page = views.PasswordResetConfirmView.as_view(
        template_name="accounts/password_reset_confirm.html",
        form_class=NewPasswordForm,
        success_url=reverse("accounts:password_reset_done"),
    )
    return page(request, uidb64=uidb64, token=token)


@login_not_required
@require_safe
def password_reset_done(request: Request) -> HttpResponse:
    return render_page(request, "accounts/password_reset_done.html", {})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: Request) -> HttpResponse:
    form = ChangePasswordForm(request.user, data=request.POST or None)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password was changed; other sessions have ended."))
        return redirect("accounts:account_detail")
    return render_page(
        request,
        "accounts/password_change.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )
