"""The rules of a gate in words: by how much, in which unit, and as a decision froze them."""

import pytest

from assessments.selectors.gate_evaluation import evaluation_of
from assessments.selectors.gate_lines import (
    amount_in_words,
    frozen_rules,
    outcome_in_words,
    rule_lines,
)
from assessments.selectors.gate_words import RuleWords
from assessments.selectors.gates import gate_of
from tests.assessments.gated import AUGUST, GAP, GOOD, POOR, before_the_gate
from tests.assessments.small import at


def words(unit="points", *, is_share=False):
    return RuleWords("a > 1", {}, {}, {"en": unit}, is_share)


@pytest.mark.parametrize(
    ("outcome", "margin", "told"),
    [
        ("holds", 1.5, "holds by 1.5 points"),
        ("fails", -0.004, "fails by 0.004 points"),
        ("holds", 0.0, "holds"),
        ("fails", 0.0, "fails by 0 points"),
        ("holds", None, "holds"),
        ("undecided", None, "cannot be decided"),
    ],
)
def test_an_outcome_says_by_how_much(outcome, margin, told):
    assert outcome_in_words(words(), outcome, margin) == told


def test_a_share_is_told_in_per_cent_and_its_distance_in_percentage_points():
    assert amount_in_words(words("", is_share=True), 0.8) == "80 %"
    assert outcome_in_words(words("", is_share=True), "holds", 0.2) == (
        "holds by 20 percentage points"
    )
    assert amount_in_words(words("10k CNY"), 5) == "5 (10k CNY)"
    assert amount_in_words(words(""), 2) == "2"


@pytest.mark.parametrize("filed", [(GOOD, POOR), (GAP, GAP), (GOOD, None)])
def test_frozen_rules_read_as_they_did(cast, filed):
    park = before_the_gate(cast, *filed)
    with at(AUGUST):
        state = gate_of(park)
    assert frozen_rules(evaluation_of(state)) == state.rules
    assert list(rule_lines(frozen_rules(evaluation_of(state)))) == list(rule_lines(state.rules))


def test_a_line_holds_what_is_missing_and_the_values_read(cast):
    park = before_the_gate(cast, GAP, GAP)
    with at(AUGUST):
        score, vacancy, _measured = rule_lines(gate_of(park).rules)
    assert [one.amount for one in score.values] == ["100 points"]
    assert [(one.title, one.amount) for one in vacancy.values] == [("Vacancy", "–")]
    assert [one.code for one in vacancy.quarters[-1].gaps] == ["vacancy"]
