"""The steps of a report through the API."""

import pytest

from governance.models import StageReport
from parks.models import Observation
from tests.governance.forms_for_tests import filled_report, small_report

STEPS = ["submit", "withdraw", "open", "return", "accept", "reopen"]


def test_report_steps_lead_through_a_whole_life(cast, call):
    filled_report(cast.park, cast.editor)
    way = [
        ("lead", "submit", None, "submitted"),
        ("lead", "withdraw", None, "draft"),
        ("lead", "submit", None, "submitted"),
        ("reviewer", "open", None, "in_review"),
        ("reviewer", "return", {"reason": "Which halls?"}, "draft"),
        ("lead", "submit", None, "submitted"),
        ("reviewer", "open", None, "in_review"),
        ("reviewer", "accept", None, "accepted"),
        ("authority", "reopen", {"reason": "A slip."}, "draft"),
    ]
    for name, step, data, status in way:
        answer = call(name, "post", step, data)
        assert (answer.status_code, answer.data["status"]) == (200, status)
    assert answer.data["revision"] == 2
    assert Observation.objects.count() == 4


def test_report_submit_lists_everything_that_is_missing(cast, call):
    small_report(cast.park)
    answer = call("lead", "post", "submit")
    assert (answer.status_code, answer.data["code"]) == (400, "report_incomplete")
    assert len(answer.data["problems"]) == 4


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("name", "status"), [("editor", 403), ("observer", 404), ("stranger", 404)]
)
def test_report_steps_are_refused_to_others(cast, call, step, name, status):
    filled_report(cast.park, cast.editor)
    assert call(name, "post", step, {"reason": "Why."}).status_code == status
    assert StageReport.objects.get().status == "draft"


@pytest.mark.parametrize(("name", "step"), [("reviewer", "accept"), ("lead", "withdraw")])
def test_report_steps_out_of_turn_are_no_longer_possible(cast, call, name, step):
    filled_report(cast.park, cast.editor)
    answer = call(name, "post", step)
    assert (answer.status_code, answer.data["code"]) == (409, "step_not_possible")
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("step", ["return", "reopen"])
def test_report_steps_that_need_a_reason_ask_for_it(cast, call, step):
    filled_report(cast.park, cast.editor)
    answer = call("authority", "post", step, {})
    assert (answer.status_code, answer.data["errors"][0]["field"]) == (400, "reason")
