"""What the page of a park collects, by who reads it."""

from assessments.selectors.as_of import as_of_asked
from assessments.selectors.park_detail import (
    REPORTS_SHOWN,
    park_detail,
    scored_quarters,
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


def test_as_of_a_day_the_page_is_as_it_was_known_then(cast, scored):
    with at("2025-08-15"):
        may = park_detail(cast.park, cast.editor, as_of=as_of_asked("2025-05-31"))
        july = park_detail(cast.park, cast.observer, as_of=as_of_asked("2025-07-31"))
    assert [row.state for row in may.reports if row.report.period.code == "2025-Q1"] == ["accepted"]
    assert may.tree.standing.period.code == "2025-Q1"
    assert list(scored_quarters(cast.park, may.as_of.moment)) == ["2025-Q1"]
    assert may.next_due is None
    assert july.tree.standing.period.code == "2025-Q2"
    assert len(july.events) > len(may.events) - 8


def test_before_anything_was_known_nothing_is_shown(cast, scored):
    detail = park_detail(cast.park, cast.editor, as_of=as_of_asked("2025-01-01"))
    assert (detail.tree, detail.steps, detail.reports, detail.events) == (None, (), (), ())


def test_the_map_needs_a_place(cast, scored):
    assert park_detail(cast.park, cast.editor).map is None
    cast.park.longitude, cast.park.latitude = 120.0, 31.0
    shown = park_detail(cast.park, cast.editor).map["parks"][0]
    assert (shown["point"], shown["tone"]) == ({"lat": 31.0, "lon": 120.0}, "t1")
