"""One sees one's own webhooks, with how their deliveries stand."""

import pytest

from accounts import clock
from accounts.choices import DeliveryState, Event
from accounts.models import User, Webhook, WebhookDelivery
from accounts.selectors.webhooks import (
    deliveries_of,
    last_problem_of,
    webhooks_for_list,
    webhooks_of,
)
from accounts.services.webhooks import announce, create_webhook, end_webhook
from tests.factories import make_user


@pytest.fixture
def told(webhook):
    """The webhook with three deliveries: one taken, one that failed once, one that was not tried yet."""
    for _one in range(3):
        announce(Event.RUN_DONE, payload={"resource": "/"}, visible_to=User.objects.all())
    taken, failed, _waiting = WebhookDelivery.objects.order_by("pk")
    WebhookDelivery.objects.filter(pk=taken.pk).update(
        state=DeliveryState.DELIVERED, delivered_at=clock.now(), last_status=200
    )
    WebhookDelivery.objects.filter(pk=failed.pk).update(last_problem="timeout", attempts=1)
    return webhook


def test_webhooks_for_list_counts_what_waits(told, person):
    (webhook,) = webhooks_for_list(person)
    assert webhook.waiting == 2
    assert webhook.delivered_at == WebhookDelivery.objects.get(state="delivered").delivered_at


def test_one_sees_ones_own_until_they_are_ended(told, person):
    create_webhook(make_user(), url="https://example.org/", events=["run_done"])
    assert list(webhooks_of(person)) == [told]
    assert deliveries_of(person).count() == 3
    assert list(deliveries_of(make_user())) == []
    end_webhook(told, by=person)
    assert list(webhooks_of(person)) == []
    assert list(deliveries_of(person)) == []
    assert Webhook.objects.count() == 2


def test_last_problem_of_is_the_one_that_failed(told):
    assert last_problem_of(told).last_problem == "timeout"
