"""Webhooks, on pages of one's account."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.forms import WebhookEditForm, WebhookForm
from accounts.http import Request, render_page
from accounts.models import Webhook
from accounts.selectors.webhooks import (
    deliveries_of,
    last_problem_of,
    webhooks_for_list,
    webhooks_of,
)
from accounts.services.webhooks import (
    create_webhook,
    end_webhook,
    resend_delivery,
    rotate_secret,
    update_webhook,
)


@require_safe
def webhook_list(request: Request) -> HttpResponse:
    context = {"webhooks": webhooks_for_list(request.user)}
    return render_page(request, "accounts/webhook_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_create(request: Request) -> HttpResponse:
    """Make a webhook and show its secret on the answer itself: it is not kept and not shown again."""
    form = WebhookForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            webhook, secret = create_webhook(request.user, **form.cleaned_data)
            context |= {"webhook": webhook, "secret": secret}
        except RuleBroken as error:
            form.add_error("url", error.message)
    status = 422 if form.errors else 200
    return render_page(request, "accounts/webhook_create.html", context, status=status)


@require_safe
def webhook_detail(request: Request, uuid: UUID) -> HttpResponse:
    """Show what was sent and what came of it."""
    webhook = _webhook(request, uuid)
    page = Paginator(webhook.deliveries.all(), per_page=25).get_page(request.GET.get("page"))
    is_failing = bool(webhook.failures)
    context = {
        "webhook": webhook,
        "page": page,
        "problem": last_problem_of(webhook) if is_failing else None,
    }
    return render_page(request, "accounts/webhook_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def webhook_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change the address, the events and whether the webhook is told of them; the secret stays."""
    webhook = _webhook(request, uuid)
    fields = ("url", "events", "is_active")
    standing = {name: getattr(webhook, name) for name in fields}
    form = WebhookEditForm(request.POST or None, initial=standing)
    if form.is_valid():
        try:
            update_webhook(webhook, by=request.user, **form.cleaned_data)
        except RuleBroken as error:
            form.add_error("url", error.message)
        else:
            messages.success(request, _("The webhook is changed."))
            return redirect("accounts:webhook_detail", uuid)
    context = {"form": form, "webhook": webhook}
    status = 422 if form.errors else 200
    return render_page(request, "accounts/webhook_edit.html", context, status=status)


@require_POST
def webhook_pause(request: Request, uuid: UUID) -> HttpResponse:
    update_webhook(_webhook(request, uuid), by=request.user, is_active=False)
    messages.success(request, _("The webhook is paused; what waits is kept."))
    return redirect("accounts:webhook_detail", uuid)


@require_POST
def webhook_resume(request: Request, uuid: UUID) -> HttpResponse:
    update_webhook(_webhook(request, uuid), by=request.user, is_active=True)
    messages.success(request, _("The webhook is told of events again."))
    return redirect("accounts:webhook_detail", uuid)


@require_POST
def webhook_rotate(request: Request, uuid: UUID) -> HttpResponse:
    """Make a new secret and show it on the answer itself."""
    webhook = _webhook(request, uuid)
    context = {"webhook": webhook, "secret": rotate_secret(webhook, by=request.user)}
    return render_page(request, "accounts/webhook_rotate.html", context)


@require_POST
def webhook_end(request: Request, uuid: UUID) -> HttpResponse:
    end_webhook(_webhook(request, uuid), by=request.user)
    messages.success(request, _("The webhook was ended."))
    return redirect("accounts:webhook_list")


@require_POST
def webhook_resend(request: Request, uuid: UUID, delivery: UUID) -> HttpResponse:
    own = deliveries_of(request.user).filter(webhook__uuid=uuid)
    try:
        resend_delivery(get_object_or_404(own, uuid=delivery), by=request.user)
        messages.success(request, _("The delivery is sent again."))
    except RuleBroken as error:
        messages.error(request, error.message)
    return redirect("accounts:webhook_detail", uuid)


def _webhook(request: Request, uuid: UUID) -> Webhook:
    return get_object_or_404(webhooks_of(request.user), uuid=uuid)
