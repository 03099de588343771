"""What the page "why" collects."""

import pytest

from assessments.models import Score, StandingQuarter
from assessments.selectors.score_tree import quarter_of
from assessments.selectors.why import problems_in_words, reason_in_words, why
from assessments.services.following import tick
from parks.models import Observation
from tests.assessments.small import at, file


def why_of(park, node, period=""):
    standing = quarter_of(park, period)
    scores = Score.objects.current().select_related("node__version", "period", "carried_from")
    return why(standing, scores.get(park=park, period=standing.period, node__code=node))


def test_the_waterfall_leads_down_and_adds_up(scored):
    rows = why_of(scored, "vacancy", "2025-Q1").bars
    assert [(row.name, row.kind) for row in rows] == [
        ("Positioning", "sum"),
        ("Piloting", "take"),
        ("Sorting", "sum"),
        ("Tax per mu", "take"),
        ("Vacancy", "end"),
    ]
    assert rows[2].points == pytest.approx(rows[0].points + rows[1].signed)
    assert rows[4].points == pytest.approx(rows[2].points + rows[3].signed)


def test_what_a_cap_took_is_added_back_first(scored):
    rows = why_of(scored, "vacancy").bars
    assert [row.kind for row in rows] == ["sum", "add", "take", "sum", "take", "end"]
    assert (rows[1].points, rows[1].start) == (pytest.approx(35.0), 50.0)


def test_the_top_itself_has_no_waterfall(scored):
    assert why_of(scored, "positioning").bars == ()


def test_a_cap_is_said_with_what_came_of_it(scored):
    (cap,) = why_of(scored, "positioning").caps
    assert (cap.holds, cap.lowered, cap.at) == (True, True, 50.0)
    (first,) = why_of(scored, "positioning", "2025-Q1").caps
    assert (first.holds, first.missing) == (None, ("Pilots",))


def test_missing_and_carried_indicators_are_listed_with_the_reason(scored):
    gaps = {row.code: row for row in why_of(scored, "positioning").gaps}
    assert gaps["tax_per_mu"].state == "Carried from 2025-03"
    Observation.objects.filter(indicator__code="land").update(recorded_at="2030-01-01T00:00Z")
    gaps = {row.code: row for row in why_of(scored, "positioning").gaps}
    assert gaps["tax_per_mu"].state == "No value on record"
    with at("2025-10-02"):
        tick()
    carried = {row.code: row for row in why_of(scored, "positioning", "2025-Q3").gaps}
    assert (carried["vacancy"].state, carried["vacancy"].is_carried) == (
        "Carried from 2025-Q2",
        True,
    )


def test_a_reason_that_was_stated_is_named_with_its_period(cast, scored):
    with at("2025-10-02"):
        tick()
        file(cast, "2025-Q3", {"vacancy": "not_applicable", "pilots": 6.0})
    gaps = {row.code: row.state for row in why_of(scored, "positioning", "2025-Q3").gaps}
    assert gaps["vacancy"] == "Not applicable"
    with at("2026-01-02"):
        tick()
    gaps = {row.code: row.state for row in why_of(scored, "positioning", "2025-Q4").gaps}
    assert gaps["vacancy"] == "Not applicable (2025-Q3)"


def test_a_quarter_without_a_report_of_its_own_is_not_called_accepted(scored):
    with at("2025-10-02"):
        tick()
    rows = why_of(scored, "positioning", "2025-Q3").before
    assert [(row.state, row.report_revision) for row in rows] == [
        ("Without a report of its own", 0),
        ("Accepted", 1),
        ("Accepted", 1),
    ]


def test_the_rule_is_said_in_words(scored):
    found = why_of(scored, "tax_per_mu", "2025-Q1")
    assert found.rule == "0 at 0, 100 at 10, linear in between"
    assert (found.formula, found.unit) == ("tax / land", "")


def test_quarters_before_stand_below_with_their_reports(scored):
    rows = why_of(scored, "vacancy").before
    assert [(row.report_period, row.score.value, row.state) for row in rows] == [
        ("2025-Q2", 50.0, "Accepted"),
        ("2025-Q1", 75.0, "Accepted"),
    ]
    assert [row.report_revision for row in rows] == [1, 1]


def test_what_is_not_asked_is_said_so(scored):
    found = why_of(scored, "equality")
    assert (found.bars, found.lines, found.points) == ((), (), None)
    assert reason_in_words("requires_all") == "Not all goals are scored"
    assert reason_in_words("") == ""


def test_a_stale_quarter_says_what_kept_it(scored):
    problem = {
        "code": "value_not_finite",
        "message": "No.",
        "place": "LH-01, tax",
        "value": "",
        "rule": "",
    }
    standing = StandingQuarter(problems=[problem])
    assert list(problems_in_words(standing)) == ["The value at LH-01, tax is not a finite number."]
