"""Decisions, what is missing for them, and margins."""

import numpy as np
import pytest

from engine.rules import FAILS, HOLDS, UNDECIDED, Column, Environment, decide, margin, parse

ENV = Environment(
    3,
    {
        ("value", "a"): [Column.of([5.0, 1.0, None]), Column.of([5.0, 5.0, 5.0])],
        ("value", "b"): [Column.of([None, 2.0, 2.0]), Column.of([3.0, None, 3.0])],
        ("score", "goal"): Column.of([60.0, 50.0, None]),
    },
)
PASSED = {1: HOLDS, 0: FAILS, None: UNDECIDED}


@pytest.mark.parametrize(
    ("text", "outcome", "missing"),
    [
        ("a > 3", [1, 0, None], [(), (), ("a",)]),
        ("a > 3 and b > 1", [None, 0, None], [("b",), (), ("a",)]),
        ("a > 3 or b > 1", [1, 1, 1], [(), (), ()]),
        ("(a > 3 or b > 5) and score.goal >= 55", [1, 0, None], [(), (), ("a", "score.goal")]),
        ("not a > 3", [0, 1, None], [(), (), ("a",)]),
        ("if(a > 3, b, a) > 0", [None, 1, None], [("b",), (), ("a",)]),
        ("if(a > 3, b > 1, a > 0)", [None, 1, None], [("b",), (), ("a",)]),
        ("coalesce(a, b) >= 1 and previous.b > 1", [1, None, 1], [(), ("previous.b",), ()]),
        ("mean(a, b) > previous.b", [1, None, 0], [(), ("previous.b",), ()]),
        ("mean(a, b) > score.goal", [0, 0, None], [(), (), ("score.goal",)]),
        ("(a > 3 or b > 1) and score.goal > 0", [1, 1, None], [(), (), ("score.goal",)]),
        ("ismissing(a) or ismissing(b)", [1, 0, 1], [(), (), ()]),
        ("change(a) == 0 or b > 5", [1, 0, None], [(), (), ("a",)]),
        ("all_over(a > 3, 2)", [1, 0, None], [(), (), ("a",)]),
        ("all_over(a + b > 3, 2)", [None, 0, None], [("b",), (), ("a",)]),
        ("a / 0 > 1", [None, None, None], [(), (), ("a",)]),
    ],
)
def test_decisions_name_what_is_missing_and_matters(text, outcome, missing):
    decision = decide(parse(text), ENV)
    assert decision.outcome.tolist() == [PASSED[one] for one in outcome]
    assert [decision.missing(park) for park in range(3)] == missing


def test_a_decision_keeps_the_notices_and_not_applicable_is_missing():
    not_applicable = Column(np.array([np.nan]), np.array([2], dtype=np.uint8))
    env = Environment(1, {("value", "a"): not_applicable, ("value", "b"): Column.of([0.0])})
    decision = decide(parse("a > 1 or 1 / b > 1"), env)
    assert decision.outcome.tolist() == [UNDECIDED]
    assert decision.missing(0) == ("a",)
    assert [notice.code for notice in decision.notices] == ["division_by_zero"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a >= 3", [2, -2, None]),
        ("a > 3", [2, -2, None]),
        ("a < 3", [-2, 2, None]),
        ("a <= 3", [-2, 2, None]),
        ("a == 3", [-2, -2, None]),
        ("a != 3", [2, 2, None]),
        ("not a != 3", [-2, -2, None]),
        ("a >= 3 and score.goal >= 50", [2, -2, None]),
        ("a >= 3 or score.goal >= 50", [10, 0, None]),
        ("if(a > 3, score.goal >= 50, b > 1)", [10, 1, None]),
        ("all_over(a >= 1, 2)", [4, 0, None]),
        ("ismissing(a)", [None, None, None]),
        ("true", [None, None, None]),
        ("a >= 3 and true", [None, None, None]),
    ],
)
def test_margins(text, expected):
    found = margin(parse(text), ENV)
    cells = zip(found.values.tolist(), found.state.tolist(), strict=True)
    assert [None if state else value for value, state in cells] == expected
