"""Sends what waits for webhooks: signed, one call at a time, failed ones again with growing delays."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from accounts import audit, clock
from accounts.choices import DeliveryState, PauseReason
from accounts.models import Webhook, WebhookDelivery
from accounts.services.webhook_calls import CALL_SECONDS, Outcome, call
from accounts.services.webhooks import secret_of

DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720)]
LEASE = timedelta(seconds=CALL_SECONDS * 12)
MOST_AT_ONCE = 200
PAUSED_AFTER = 20


def deliver_webhooks() -> int:
    """Send what is due and return how many calls were made; two workers never send the same at once."""
    for made in range(MOST_AT_ONCE):
        delivery = _take_due()
        if delivery is None:
            return made
        _note(delivery, _send(delivery))
    return MOST_AT_ONCE


def signed(secret: str, body: bytes, at: int) -> str:
    """Return the header that proves who wrote `body`, and when."""
    content = str(at).encode() + b"." + body
    return f"t={at},v1={hmac.new(secret.encode(), content, hashlib.sha256).hexdigest()}"


@transaction.atomic
def _take_due() -> WebhookDelivery | None:
    """Take the delivery that has waited longest, for the time of a call: if we die, it is due again after it."""
    now = clock.now()
    due = WebhookDelivery.objects.due(now).select_for_update(skip_locked=True, of=("self",))
    delivery = due.select_related("webhook").first()
    if delivery is not None:
        delivery.attempts += 1
        delivery.next_attempt_at = now + LEASE
        delivery.save(update_fields=["attempts", "next_attempt_at"])
    return delivery


def _send(delivery: WebhookDelivery) -> Outcome:
    body = json.dumps(delivery.payload, ensure_ascii=False, separators=(",", ":")).encode()
    at = int(clock.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Parkpath",
        "Parkpath-Event": delivery.event,
        "Parkpath-Delivery": str(delivery.uuid),
        "Parkpath-Signature": signed(secret_of(delivery.webhook), body, at),
    }
    return call(delivery.webhook.url, body, headers)


@transaction.atomic
def _note(delivery: WebhookDelivery, outcome: Outcome) -> None:
    """Note what came of a call: taken, to be sent again later, or given up."""
    now = clock.now()
    delivery.last_status, delivery.last_problem = outcome.status, outcome.problem or ""
    if outcome.problem is None:
        delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, now
        Webhook.objects.filter(pk=delivery.webhook_id).update(failures=0)
    else:
        if delivery.attempts > len(DELAYS):
            delivery.state = DeliveryState.FAILED
        else:
            delivery.next_attempt_at = now + DELAYS[delivery.attempts - 1]
        _count_failure(delivery.webhook_id)
    delivery.save(
        update_fields=["last_status", "last_problem", "state", "delivered_at", "next_attempt_at"]
    )


def _count_failure(webhook_id: int) -> None:
    """Pause a webhook that has failed too many times in a row; what waits is kept for when it is resumed."""
    own = Webhook.objects.filter(pk=webhook_id)
    own.update(failures=F("failures") + 1)
    webhook = own.get()
    if webhook.is_active and webhook.failures >= PAUSED_AFTER:
        own.update(is_active=False, pause_reason=PauseReason.FAILURES)
        audit.record("webhook.pause", by=None, on=webhook, failures=webhook.failures)
