"""The goal scores quarter by quarter."""

from assessments.selectors.score_tree import quarter_of
from assessments.selectors.trend import trend_of
from assessments.services.following import tick
from tests.assessments.small import at


def trend(park, period=""):
    return trend_of(park, quarter_of(park, period), list(park.path_steps.all()))


def test_quarters_run_from_the_oldest_and_carried_ones_are_hollow(scored):
    with at("2025-10-02"):
        tick()
    found = trend(scored, "2025-Q3")
    assert found.data["x"] == ["2025-Q1", "2025-Q2", "2025-Q3"]
    assert [row.is_reported for row in found.rows] == [True, True, False]
    assert found.data["series"][0]["carried"] == [2]


def test_a_series_without_any_score_is_in_the_table_only(scored):
    found = trend(scored)
    assert [one["name"] for one in found.data["series"]] == ["Positioning"]
    assert found.names == ("Positioning", "Equality", "Index")


def test_a_table_row_says_the_same_as_the_chart(scored):
    found = trend(scored)
    shown = [row.values[0].value for row in found.rows]
    assert shown == found.data["series"][0]["y"]
    assert found.latest_first[0].period.code == "2025-Q2"


def test_stages_stand_behind_their_quarters(scored):
    (band,) = trend(scored).data["stages"]
    assert (band["code"], band["from"], band["to"]) == ("t1", "2025-Q1", "2025-Q2")


def test_a_trend_takes_three_queries(scored, django_assert_num_queries):
    standing, steps = quarter_of(scored), list(scored.path_steps.all())
    with django_assert_num_queries(3):
        trend_of(scored, standing, steps)


def test_a_park_without_a_path_has_no_stages_behind_its_quarters(scored):
    assert trend_of(scored, quarter_of(scored), []).data["stages"] == []
