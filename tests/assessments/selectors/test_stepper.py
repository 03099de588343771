"""The path as steps with the gates between them."""

from datetime import date

from assessments.framework_file import Texts
from assessments.selectors.gate_words import GateWords, NamedValue, RuleWords
from assessments.selectors.gates import GateState, QuarterReading, RuleQuarter, RuleState
from assessments.selectors.stepper import rule_rows, stepper
from governance.models import PathStep

POINTS: Texts = {"en": "points"}
VACANCY = NamedValue("vacancy", "vacancy", {"en": "Vacancy"})


def gate(*quarters, is_share=False):
    """A gate of one rule that stood so in the quarters from 2025-Q1 on: (outcome, margin)."""
    told = tuple(
        RuleQuarter(f"2025-Q{number}", outcome, margin, (VACANCY,) if margin is None else ())
        for number, (outcome, margin) in enumerate(quarters, start=1)
    )
    words = RuleWords("x", {"en": "Enough"}, {"en": "x is enough"}, POINTS, is_share)
    of_gate = GateWords("t1", "t2", {}, {}, len(told), (words,))
    window = tuple(QuarterReading(one.period) for one in told)
    return GateState(1, None, of_gate, window, (RuleState(words, told),))


def told_by(found):
    steps = [PathStep(stage="t1", entered_on=date(2025, 1, 1))]
    mark = stepper(steps, None, found)[0].gate
    return mark.state, mark.words


def test_an_open_gate_is_told():
    assert told_by(gate(("holds", 2.0))) == ("open", "The gate is open: all its rules hold.")


def test_a_failing_gate_names_the_rule_and_by_how_much():
    state, words = told_by(gate(("holds", 1.0), ("fails", -1.25)))
    assert state == "fails"
    assert words == "Gate: 0 of 1 rule holds. “Enough” fails in Q2 2025 by 1.25 points."


def test_a_gate_that_cannot_be_decided_names_what_is_missing():
    state, words = told_by(gate(("undecided", None)))
    assert state == "undecided"
    assert "“Enough” cannot be decided; missing: Vacancy." in words


def test_a_rule_that_failed_before_and_holds_again_says_when_it_failed():
    (row,) = rule_rows(gate(("fails", -2.5), ("holds", 4.0)))
    assert (row.outcome, row.by, row.failed_in) == ("fails", "2.5 points", "Q1 2025")
    (row,) = rule_rows(gate(("holds", 0.2), is_share=True))
    assert (row.outcome, row.by, row.failed_in) == ("holds", "20.0 %", "")


def states(steps, **more):
    return [(one.code, one.state, one.gate.state) for one in stepper(steps, None, **more)]


def test_the_stepper_tells_passed_present_and_coming():
    steps = [PathStep(stage="t2", entered_on=date(2025, 1, 1))]
    assert states(steps) == [
        ("t1", "passed", "passed"),
        ("t2", "now", "ahead"),
        ("t3", "todo", "ahead"),
    ]
    assert stepper([], None) == []


def test_a_stage_entered_tomorrow_is_not_the_present_one():
    steps = [
        PathStep(stage="t1", entered_on=date(2025, 1, 1)),
        PathStep(stage="t2", entered_on=date(2025, 6, 2)),
    ]
    assert states(steps, day=date(2025, 6, 1))[0] == ("t1", "now", "passed")
    assert states(steps, day=date(2025, 6, 2))[0] == ("t1", "passed", "passed")
