"""Webhooks: kept by the people whose they are, and told of events in the transaction of each event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from celery import signature
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.choices import DeliveryState, Event, PauseReason
from accounts.errors import RuleBroken
from accounts.models import User, Webhook, WebhookDelivery
from accounts.services.webhook_addresses import check_url

MOST_WEBHOOKS = 20


def secret_of(webhook: Webhook) -> str:
    """Return the secret that deliveries are signed with; whoever has the database alone cannot tell it."""
    value = f"{webhook.uuid}:{webhook.rotation}"
    return f"whsec_{salted_hmac('accounts.webhooks', value, algorithm='sha256').hexdigest()}"


def announce(event: Event, *, payload: Mapping[str, Any], visible_to: QuerySet[User]) -> None:
    """Tell the webhooks of those who may know of an event; to be called in the event's own transaction.

    `payload` says what happened and where to read on, never a value: the reader asks the API for that.
    """
    now = clock.now()
    told = {"event": event.value, "at": now.isoformat(), **payload}
    listening = Webhook.objects.listening().filter(user__in=visible_to.order_by())
    deliveries = [
        WebhookDelivery(
            webhook=webhook, event=event, payload=told, created_at=now, next_attempt_at=now
        )
        for webhook in listening
        if event in webhook.events
    ]
    if deliveries:
        WebhookDelivery.objects.bulk_create(deliveries)
        _queue()


@transaction.atomic
def create_webhook(user: User, *, url: str, events: Iterable[str]) -> tuple[Webhook, str]:
    """Make a webhook of `user` and return it with its secret, which is shown once."""
    own = Webhook.objects.standing().filter(user=User.objects.select_for_update().get(pk=user.pk))
    if own.count() >= MOST_WEBHOOKS:
        raise RuleBroken("webhooks_too_many", _("One person has 20 webhooks at most."))
    webhook = Webhook.objects.create(
        user=user, url=check_url(url), events=_in_order(events), created_at=clock.now()
    )
    audit.record("webhook.create", by=user, on=webhook, events=webhook.events)
    return webhook, secret_of(webhook)


@transaction.atomic
def update_webhook(webhook: Webhook, *, by: User, **fields: Any) -> Webhook:
    """Change the address or the events, pause or resume; a change of nothing changes nothing."""
    webhook = _locked(webhook)
    if "url" in fields:
        fields["url"] = check_url(fields["url"])
    if "events" in fields:
        fields["events"] = _in_order(fields["events"])
    if "is_active" in fields and fields["is_active"] != webhook.is_active:
        fields["pause_reason"] = "" if fields["is_active"] else PauseReason.OWNER
        fields["failures"] = 0
    changed = {
        name: {"from": getattr(webhook, name), "to": value}
        for name, value in fields.items()
        if getattr(webhook, name) != value
    }
    if changed:
        for name in changed:
            setattr(webhook, name, fields[name])
        webhook.save(update_fields=list(changed))
        audit.record("webhook.update", by=by, on=webhook, changed=changed)
        _queue()
    return webhook


@transaction.atomic
def rotate_secret(webhook: Webhook, *, by: User) -> str:
    """Make a new secret, which signs everything that is sent from now on, and return it."""
    webhook = _locked(webhook)
    webhook.rotation += 1
    webhook.save(update_fields=["rotation"])
    audit.record("webhook.rotate", by=by, on=webhook)
    return secret_of(webhook)


@transaction.atomic
def end_webhook(webhook: Webhook, *, by: User) -> None:
    """End a webhook: nothing is sent any more, not even what waits."""
    webhook = _locked(webhook)
    webhook.is_active, webhook.ended_at = False, clock.now()
    webhook.save(update_fields=["is_active", "ended_at"])
    audit.record("webhook.end", by=by, on=webhook)


@transaction.atomic
def resend_delivery(delivery: WebhookDelivery, *, by: User) -> WebhookDelivery:
    """Send a delivery again, with all its attempts before it; one that waits is sent at once."""
    delivery = WebhookDelivery.objects.select_for_update().get(pk=delivery.pk)
    if not _locked(delivery.webhook).is_active:
        raise RuleBroken("webhook_paused", _("This webhook is paused; resume it first."))
    delivery.state, delivery.attempts = DeliveryState.WAITING, 0
    delivery.next_attempt_at = clock.now()
    delivery.save(update_fields=["state", "attempts", "next_attempt_at"])
    audit.record("webhook.resend", by=by, on=delivery.webhook, delivery=str(delivery.uuid))
    _queue()
    return delivery


def _locked(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update().get(pk=webhook.pk)


def _in_order(events: Iterable[str]) -> list[str]:
    asked = set(events)
    return [event.value for event in Event if event in asked]


def _queue() -> None:
    """Send what waits once the transaction stands; where that fails, the clock sends it a minute later."""
    transaction.on_commit(signature("accounts.deliver_webhooks").apply_async, robust=True)
