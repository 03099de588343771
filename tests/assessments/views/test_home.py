"""The home page."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from assessments.models import FrameworkVersion
from governance.models import StageReport
from governance.report_workflow import open_review, return_report, submit_report
from tests.assessments.runs import make_run
from tests.assessments.small import at, draft, enter, fill, publish

HOME = reverse("assessments:home")


def html_for(client, user):
    client.force_login(user)
    return client.get(HOME).content.decode()


def test_home_asks_to_sign_in(client, db):
    assert client.get(HOME).status_code == 302


def test_home_of_a_committee_lists_what_is_due_and_what_came_back(client, cast, scored):
    with at("2025-07-03"):
        report = fill(draft(cast.park, "2025-04"), {"tax": 5.0}, cast)
        submit_report(report, by=cast.lead)
        open_review(report, by=cast.reviewer)
        return_report(report, by=cast.reviewer, reason="One cell needs a look.")
        html = html_for(client, cast.editor)
    assert "Stage report Q2 2025" not in html.split('id="parks"')[0]
    for text in ("Returned by the reviewer", "One cell needs a look.", "Stage report May 2025"):
        assert text in html


def test_home_of_a_committee_shows_the_path_and_how_far_the_draft_is(client, cast, scored):
    with at("2025-07-03"):
        fill(draft(cast.park, "2025-04"), {"tax": 5.0}, cast)
        html = html_for(client, cast.editor)
    assert f'id="path-{cast.park.code}"' in html
    assert 'id="draft"' in html
    assert "1 to fill" in html.split('id="draft"')[1]


def test_home_of_a_consultant_lists_the_latest_assessments(client, cast, scored):
    assert "No run yet" in html_for(client, cast.consultant)
    make_run(FrameworkVersion.objects.get(), [cast.park], by=cast.consultant, title="Spring")
    html = html_for(client, cast.consultant)
    assert "Latest assessments" in html
    assert "Spring" in html


def test_home_of_a_reviewer_lists_what_waits(client, cast, scored):
    with at("2025-07-03"):
        submit_report(fill(draft(cast.park, "2025-04"), {"tax": 5.0}, cast), by=cast.lead)
        html = html_for(client, cast.reviewer)
    assert "Waiting for review" in html
    assert "Stage report April 2025" in html


def test_home_of_an_administrator_leads_through_setting_up(client, cast):
    html = html_for(client, cast.administrator)
    assert "Publish a framework" in html
    assert reverse("parks:park_import") in html


def test_home_of_an_observer_shows_parks_and_no_drafts(client, cast, scored):
    html = html_for(client, cast.observer)
    assert "Lianhe Old Machinery Park" in html
    assert 'id="due"' not in html
    assert 'id="waiting"' not in html


def test_home_opens_what_has_become_due(client, cast):
    cache.clear()
    with at("2025-04-20"):
        publish(cast)
        enter(cast)
    with at("2025-05-02"):
        html_for(client, cast.editor)
    assert StageReport.objects.filter(park=cast.park, period__code="2025-04").exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "role", ["editor", "reviewer", "authority", "administrator", "observer", "consultant"]
)
def test_home_is_there_for_every_role_in_both_languages(client, cast, scored, role, language):
    user = cast.person(role)
    user.language = language
    user.save()
    client.force_login(user)
    assert client.get(HOME).status_code == 200
