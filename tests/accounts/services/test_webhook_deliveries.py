"""What waits is sent signed, once, and again with growing delays until it is taken or given up."""

import hashlib
import hmac
import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from celery import signature
from django.db import connections

from accounts import clock
from accounts.choices import DeliveryProblem, DeliveryState, Event, PauseReason
from accounts.models import AuditEntry, User, Webhook, WebhookDelivery
from accounts.services import webhook_deliveries
from accounts.services.webhook_deliveries import (
    DELAYS,
    LEASE,
    PAUSED_AFTER,
    deliver_webhooks,
    signed,
)
from accounts.services.webhooks import announce, create_webhook, end_webhook, update_webhook
from tests.factories import make_user

NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
PAYLOAD = {"park": "LH-01", "resource": "/api/v1/parks/LH-01/path"}


def tell():
    announce(Event.GATE_DECIDED, payload=PAYLOAD, visible_to=User.objects.all())


@pytest.fixture
def told(host, person):
    """A webhook on the host that is told of one event at noon."""
    with clock.at(NOON):
        webhook, secret = create_webhook(person, url=host.url, events=Event.values)
        tell()
    return webhook, secret


def deliver_at(moment):
    with clock.at(moment):
        made = deliver_webhooks()
    return made, WebhookDelivery.objects.get()


def test_a_delivery_is_signed_over_its_time_and_body(told, host):
    _webhook, secret = told
    made, delivery = deliver_at(NOON)
    assert (made, delivery.state, delivery.last_status) == (1, DeliveryState.DELIVERED, 200)
    assert delivery.delivered_at == NOON
    ((_path, headers, body),) = host.taken
    assert json.loads(body) == {"event": "gate_decided", "at": NOON.isoformat(), **PAYLOAD}
    assert headers["Parkpath-Event"] == "gate_decided"
    assert headers["Parkpath-Delivery"] == str(delivery.uuid)
    at = int(NOON.timestamp())
    proof = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Parkpath-Signature"] == f"t={at},v1={proof}" == signed(secret, body, at)
    assert deliver_at(NOON + timedelta(days=1))[0] == 0


def test_a_delivery_that_fails_is_sent_again_with_growing_delays(told, host):
    host.status = 503
    moment = NOON
    for attempt, delay in enumerate(DELAYS, start=1):
        made, delivery = deliver_at(moment)
        assert (made, delivery.attempts, delivery.state) == (1, attempt, DeliveryState.WAITING)
        assert (delivery.last_status, delivery.last_problem) == (503, DeliveryProblem.REFUSED)
        assert delivery.next_attempt_at == moment + delay
        assert deliver_at(moment + delay - timedelta(seconds=1))[0] == 0
        moment += delay
    made, delivery = deliver_at(moment)
    assert (made, delivery.attempts, delivery.state) == (1, 8, DeliveryState.FAILED)
    assert deliver_at(moment + timedelta(days=9))[0] == 0
    assert sorted(DELAYS) == DELAYS
    assert (DELAYS[0], DELAYS[-1]) == (timedelta(minutes=1), timedelta(hours=12))


def test_a_delivery_that_is_taken_ends_the_count_of_failures(told, host):
    host.status = 500
    deliver_at(NOON)
    assert Webhook.objects.get().failures == 1
    host.status = 200
    _made, delivery = deliver_at(NOON + DELAYS[0])
    assert (delivery.state, delivery.last_problem, delivery.attempts) == ("delivered", "", 2)
    assert Webhook.objects.get().failures == 0


def test_a_webhook_that_fails_too_often_is_paused_and_what_waits_is_kept(told, host, person):
    host.status = 500
    with clock.at(NOON):
        for _one in range(PAUSED_AFTER + 4):
            tell()
        assert deliver_webhooks() == PAUSED_AFTER
    webhook = Webhook.objects.get()
    assert (webhook.is_active, webhook.pause_reason) == (False, PauseReason.FAILURES)
    assert AuditEntry.objects.filter(action="webhook.pause", by=None).count() == 1
    host.status = 200
    update_webhook(webhook, by=person, is_active=True)
    with clock.at(NOON + timedelta(hours=1)):
        assert deliver_webhooks() == PAUSED_AFTER + 5
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_nothing_is_sent_for_who_is_shut_out_or_has_ended_it(told, host, person):
    User.objects.update(is_active=False)
    assert deliver_at(NOON)[0] == 0
    User.objects.update(is_active=True)
    end_webhook(told[0], by=person)
    assert deliver_at(NOON)[0] == 0
    assert host.taken == []


def test_a_private_address_is_refused_at_the_call_and_said(told, host, settings):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    _made, delivery = deliver_at(NOON)
    assert (delivery.last_status, delivery.last_problem) == (None, "address_refused")
    assert host.taken == []


def test_what_a_worker_took_and_did_not_finish_is_due_again(told, host, monkeypatch):
    def dies(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(webhook_deliveries, "call", dies)
        with pytest.raises(KeyboardInterrupt):
            deliver_at(NOON)
    assert deliver_at(NOON + LEASE - timedelta(seconds=1))[0] == 0
    made, delivery = deliver_at(NOON + LEASE)
    assert (made, delivery.state, delivery.attempts) == (1, "delivered", 2)


def test_an_event_is_delivered_once_its_transaction_stands(
    host, person, django_capture_on_commit_callbacks
):
    create_webhook(person, url=host.url, events=Event.values)
    with django_capture_on_commit_callbacks(execute=True):
        tell()
        assert host.taken == []
    assert len(host.taken) == 1
    signature("accounts.deliver_webhooks").apply_async()
    assert len(host.taken) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_the_same(host):
    create_webhook(make_user(), url=host.url, events=Event.values)
    with clock.at(NOON):
        for _one in range(30):
            WebhookDelivery.objects.bulk_create(
                [
                    WebhookDelivery(
                        webhook=Webhook.objects.get(),
                        event="gate_decided",
                        payload=PAYLOAD,
                        created_at=NOON,
                        next_attempt_at=NOON,
                    )
                ]
            )
    barrier, made = threading.Barrier(3), []

    def work():
        try:
            barrier.wait(timeout=20)
            made.append(deliver_webhooks())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _one in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sum(made) == 30
    sent = [headers["Parkpath-Delivery"] for _path, headers, _body in host.taken]
    assert len(sent) == len(set(sent)) == 30
