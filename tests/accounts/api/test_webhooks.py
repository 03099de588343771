"""Programs keep the webhooks of their person, and read what became of the deliveries."""

import pytest
from django.urls import reverse

from accounts.choices import Event, Scope
from accounts.models import User, Webhook, WebhookDelivery
from accounts.services.tokens import create_token
from accounts.services.webhooks import announce, create_webhook, secret_of, update_webhook
from tests.factories import make_user

LIST = reverse("api:webhook_list")
NEW = {"url": "https://example.org/hooks", "events": ["report_accepted", "run_done"]}
FIELDS = {"uuid", "url", "events", "is_active", "pause_reason", "failures", "created_at"}


def at(name, webhook, *more):
    return reverse(f"api:{name}", args=[webhook.uuid, *more])


def send(client, url, sent=None, method="post", **more):
    return getattr(client, method)(url, sent or {}, content_type="application/json", **more)


@pytest.fixture
def delivery(webhook):
    announce(Event.RUN_DONE, payload={"resource": "/"}, visible_to=User.objects.all())
    return WebhookDelivery.objects.get()


def test_webhook_list_shows_ones_own_without_secrets(signed_in, webhook):
    create_webhook(make_user(), **NEW)
    (row,) = signed_in.get(LIST).json()["results"]
    assert row["uuid"] == str(webhook.uuid)
    assert set(row) == FIELDS


@pytest.mark.parametrize("count", [1, 3])
def test_webhook_list_asks_the_same_for_one_and_for_many(
    signed_in, person, django_assert_num_queries, count
):
    for _one in range(count):
        create_webhook(person, **NEW)
    with django_assert_num_queries(3):
        assert len(signed_in.get(LIST).json()["results"]) == count


def test_webhook_create_answers_with_the_secret_once(client, person):
    _token, key = create_token(person, name="x", scope=Scope.WRITE, days=7)
    response = send(client, LIST, NEW, headers={"authorization": f"Bearer {key}"})
    assert response.status_code == 201
    assert response.json()["secret"] == secret_of(Webhook.objects.get())
    assert set(response.json()) == FIELDS | {"secret"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"url": "https://10.0.0.1/"}, "webhook_address_refused"),
        ({"url": "http://example.org/"}, "webhook_url_malformed"),
        ({"events": []}, "invalid"),
        ({"events": ["all"]}, "invalid"),
    ],
)
def test_webhook_create_names_what_is_wrong(signed_in, wrong, code):
    response = send(signed_in, LIST, {**NEW, **wrong})
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert not Webhook.objects.exists()


def test_webhook_detail_reads_changes_and_ends(signed_in, webhook):
    url = at("webhook_detail", webhook)
    assert signed_in.get(url).json()["url"] == webhook.url
    answer = send(signed_in, url, {"is_active": False, "events": ["run_done"]}, "patch").json()
    assert (answer["is_active"], answer["pause_reason"]) == (False, "owner")
    assert answer["events"] == ["run_done"]
    assert signed_in.delete(url).status_code == 204
    assert signed_in.get(url).status_code == 404


def test_webhook_rotate_answers_with_the_new_secret(signed_in, webhook):
    response = send(signed_in, at("webhook_rotate", webhook))
    assert response.status_code == 200
    assert response.json()["secret"] == secret_of(Webhook.objects.get()) != secret_of(webhook)


def test_webhook_delivery_list_tells_what_was_sent(signed_in, webhook, delivery):
    (row,) = signed_in.get(at("webhook_delivery_list", webhook)).json()["results"]
    assert row["uuid"] == str(delivery.uuid)
    assert row["payload"]["event"] == "run_done"
    assert (row["state"], row["attempts"], row["delivered_at"]) == ("waiting", 0, None)


def test_webhook_resend_sends_again(signed_in, person, webhook, delivery):
    WebhookDelivery.objects.update(state="failed", attempts=8)
    url = at("webhook_resend", webhook, delivery.uuid)
    answer = send(signed_in, url)
    assert (answer.status_code, answer.json()["state"]) == (200, "waiting")
    update_webhook(webhook, by=person, is_active=False)
    assert send(signed_in, url).json()["code"] == "webhook_paused"


def test_foreign_webhooks_and_deliveries_are_unknown(client, webhook, delivery):
    client.force_login(make_user())
    assert client.get(at("webhook_detail", webhook)).status_code == 404
    assert client.get(at("webhook_delivery_list", webhook)).status_code == 404
    for url in (at("webhook_rotate", webhook), at("webhook_resend", webhook, delivery.uuid)):
        assert send(client, url).status_code == 404
    assert send(client, at("webhook_detail", webhook), {}, "patch").status_code == 404
    assert client.delete(at("webhook_detail", webhook)).status_code == 404
