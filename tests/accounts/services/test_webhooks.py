"""Webhooks are their owners' alone, and are told of what their owners may know."""

import pytest

from accounts.choices import DeliveryState, Event, PauseReason
from accounts.errors import RuleBroken
from accounts.models import AuditEntry, User, Webhook, WebhookDelivery
from accounts.services.webhooks import (
    MOST_WEBHOOKS,
    announce,
    create_webhook,
    end_webhook,
    resend_delivery,
    rotate_secret,
    secret_of,
    update_webhook,
)
from tests.factories import make_user

URL = "https://example.org/hooks"
EVERYBODY = User.objects.all()
PAYLOAD = {"park": "LH-01", "resource": "/api/v1/parks/LH-01/path"}


def acts():
    return list(AuditEntry.objects.order_by("sequence").values_list("action", flat=True))


def tell(event=Event.GATE_DECIDED, to=EVERYBODY):
    announce(event, payload=PAYLOAD, visible_to=to)


def test_create_webhook_returns_a_secret_that_is_nowhere_in_the_database(person):
    webhook, secret = create_webhook(person, url=URL, events=["run_done", "gate_decided"])
    assert webhook.events == ["gate_decided", "run_done"]
    assert secret == secret_of(Webhook.objects.get())
    assert len(secret) == len("whsec_") + 64
    kept = [str(value) for value in Webhook.objects.values().get().values()]
    assert not any(secret[6:] in one for one in kept)
    assert acts() == ["webhook.create"]
    assert secret not in str(AuditEntry.objects.values().get())


def test_the_secret_hangs_on_the_key_of_the_site_and_on_the_webhook(person, settings):
    first, secret = create_webhook(person, url=URL, events=["run_done"])
    _second, other = create_webhook(person, url=URL, events=["run_done"])
    assert secret != other
    settings.SECRET_KEY = "another key of the site"
    assert secret_of(first) != secret


def test_create_webhook_takes_public_addresses_only(person):
    for url in ("https://10.0.0.1/", "http://example.org/"):
        with pytest.raises(RuleBroken):
            create_webhook(person, url=url, events=["run_done"])
    assert not Webhook.objects.exists()


def test_create_webhook_makes_so_many_at_most(person):
    for _one in range(MOST_WEBHOOKS):
        webhook, _secret = create_webhook(person, url=URL, events=["run_done"])
    with pytest.raises(RuleBroken) as refused:
        create_webhook(person, url=URL, events=["run_done"])
    assert refused.value.code == "webhooks_too_many"
    end_webhook(webhook, by=person)
    create_webhook(person, url=URL, events=["run_done"])


def test_announce_tells_those_who_may_know_and_want_to(webhook, person):
    create_webhook(make_user(), url=URL, events=Event.values)
    create_webhook(person, url=URL, events=["run_done"])
    tell(to=User.objects.filter(pk=person.pk))
    (delivery,) = WebhookDelivery.objects.all()
    assert (delivery.webhook, delivery.event) == (webhook, "gate_decided")
    assert delivery.payload == {
        "event": "gate_decided",
        "at": delivery.created_at.isoformat(),
        **PAYLOAD,
    }


def test_announce_tells_no_paused_ended_or_shut_out_one(webhook, person):
    update_webhook(webhook, by=person, is_active=False)
    tell()
    update_webhook(webhook, by=person, is_active=True)
    User.objects.filter(pk=person.pk).update(is_active=False)
    tell()
    User.objects.filter(pk=person.pk).update(is_active=True)
    end_webhook(webhook, by=person)
    tell()
    assert not WebhookDelivery.objects.exists()


def test_announce_stands_or_falls_with_the_event(webhook, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        tell()
        tell()
    assert len(callbacks) == 2
    assert WebhookDelivery.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_announce_asks_the_same_for_one_and_for_many(person, django_assert_num_queries, count):
    for _one in range(count):
        create_webhook(person, url=URL, events=Event.values)
    with django_assert_num_queries(2):
        tell()


def test_update_webhook_pauses_resumes_and_changes(webhook, person):
    webhook = update_webhook(webhook, by=person, is_active=False)
    assert (webhook.is_active, webhook.pause_reason) == (False, PauseReason.OWNER)
    Webhook.objects.update(failures=20, pause_reason=PauseReason.FAILURES)
    webhook = update_webhook(webhook, by=person, is_active=True)
    assert (webhook.is_active, webhook.pause_reason, webhook.failures) == (True, "", 0)
    webhook = update_webhook(webhook, by=person, url="https://example.org/b", events=["run_done"])
    assert (webhook.url, webhook.events) == ("https://example.org/b", ["run_done"])
    before = len(acts())
    update_webhook(webhook, by=person, is_active=True, events=["run_done"])
    assert len(acts()) == before
    with pytest.raises(RuleBroken):
        update_webhook(webhook, by=person, url="https://127.0.0.1/")


def test_rotate_secret_makes_another_one(webhook, person):
    before = secret_of(webhook)
    after = rotate_secret(webhook, by=person)
    assert after == secret_of(Webhook.objects.get()) != before
    assert acts()[-1] == "webhook.rotate"


def test_resend_delivery_begins_again(webhook, person):
    tell()
    WebhookDelivery.objects.update(state=DeliveryState.FAILED, attempts=8)
    delivery = resend_delivery(WebhookDelivery.objects.get(), by=person)
    assert (delivery.state, delivery.attempts) == (DeliveryState.WAITING, 0)
    assert acts()[-1] == "webhook.resend"
    update_webhook(webhook, by=person, is_active=False)
    with pytest.raises(RuleBroken) as refused:
        resend_delivery(delivery, by=person)
    assert refused.value.code == "webhook_paused"
