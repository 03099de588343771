"""Places of the parks of a portfolio on a goal."""

from assessments.models import StandingQuarter
from assessments.selectors.portfolio_ranking import goal_ranking
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import shown_to


def places(user, goal="", **query):
    found = goal_ranking(shown_to(user, **query), goal, None, "/parks/")
    return found, [(one.park.code, one.place) for one in found.rows]


def test_ties_share_the_smallest_place(cast, scored):
    for code, score in (("LH-02", 80.0), ("LH-03", 50.0), ("LH-04", 20.0)):
        copy_park(scored, code, score=score)
    found, rows = places(cast.reviewer)
    assert rows == [("LH-02", 1), ("LH-01", 2), ("LH-03", 2), ("LH-04", 4)]
    assert (found.goal.code, found.parks) == ("positioning", 4)
    assert found.rows[0].url == "/parks/LH-02/why/positioning/?period=2025-Q2"


def test_only_parks_at_or_past_the_stage_of_the_goal_are_ranked(cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    assert places(cast.reviewer, "equality")[1] == []
    StandingQuarter.objects.filter(park__code="LH-02").update(stage="t2")
    found, rows = places(cast.reviewer, "equality")
    assert rows == [("LH-02", None)]
    assert found.rows[0].reason == "not_asked"
    assert len(places(cast.reviewer, "positioning")[1]) == 2


def test_the_set_is_what_the_reader_sees_under_the_filters(cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    assert places(cast.observer)[1] == [("LH-01", 1)]
    assert places(cast.reviewer, score_to="60")[1] == [("LH-01", 1)]


def test_a_goal_that_does_not_exist_is_told(cast, scored):
    found, _rows = places(cast.reviewer, "sorting")
    assert "sorting" in found.error
    assert found.goal.code == "positioning"
    assert places(cast.reviewer, "", stage="t2")[0].goal.code == "equality"
    assert places(cast.stranger)[0].goal is None
