"""The webhooks of a person, with how their deliveries stand."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet

from accounts.choices import DeliveryState
from accounts.models import User, Webhook, WebhookDelivery
from accounts.permissions import may_use_webhook


def webhooks_of(user: User) -> QuerySet[Webhook]:
    return Webhook.objects.filter(may_use_webhook(user))


def webhooks_for_list(user: User) -> QuerySet[Webhook]:
    """With each webhook: how many deliveries wait (`waiting`), and when the last one was taken (`delivered_at`)."""
    return webhooks_of(user).annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
        delivered_at=Max("deliveries__delivered_at"),
    )


def deliveries_of(user: User) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(webhook__in=webhooks_of(user)).select_related("webhook")


def last_problem_of(webhook: Webhook) -> WebhookDelivery | None:
    """Return the delivery that failed last, which says why a webhook was paused."""
    failed = webhook.deliveries.exclude(last_problem="")
    return failed.order_by("-next_attempt_at", "-pk").first()
