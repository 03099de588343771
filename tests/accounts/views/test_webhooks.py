"""Webhooks are made, watched, paused and ended on pages of one's account."""

import pytest
from django.urls import reverse

from accounts.choices import Event
from accounts.models import AuditEntry, User, Webhook, WebhookDelivery
from accounts.selectors.audit_details import details_of
from accounts.services.webhooks import announce, create_webhook, secret_of, update_webhook
from tests.factories import make_user

LIST = reverse("accounts:webhook_list")
CREATE = reverse("accounts:webhook_create")
NEW = {"url": "https://example.org/hooks", "events": ["report_accepted", "run_done"]}
POSTS = ["webhook_pause", "webhook_resume", "webhook_rotate", "webhook_end"]


def at(name, webhook, *more):
    return reverse(f"accounts:{name}", args=[webhook.uuid, *more])


@pytest.fixture
def foreign(db):
    made, _secret = create_webhook(make_user(), url="https://example.org/f", events=["run_done"])
    return made


@pytest.fixture
def delivery(webhook):
    payload = {"park": "LH-01", "resource": "/api/v1/parks/LH-01/path"}
    announce(Event.GATE_DECIDED, payload=payload, visible_to=User.objects.all())
    return WebhookDelivery.objects.get()


def test_webhook_list_says_what_a_webhook_is_for_while_there_is_none(signed_in):
    page = signed_in.get(LIST).content.decode()
    assert "No webhooks" in page
    assert CREATE in page


def test_webhook_list_shows_ones_own(signed_in, webhook, foreign):
    page = signed_in.get(LIST).content.decode()
    assert webhook.url in page
    assert "A gate was decided" in page
    assert foreign.url not in page.replace(webhook.url, "")


@pytest.mark.parametrize("count", [1, 3])
def test_webhook_list_asks_the_same_for_one_and_for_many(
    signed_in, person, django_assert_num_queries, count
):
    for _one in range(count):
        create_webhook(person, **NEW)
    with django_assert_num_queries(4):
        signed_in.get(LIST)


def test_webhook_create_shows_the_secret_once(signed_in):
    assert signed_in.get(CREATE).status_code == 200
    response = signed_in.post(CREATE, NEW)
    secret = response.context["secret"]
    assert secret in response.content.decode()
    webhook = Webhook.objects.get()
    assert secret == secret_of(webhook)
    assert webhook.events == NEW["events"]
    assert secret not in signed_in.get(at("webhook_detail", webhook)).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://example.org/"},
        {"url": "https://10.0.0.1/"},
        {"url": ""},
        {"events": []},
        {"events": ["all"]},
    ],
)
def test_webhook_create_names_what_is_wrong(signed_in, wrong):
    response = signed_in.post(CREATE, {**NEW, **wrong})
    assert response.status_code == 422
    assert next(iter(wrong)) in response.context["form"].errors
    assert not Webhook.objects.exists()


def test_webhook_detail_tells_what_was_sent(signed_in, webhook, delivery):
    WebhookDelivery.objects.update(last_status=503, last_problem="refused", attempts=2)
    page = signed_in.get(at("webhook_detail", webhook)).content.decode()
    for said in ("503", "answered with an error", "A gate was decided", "LH-01/path", "waiting"):
        assert said in page
    assert at("webhook_resend", webhook, delivery.uuid) in page


def test_webhook_detail_says_why_it_is_paused(signed_in, webhook, delivery):
    WebhookDelivery.objects.update(last_problem="timeout", attempts=8, state="failed")
    Webhook.objects.update(is_active=False, pause_reason="failures", failures=20)
    page = signed_in.get(at("webhook_detail", webhook)).content.decode()
    assert "It failed too many times in a row." in page
    assert "The host took too long to answer." in page
    assert at("webhook_resume", webhook) in page


@pytest.mark.parametrize("count", [1, 3])
def test_webhook_detail_asks_the_same_for_one_and_for_many(
    signed_in, webhook, django_assert_num_queries, count
):
    for _one in range(count):
        announce(Event.RUN_DONE, payload={"resource": "/"}, visible_to=User.objects.all())
    with django_assert_num_queries(6):
        signed_in.get(at("webhook_detail", webhook))


def test_webhook_edit_shows_what_stands(signed_in, webhook):
    form = signed_in.get(at("webhook_edit", webhook)).context["form"]
    assert form["url"].value() == webhook.url
    assert form["events"].value() == webhook.events
    assert form["is_active"].value() is True
    assert at("webhook_edit", webhook) in signed_in.get(at("webhook_detail", webhook)).text


def test_webhook_edit_changes_address_events_and_whether_it_is_active(signed_in, webhook):
    secret = secret_of(webhook)
    response = signed_in.post(at("webhook_edit", webhook), NEW)
    assert response.url == at("webhook_detail", webhook)
    webhook.refresh_from_db()
    assert (webhook.url, webhook.events, webhook.is_active) == (*NEW.values(), False)
    assert webhook.pause_reason == "owner"
    assert secret_of(webhook) == secret
    signed_in.post(at("webhook_edit", webhook), {**NEW, "is_active": "on"})
    assert Webhook.objects.get().is_active


def test_webhook_edit_is_told_in_the_audit_trail(signed_in, webhook):
    sent = {"url": "https://example.org/new", "events": ["run_done"], "is_active": "on"}
    signed_in.post(at("webhook_edit", webhook), sent)
    entry = AuditEntry.objects.get(action="webhook.update")
    assert details_of(entry) == [
        ("address", f"{webhook.url} → https://example.org/new"),
        ("events", "A report was accepted, A gate was decided, A run is done → A run is done"),
    ]


@pytest.mark.parametrize("wrong", [{"url": "http://example.org/"}, {"url": ""}, {"events": []}])
def test_webhook_edit_names_what_is_wrong(signed_in, webhook, wrong):
    response = signed_in.post(at("webhook_edit", webhook), {**NEW, **wrong})
    assert response.status_code == 422
    assert next(iter(wrong)) in response.context["form"].errors
    assert Webhook.objects.get().url == webhook.url


@pytest.mark.parametrize("name", ["webhook_detail", "webhook_edit", *POSTS])
def test_foreign_webhooks_are_unknown(signed_in, foreign, name):
    method = signed_in.post if name in POSTS else signed_in.get
    assert method(at(name, foreign)).status_code == 404
    foreign.refresh_from_db()
    assert (foreign.is_active, foreign.rotation, foreign.ended_at) == (True, 1, None)


@pytest.mark.parametrize("name", POSTS)
def test_acts_take_a_press_of_a_button(signed_in, webhook, name):
    assert signed_in.get(at(name, webhook)).status_code == 405


def test_webhook_pause_and_resume(signed_in, webhook):
    detail = at("webhook_detail", webhook)
    assert signed_in.post(at("webhook_pause", webhook)).url == detail
    assert not Webhook.objects.get().is_active
    assert signed_in.post(at("webhook_resume", webhook)).url == detail
    assert Webhook.objects.get().is_active


def test_webhook_resume_is_for_paused_ones(signed_in, webhook):
    signed_in.post(at("webhook_resume", webhook))
    assert Webhook.objects.get().is_active


def test_webhook_rotate_shows_the_new_secret_once(signed_in, webhook):
    before = secret_of(webhook)
    response = signed_in.post(at("webhook_rotate", webhook))
    after = secret_of(Webhook.objects.get())
    assert after in response.content.decode()
    assert after != before


def test_webhook_end_ends_it(signed_in, webhook):
    assert signed_in.post(at("webhook_end", webhook)).url == LIST
    assert signed_in.get(at("webhook_detail", webhook)).status_code == 404
    assert Webhook.objects.get().ended_at is not None


def test_webhook_resend_sends_again(signed_in, webhook, delivery, person):
    WebhookDelivery.objects.update(state="failed", attempts=8)
    url = at("webhook_resend", webhook, delivery.uuid)
    assert signed_in.post(url).url == at("webhook_detail", webhook)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("waiting", 0)
    update_webhook(webhook, by=person, is_active=False)
    page = signed_in.post(url, follow=True).content.decode()
    assert "This webhook is paused; resume it first." in page


def test_webhook_resend_does_not_know_foreign_deliveries(client, webhook, delivery, foreign):
    client.force_login(foreign.user)
    for owner in (webhook, foreign):
        url = at("webhook_resend", owner, delivery.uuid)
        assert client.post(url).status_code == 404
