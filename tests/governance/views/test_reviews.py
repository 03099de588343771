"""The review queue on its page."""

import pytest
from django.urls import reverse

from governance import report_workflow as workflow
from governance.models import ReportForm
from parks.choices import Role
from tests.factories import grant, make_park
from tests.governance.forms_for_tests import (
    accept_filled,
    fill,
    filled_report,
    in_october,
    small_report,
)
from tests.governance.measured import (
    closed_in_time,
    left_open,
    measure_findings,
    submit_measured,
)

URL = "/reviews/"


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


def submit_for(park, cast):
    grant(cast.editor, Role.EDITOR, park=park)
    grant(cast.lead, Role.LEAD, park=park)
    report = small_report(park, form=ReportForm.objects.filter(stage="t2").first())
    fill(report, cast.editor)
    return workflow.submit_report(report, by=cast.lead)


def test_review_list_shows_what_waits_in_the_region(client, cast):
    workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    for name, waits in [("reviewer", 1), ("authority", 1), ("stranger", 0), ("lead", 0)]:
        client.force_login(cast.person(name))
        assert client.get(reverse("governance:review_list")).context["queue"].total == waits


def test_review_list_shows_changed_odd_and_all_entries(client, cast):
    accept_filled(cast, "2026-Q2", employees=20)
    report = filled_report(cast.park, cast.editor)
    entry = report.entries.get(indicator__code="employees")
    entry.note = "A new firm."
    entry.save()
    workflow.submit_report(report, by=cast.lead)
    client.force_login(cast.reviewer)
    page = client.get(URL, {"show": "odd"})
    assert page.context["counts"] == {"changed": 1, "odd": 1, "all": 5}
    assert [row.code for row in page.context["rows"]] == ["employees"]
    assert page.context["queue"].waiting[0].odd == 1
    assert b"Employment changed by more than 30 %" in page.content
    assert b"A new firm." in page.content


def test_review_list_offers_opening_then_deciding(client, cast):
    report = workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    client.force_login(cast.reviewer)
    assert b'id="open-form"' in client.get(URL).content
    workflow.open_review(report, by=cast.reviewer)
    page = client.get(URL).content
    assert b'id="accept-form"' in page
    assert b'id="open-form"' not in page


def test_review_list_finds_only_what_is_in_the_queue(client, cast):
    filled_report(cast.park, cast.editor)
    client.force_login(cast.reviewer)
    page = client.get(URL, {"park": cast.park.code, "period": "2026-Q3"})
    assert page.status_code == 200
    assert page.context["report"] is None


def test_review_list_costs_the_same_for_one_and_three(client, cast, django_assert_num_queries):
    workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    client.force_login(cast.reviewer)
    client.get(URL)
    with django_assert_num_queries(18):
        client.get(URL)
    for code in ("LH-02", "LH-03"):
        submit_for(make_park(code, cast.district), cast)
    with django_assert_num_queries(18):
        assert client.get(URL).context["queue"].total == 3


def test_review_list_tells_what_the_register_says_since_the_submission(client, cast, monkeypatch):
    measure_findings(monkeypatch)
    closed_in_time(cast)
    submit_measured(cast)
    left_open(cast)
    client.force_login(cast.reviewer)
    page = client.get(URL).content.decode()
    assert "A register now says something else than this report." in page
    assert "holds what the registers said when it was submitted" in page
