"""The language can say what Chinese evaluation schemes need, and what the paper's framework says."""

import pytest

from engine.rules import Context, NameInfo, check, decide, evaluate, in_words, parse
from engine.rules.columns import Column, Environment

CODES = ("funds_government", "funds_enterprise", "funds_collective", "funds_social", "vacancy_rate")
NAMES = {code: NameInfo() for code in CODES} | {"score.goal": NameInfo("points")}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("count(funds_government > 0, funds_social > 0, vacancy_rate < 9) >= 1", "at least one of"),
        ("not (vacancy_rate >= 40)", "a veto"),
        ("all_over(score.goal < 60, 2)", "bottom two years running"),
        ("trend(vacancy_rate, 3) < 0", "three-year growth"),
        ("max(0, 5 - 0.5 * funds_social) >= 1", "deductions per event"),
        ("if(funds_social > 10, score.goal >= 60, score.goal >= 50)", "thresholds by type"),
    ],
)
def test_what_schemes_need_can_be_said(text, meaning):
    rule = parse(text)
    check(rule, names=NAMES, expects="truth", context=Context.GATE)
    assert in_words(rule, {}, "zh-hans"), meaning


def test_the_fund_diversity_of_the_framework():
    rule = parse(
        "1 - (funds_government**2 + funds_enterprise**2 + funds_collective**2 + funds_social**2)"
        " / (funds_government + funds_enterprise + funds_collective + funds_social)**2"
    )
    check(rule, names=NAMES, expects="number", context=Context.FORMULA)
    rows = {("value", code): Column.of([25.0, 0.0]) for code in CODES[:4]}
    found = evaluate(rule, Environment(2, rows), empty_not_applicable=True)
    assert found.values[0] == 0.75
    assert found.state.tolist() == [0, 2]


def test_cumulative_funds_that_fall_are_caught():
    rule = parse(
        "funds_government + funds_social >= previous.funds_government + previous.funds_social"
    )
    rows = {
        ("value", "funds_government"): [Column.of([5.0, 5.0]), Column.of([4.0, 9.0])],
        ("value", "funds_social"): [Column.of([1.0, 1.0]), Column.of([1.0, 1.0])],
    }
    assert decide(rule, Environment(2, rows)).outcome.tolist() == [1, 0]
