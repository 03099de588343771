"""What the page of a park collects, by who reads it."""

from assessments.selectors.park_detail import (
    REPORTS_SHOWN,
    park_detail,
    scored_quarters,
    stepper,
)
from assessments.services.following import tick
from governance.models import PathStep
from tests.assessments.small import at


def test_the_goal_of_the_stage_heads_the_page(cast, scored):
    detail = park_detail(cast.park, cast.editor)
    assert detail.head.score.node.code == "positioning"
    assert detail.trend.data["now"] == "t1"
    assert list(scored_quarters(cast.park)) == ["2025-Q2", "2025-Q1"]


def test_the_next_deadline_is_that_of_an_open_report_one_may_see(cast, scored):
    with at("2025-07-03"):
        assert park_detail(cast.park, cast.editor).next_due.report.period.code == "2025-04"
        assert park_detail(cast.park, cast.observer).next_due is None


def test_an_open_report_is_shown_however_many_came_after_it(cast, scored):
    with at("2026-01-05"):
        tick()
        detail = park_detail(cast.park, cast.editor)
    assert len(detail.reports) > REPORTS_SHOWN
    assert detail.reports[-1].report.period.code == "2025-04"
    assert detail.next_due == detail.reports[-1]


def test_observers_see_no_draft(cast, scored):
    shown = park_detail(cast.park, cast.observer).reports
    assert {row.report.status for row in shown} == {"accepted"}


def test_an_administrator_sees_the_register_only(cast, scored):
    detail = park_detail(cast.park, cast.administrator)
    assert not detail.sees_facts
    assert (detail.tree, detail.trend, detail.reports) == (None, None, ())


def test_an_authority_may_decide_on_an_entry_once(cast, scored):
    assert not park_detail(cast.park, cast.authority).may_enter_stage
    assert park_detail(cast.park, cast.authority).awaits == ""
    PathStep.objects.all().delete()
    assert park_detail(cast.park, cast.authority).may_enter_stage
    assert park_detail(cast.park, cast.authority).awaits == "entry"
    assert not park_detail(cast.park, cast.editor).may_enter_stage


def test_the_stepper_tells_passed_present_and_coming(cast, scored):
    steps = [PathStep(stage="t2", entered_on="2025-01-01")]
    assert [(one.code, one.state) for one in stepper(steps, None)] == [
        ("t1", "passed"),
        ("t2", "now"),
        ("t3", "todo"),
    ]
    assert stepper([], None) == []


def test_the_map_needs_a_place(cast, scored):
    assert park_detail(cast.park, cast.editor).map is None
    cast.park.longitude, cast.park.latitude = 120.0, 31.0
    shown = park_detail(cast.park, cast.editor).map["parks"][0]
    assert (shown["point"], shown["tone"]) == ({"lat": 31.0, "lon": 120.0}, "t1")
