"""How a park stands before its gate: quarters that count, rules over the window, and never open for want of facts."""

from datetime import UTC, date, datetime

import pytest

from assessments.models import GateReading, StandingQuarter
from assessments.selectors.gates import gate_of, gates_of
from governance.models import PathStep, StageReport
from governance.report_workflow import reopen_report
from tests.assessments.gated import AUGUST, GAP, GATED, POOR, before_the_gate
from tests.assessments.small import SMALL, at, enter, publish
from tests.factories import make_park


def state_of(park, day=AUGUST):
    with at(day):
        return gate_of(park)


def test_a_gate_is_open_where_every_rule_holds_over_the_quarters_asked(cast):
    state = state_of(before_the_gate(cast))
    assert (state.from_stage, state.to_stage, state.quarters) == ("t1", "t2", 2)
    assert [one.period for one in state.window] == ["2025-Q1", "2025-Q2"]
    assert (state.is_open, state.outcome, state.held_for) == (True, "holds", 2)
    first = state.rules[0]
    assert first.title == "Positioning at least 60"
    assert first.in_words == "The score of Positioning is at least 60 points"
    assert first.value == pytest.approx(275 / 3)
    assert first.margin == pytest.approx(275 / 3 - 60)
    assert (first.unit, state.rules[1].unit) == ("points", "%")
    assert state.first_in_the_way is None


def test_a_rule_that_fails_says_by_how_much(cast):
    state = state_of(before_the_gate(cast, second=POOR))
    assert (state.is_open, state.outcome, state.held_for) == (False, "fails", 0)
    vacancy = state.rules[1]
    assert [one.outcome for one in vacancy.quarters] == ["holds", "fails"]
    assert [one.margin for one in vacancy.quarters] == [10, -10]
    assert state.first_in_the_way == vacancy


def test_a_rule_that_failed_before_closes_the_gate(cast):
    state = state_of(before_the_gate(cast, first=POOR))
    assert (state.is_open, state.outcome, state.held_for) == (False, "fails", 1)


def test_what_is_missing_leaves_the_gate_undecided(cast):
    state = state_of(before_the_gate(cast, first=GAP, second=GAP))
    assert (state.is_open, state.outcome) == (False, "undecided")
    (missing,) = state.rules[1].missing
    assert (missing.name, missing.code, missing.titles["en"]) == ("vacancy", "vacancy", "Vacancy")
    assert state.rules[1].margin is None


def test_a_quarter_without_an_accepted_report_does_not_count(cast):
    park = before_the_gate(cast, second=None)
    state = state_of(park)
    assert [one.why_none for one in state.window] == ["", "no_accepted_report"]
    assert (state.is_open, state.outcome) == (False, "undecided")
    assert state.window[1].why == "The report of the quarter is not accepted."


def test_the_window_ends_with_the_headline_quarter_before_the_next_is_due(cast):
    park = before_the_gate(cast, second=None)
    assert [one.period for one in state_of(park, "2025-07-10").window] == ["2024-Q4", "2025-Q1"]
    assert [one.period for one in state_of(park).window] == ["2025-Q1", "2025-Q2"]
    assert [one.period for one in state_of(park, "2025-10-20").window] == ["2025-Q2", "2025-Q3"]


def test_scores_that_are_not_up_to_date_do_not_count(cast):
    park = before_the_gate(cast)
    StandingQuarter.objects.filter(period__code="2025-Q2").update(is_stale=True)
    state = state_of(park)
    assert [one.why_none for one in state.window] == ["", "not_scored"]
    assert not state.is_open


def test_the_gate_ahead_is_that_of_the_latest_stage(cast):
    park = before_the_gate(cast)
    PathStep.objects.create(
        park=park,
        stage="t2",
        entered_on=date(2025, 8, 1),
        reason="On.",
        decided_by=cast.authority,
        decided_at=datetime(2025, 7, 31, tzinfo=UTC),
    )
    assert state_of(park) is None  # the small framework has no gate out of t2


def test_a_quarter_read_at_another_stage_does_not_count(cast):
    park = before_the_gate(cast)
    GateReading.objects.filter(period__code="2025-Q1").update(from_stage="t2")
    state = state_of(park)
    assert [one.why_none for one in state.window] == ["other_stage", ""]
    assert (state.outcome, state.held_for) == ("undecided", 1)


def test_a_version_with_other_rules_does_not_count_what_another_read(cast):
    park = before_the_gate(cast)
    with at("2025-07-20"):
        other = GATED.replace('version: "1"', 'version: "2"').replace(
            "vacancy < 20", "vacancy < 25"
        )
        publish(cast, other, park=park)
    StandingQuarter.objects.update(is_stale=False)
    state = state_of(park)
    assert [one.why_none for one in state.window] == ["other_version", "other_version"]
    assert not state.is_open


def test_a_later_version_with_the_same_rules_counts_what_was_read(cast):
    park = before_the_gate(cast)
    with at("2025-07-20"):
        publish(cast, GATED.replace('version: "1"', 'version: "2"'), park=park)
    assert state_of(park).is_open


def test_there_is_no_gate_off_the_path_and_in_frameworks_without(cast):
    with at(AUGUST):
        assert gate_of(cast.park) is None
        publish(cast, SMALL)
        enter(cast)
        assert gate_of(cast.park) is None


def test_a_gate_as_it_was_known(cast):
    park = before_the_gate(cast)
    with at(AUGUST):
        before = gate_of(park, known_at=datetime(2025, 5, 1, tzinfo=UTC))
        now = gate_of(park, known_at=datetime(2025, 8, 2, tzinfo=UTC))
    assert [one.period for one in before.window] == ["2024-Q4", "2025-Q1"]
    assert [one.why_none for one in before.window] == ["no_accepted_report", ""]
    assert now.is_open


def test_a_reopened_report_counts_until_its_copy_is_accepted(cast):
    park = before_the_gate(cast)
    with at("2025-07-30"):
        report = StageReport.objects.get(period__code="2025-Q2")
        reopen_report(report, by=cast.authority, reason="A figure was wrong.")
    assert state_of(park).is_open


def test_gates_of_takes_as_many_queries_for_one_park_and_for_three(cast, django_assert_num_queries):
    before_the_gate(cast)
    parks = [cast.park, make_park("LH-02", cast.district), make_park("LH-03", cast.district)]
    with at(AUGUST):
        for some in (parks[:1], parks):
            with django_assert_num_queries(9):
                states = gates_of(some)
            assert set(states) == {cast.park.pk}
    assert GateReading.objects.current().count() == 2
