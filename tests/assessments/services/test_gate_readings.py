"""Gate readings are kept beside the scores they rest on: superseded when they change, read again when values reach."""

import pytest

from accounts import clock
from assessments.framework_file import read_framework
from assessments.models import GateReading, StandingQuarter
from assessments.selectors.inputs import gate_depth, reach_with_gates
from assessments.services import scoring
from assessments.services.gate_readings import store_readings
from governance.models import StageReport
from governance.report_workflow import reopen_report
from tests.assessments.gated import GATED, POOR, before_the_gate, rule
from tests.assessments.small import SMALL, accept, at, draft, file, fill

BACK = GATED.replace(
    rule("vacancy < 20", "Vacancy below 20 %"),
    rule("all_over(score.positioning >= 70, 2)", "Held for two quarters")
    + rule("vacancy <= previous.vacancy", "Vacancy does not rise"),
)


def current(park, period="2025-Q2"):
    return GateReading.objects.current().get(park=park, period__code=period)


def test_a_scored_quarter_has_a_reading_of_the_gate_ahead(cast):
    park = before_the_gate(cast, second=POOR)
    reading = current(park)
    assert (reading.from_stage, reading.to_stage, reading.outcome) == ("t1", "t2", "fails")
    assert [one["outcome"] for one in reading.rules] == ["holds", "fails", "holds"]
    assert reading.rules[1] == {
        "rule": "vacancy < 20",
        "outcome": "fails",
        "margin": -10.0,
        "missing": [],
        "read": [{"name": "vacancy", "back": 0, "value": 30.0}],
    }


def test_a_framework_without_gates_has_no_readings(cast):
    before_the_gate(cast, text=SMALL)
    assert not GateReading.objects.exists()


def test_an_unchanged_reading_stays_and_a_changed_one_is_superseded(cast):
    park = before_the_gate(cast)
    before = current(park)
    with at("2025-08-01"):
        StandingQuarter.objects.update(is_stale=True)
        scoring.bring_up_to_date(park)
    assert current(park) == before
    with at("2025-08-02"):
        report = StageReport.objects.get(period__code="2025-Q2")
        reopen_report(report, by=cast.authority, reason="A figure was wrong.")
        file(cast, "2025-Q2", POOR)
    assert current(park).outcome == "fails"
    before.refresh_from_db()
    assert before.superseded_at is not None


def test_rules_look_back_at_stored_scores_and_values_of_earlier_quarters(cast):
    park = before_the_gate(cast, text=BACK)
    assert [one["outcome"] for one in current(park).rules] == ["holds"] * 4
    assert [one["outcome"] for one in current(park, "2025-Q1").rules][1:3] == ["undecided"] * 2


def test_a_later_quarter_is_read_again_when_an_earlier_one_changes(cast):
    park = before_the_gate(cast, text=BACK)
    with at("2025-08-02"):
        report = StageReport.objects.get(period__code="2025-Q1")
        reopen_report(report, by=cast.authority, reason="A figure was wrong.")
        accept(fill(draft(park, "2025-Q1"), {"vacancy": 5.0, "pilots": 0.5}, cast), cast)
    rules = current(park).rules
    assert [one["outcome"] for one in rules] == ["holds", "fails", "fails", "holds"]
    assert rules[2]["margin"] == -5


def test_the_reach_of_values_covers_what_gates_look_back_at():
    plain, back = read_framework(GATED), read_framework(BACK)
    assert gate_depth(plain) == (0, 0)
    assert gate_depth(back) == (1, 1)
    assert reach_with_gates(back) == reach_with_gates(plain) + 3


def test_the_reading_goes_where_a_park_leaves_the_gate(cast):
    park = before_the_gate(cast)
    with at("2025-08-02"):
        StandingQuarter.objects.filter(period__code="2025-Q2").update(stage="t2", is_stale=True)
        scoring.bring_up_to_date(park)
    assert not GateReading.objects.current().filter(period__code="2025-Q2").exists()


@pytest.mark.parametrize(("text", "expected"), [(GATED, 1), (BACK, 2), (SMALL, 1)])
def test_readings_take_a_constant_number_of_queries(
    cast, text, expected, django_assert_num_queries
):
    park = before_the_gate(cast, text=text)
    standing = list(
        StandingQuarter.objects.filter(park=park, period__code="2025-Q2").select_related(
            "park", "period", "version__framework"
        )
    )
    inputs = scoring.gather(
        scoring.spec_of(standing[0].version), standing[0].period, {park.code: "t1"}, for_gates=True
    )
    scored = scoring.Scored(inputs, inputs.score(), clock.now())
    with django_assert_num_queries(expected):
        store_readings(scored, standing)


def test_quarters_scored_before_there_were_readings_are_read_by_the_clock(cast):
    park = before_the_gate(cast)
    GateReading.objects.all().delete()
    StandingQuarter.objects.update(is_stale=True)
    with at("2025-08-01"):
        assert scoring.score_left_over() == 1
        assert scoring.score_left_over() == 0
    assert current(park, "2025-Q1").outcome == "holds"
    assert current(park).outcome == "holds"
