"""The buttons of a report's life: they act once, for the right person, and say why not otherwise."""

import pytest
from django.urls import reverse

from governance import report_workflow as workflow
from governance.models import StageReport
from tests.governance.forms_for_tests import PERIOD, filled_report, in_october, small_report

STEPS = ["report_submit", "report_withdraw", "report_open", "report_return", "report_accept"]
STEPS += ["report_reopen"]


@pytest.fixture(autouse=True)
def october():
    with in_october():
        yield


@pytest.fixture
def press(client, cast):
    def post(name, step, **posted):
        client.force_login(cast.person(name))
        return client.post(reverse(f"governance:{step}", args=[cast.park.code, PERIOD]), posted)

    return post


def status_of_report():
    return StageReport.objects.order_by("-revision")[0].status


@pytest.mark.parametrize("step", STEPS)
def test_report_steps_do_not_exist_for_strangers(cast, press, step):
    filled_report(cast.park, cast.editor)
    assert press("stranger", step, reason="Why.").status_code == 404


@pytest.mark.parametrize("step", STEPS)
def test_report_steps_are_pressed_not_read(cast, client, step):
    filled_report(cast.park, cast.editor)
    client.force_login(cast.lead)
    assert (
        client.get(reverse(f"governance:{step}", args=[cast.park.code, PERIOD])).status_code == 405
    )


def test_report_submit_says_everything_that_is_missing_with_links(cast, press):
    small_report(cast.park)
    answer = press("lead", "report_submit")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("is required: enter a value or state why there is none.") == 4
    assert "#in-employees" in page
    assert status_of_report() == "draft"


def test_report_submit_happens_once(cast, press):
    filled_report(cast.park, cast.editor)
    assert press("editor", "report_submit").status_code == 403
    assert press("lead", "report_submit").status_code == 302
    assert press("lead", "report_submit").status_code == 409
    assert StageReport.objects.get().steps.count() == 1


def test_report_withdraw_gives_the_draft_back(cast, press):
    workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    assert press("lead", "report_withdraw").status_code == 302
    assert status_of_report() == "draft"


def test_report_open_leads_back_to_the_queue_where_it_was_pressed(cast, press):
    workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    assert press("lead", "report_open").status_code == 403
    answer = press("reviewer", "report_open", **{"from": "queue"})
    assert answer.headers["Location"] == f"/reviews/?park={cast.park.code}&period={PERIOD}"
    assert status_of_report() == "in_review"


def in_review(cast):
    report = workflow.submit_report(filled_report(cast.park, cast.editor), by=cast.lead)
    return workflow.open_review(report, by=cast.reviewer)


def test_report_return_needs_a_reason(cast, press):
    in_review(cast)
    assert press("reviewer", "report_return", reason="").status_code == 422
    assert press("reviewer", "report_return", reason="Which halls?").status_code == 302
    assert status_of_report() == "draft"


def test_report_accept_is_not_for_those_who_wrote_in_it(cast, press):
    in_review(cast)
    assert press("lead", "report_accept").status_code == 403
    assert press("reviewer", "report_accept").status_code == 302
    assert press("reviewer", "report_accept").status_code == 409


def test_report_reopen_is_for_the_authority(cast, press):
    workflow.accept_report(in_review(cast), by=cast.reviewer)
    assert press("reviewer", "report_reopen", reason="A slip.").status_code == 403
    assert press("observer", "report_reopen", reason="A slip.").status_code == 403
    assert press("authority", "report_reopen", reason="A slip.").status_code == 302
    assert status_of_report() == "draft"
