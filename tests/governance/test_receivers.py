"""Webhooks of those who hold a role in a park are told what governance did there; pages of records get their asides."""

from django.urls import resolve, reverse

from accounts import clock
from accounts.choices import Event
from accounts.models import WebhookDelivery
from accounts.services.webhooks import create_webhook
from governance.models import GateDecision
from governance.report_workflow import accept_report, open_review, submit_report
from governance.signals import gate_decided
from tests.factories import make_period
from tests.governance.forms_for_tests import IN_OCTOBER, filled_report
from tests.governance.process_for_tests import enter

FACTS = {"event", "at", "park", "period", "resource"}


def listen(*people):
    for person in people:
        create_webhook(person, url="https://example.org/hooks", events=Event.values)


def told():
    return {
        (one.webhook.user.name, one.event)
        for one in WebhookDelivery.objects.select_related("webhook__user")
    }


def test_an_acceptance_is_told_to_who_holds_a_role_in_the_park(cast):
    listen(cast.observer, cast.authority, cast.stranger, cast.administrator)
    with clock.at(IN_OCTOBER):
        report = filled_report(cast.park, cast.editor)
        submit_report(report, by=cast.lead)
        open_review(report, by=cast.reviewer)
        assert told() == set()
        accept_report(report, by=cast.reviewer)
    assert told() == {("Observer", "report_accepted"), ("Authority", "report_accepted")}
    payload = WebhookDelivery.objects.first().payload
    assert set(payload) == FACTS | {"revision"}
    assert resolve(payload["resource"]).kwargs == {"park": "LH-01", "period": report.period.code}


def test_a_gate_decision_is_told_to_who_holds_a_role_in_the_park(cast):
    listen(cast.lead, cast.stranger)
    decision = GateDecision.objects.create(
        park=cast.park,
        from_stage="t1",
        to_stage="t2",
        period=make_period("2026-Q3"),
        verdict="pass",
        reason="All rules hold.",
        evaluation={},
        decided_by=cast.authority,
        decided_at=clock.now(),
    )
    gate_decided.send(sender=GateDecision, decision=decision, by=cast.authority)
    assert told() == {("Lead", "gate_decided")}
    payload = WebhookDelivery.objects.get().payload
    assert set(payload) == FACTS | {"from_stage", "to_stage", "verdict"}
    assert resolve(payload["resource"]).url_name == "path_detail"


def shown_beside(client, cast, word, row):
    with clock.at(IN_OCTOBER):
        (record,) = enter(word, cast.park, row)
        client.force_login(cast.observer)
        address = reverse("parks:record_detail", args=[cast.park.code, word, record.pk])
        return client.get(address).content.decode()


def test_the_page_of_a_case_shows_its_working_days(client, cast):
    page = shown_beside(client, cast, "approval-cases", {"accepted_on": "2026-09-14"})
    assert "4 working days more than promised" in page


def test_the_page_of_a_consultation_shows_who_took_part(client, cast):
    firms = {"firms_invited": 8, "firms_took_part": 2, "closed_on": "2026-08-01"}
    page = shown_beside(client, cast, "consultations", firms)
    assert "was published for 31 days" in page
    assert "25.0" in page
    assert "Nobody has commented." in page


def test_other_records_have_nothing_beside_them(client, cast):
    page = shown_beside(client, cast, "meetings", {})
    assert "turnout-title" not in page
    assert "days-title" not in page
