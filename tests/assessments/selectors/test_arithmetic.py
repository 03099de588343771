"""A score written out as arithmetic, for each way of scoring."""

import pytest

from assessments.models import Score
from assessments.selectors.arithmetic import lines_of, number, score_written_out
from assessments.selectors.explaining import explained
from assessments.selectors.score_tree import quarter_of
from engine.explanation import LeafStep
from parks.models import Observation


def lines(park, node, period=""):
    return [(one.text, one.result) for one in lines_of(explained(quarter_of(park, period), node))]


def test_a_leaf_goes_from_value_to_score_to_its_part_of_the_goal(scored):
    assert lines(scored, "tax_per_mu", "2025-Q1") == [
        ("600 ÷ 100 = 6", "6"),
        ("(6 − 0) ÷ (10 − 0) × 100", "60.00"),
        ("60.00 × 0.5 × 0.3333", "10.00 points"),
    ]


def test_a_node_is_the_mean_of_its_parts_then_capped(scored):
    assert lines(scored, "positioning") == [
        ("0.3333 × 55.00 + 0.6667 × 100.00", "85.00"),
        ("min(85.00, 50)", "50.00"),
    ]


def test_what_has_no_score_is_said_to_be_left_out(scored):
    Observation.objects.filter(indicator__code="land").update(recorded_at="2030-01-01T00:00Z")
    written = lines_of(explained(quarter_of(scored), "sorting"))
    assert "left out" in written[0].words


def test_what_has_no_value_has_no_arithmetic(scored):
    assert lines(scored, "access") == []


def step(method, value, clipped="", **parameters):
    return LeafStep(
        code="x",
        value=value,
        state="ok",
        carried=False,
        formula=None,
        empty_not_applicable=False,
        inputs=(),
        method=method,
        parameters=parameters,
        scale=(0.0, 100.0),
        clipped=clipped,
        before_caps=42.0,
        caps=(),
        score=42.0,
        reason="",
    )


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (step("goalposts", 3.0, worst=-1.0, best=5.0), "(3 − (-1)) ÷ (5 − (-1)) × 100"),
        (
            step("goalposts", 9.0, "best", worst=0.0, best=5.0),
            "(9 − 0) ÷ (5 − 0) × 100 > 100",
        ),
        (
            step("minmax", 3.0, better="low", smallest=1.0, largest=5.0),
            "(5 − 3) ÷ (5 − 1) × 100",
        ),
        (
            step("minmax", 3.0, better="high", smallest=1.0, largest=5.0),
            "(3 − 1) ÷ (5 − 1) × 100",
        ),
        (step("minmax", 3.0, better="high", smallest=3.0, largest=3.0), "3 → 42"),
        (step("steps", 3.0, edges=(1.0,), scores=(0.0, 42.0)), "3 → 42"),
        (
            step("band", 3.0, worst_below=0.0, good_from=2.0, good_to=4.0, worst_above=8.0),
            "min((3 − 0) ÷ (2 − 0), (8 − 3) ÷ (8 − 4), 1) × 100",
        ),
    ],
)
def test_each_way_of_scoring_is_written_with_its_numbers(one, text):
    assert score_written_out(one) == text


def test_numbers_keep_six_digits(db):
    assert number(1 / 3) == "0.33333"
    assert number(24980.0) == "24,980"


def test_every_line_of_every_score_can_be_written(scored):
    standing = quarter_of(scored)
    for code in Score.objects.current().filter(period=standing.period).values_list("node__code"):
        for line in lines_of(explained(standing, code[0])):
            assert line.text
            assert line.words
