"""Who hears of a run is whoever may see it."""

import pytest

from accounts import clock
from accounts.choices import Event
from accounts.models import User, WebhookDelivery
from accounts.services.webhooks import create_webhook
from assessments.models import Run, RunPark
from assessments.permissions import may_view_run
from assessments.selectors.run_people import people_of_run
from assessments.signals import run_done
from parks.services.periods import period_of
from tests.assessments.small import publish


@pytest.fixture
def run(cast):
    made = Run.objects.create(
        version=publish(cast),
        period=period_of("2025-Q1"),
        started_by=cast.stranger,
        started_at=clock.now(),
    )
    RunPark.objects.create(run=made, park=cast.park)
    return made


def test_people_of_run_are_those_who_may_view_it(cast, run):
    people = set(people_of_run(run))
    for user in User.objects.all():
        may_view = Run.objects.filter(may_view_run(user), pk=run.pk).exists()
        assert (user in people) == may_view, user
    assert {cast.stranger, cast.consultant, cast.reviewer, cast.authority} == people


def test_a_run_that_is_done_is_told_to_those_who_may_view_it(cast, run):
    for person in (cast.consultant, cast.lead):
        create_webhook(person, url="https://example.org/hooks", events=Event.values)
    run_done.send(Run, run=run)
    delivery = WebhookDelivery.objects.get()
    assert delivery.webhook.user == cast.consultant
    assert delivery.payload["resource"] == f"/api/v1/runs/{run.pk}"
    assert delivery.payload["framework"] == "small"
