"""The scoring rules against cases worked by hand, their properties, and what they refuse."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.normalise import (
    Band,
    Goalposts,
    MinMax,
    Steps,
    check_scoring_rule,
    clipped_where,
    normalise,
    read_scoring_rule,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "normalise_aggregate.json"
CASES = json.loads(GOLDEN.read_text())["normalisation"]
SCALE = (0.0, 100.0)
FINITE = st.floats(-1e6, 1e6)


def numbers(values):
    return np.array([np.nan if value is None else float(value) for value in values])


def rule_of(case):
    """Return the engine's rule for a case; None where it has none (and must say so)."""
    held = case["params"]
    high = held.get("direction", 1) == 1
    match case["method"]:
        case "minmax":
            return MinMax("high" if high else "low")
        case "goalposts" if held.get("clip", True):
            ends = (held["lower"], held["upper"])
            return Goalposts(*ends) if high else Goalposts(*reversed(ends))
        case "target":
            low, high = held["target"] - held["tolerance"], held["target"] + held["tolerance"]
            return Band(low, held["target"], held["target"], high)
        case "bands":
            return Steps(tuple(held["edges"]), tuple(held["scores"]))
    return None


OURS = [case for case in CASES if rule_of(case)]


@pytest.mark.parametrize("case", [c for c in OURS if not c["error"]], ids=lambda case: case["id"])
def test_the_rules_give_the_results_worked_by_hand(case):
    scale = (case["params"].get("lo", 0), case["params"].get("hi", 100))
    rule = rule_of(case)
    assert check_scoring_rule(rule, "x", scale) == []
    found = normalise(numbers(case["x"]), rule, scale)
    np.testing.assert_allclose(found, numbers(case["expected"]), rtol=0, atol=1e-10)


@pytest.mark.parametrize("case", [c for c in OURS if c["error"]], ids=lambda case: case["id"])
def test_bad_input_is_refused_with_its_code(case):
    rule = rule_of(case)
    found = [problem.code for problem in check_scoring_rule(rule, "x", SCALE)]
    if not found:
        with pytest.raises(EngineError) as caught:
            normalise(numbers(case["x"]), rule, SCALE)
        found = [problem.code for problem in caught.value.problems]
    assert found == [case["error"]]


@pytest.mark.parametrize("method", ["zscore", "percentile_rank", "rubric", "borda", "log", ""])
def test_a_method_the_engine_does_not_have_is_refused_and_the_known_are_named(method):
    with pytest.raises(EngineError) as caught:
        read_scoring_rule({"method": method}, "x")
    (problem,) = caught.value.problems
    assert problem.code == "method_unknown"
    assert problem.params["known"] == ("goalposts", "band", "minmax", "steps")


@pytest.mark.parametrize(
    ("settings", "rule"),
    [
        ({"worst": 43.2, "best": 5}, Goalposts(43.2, 5.0)),
        (
            {"worst_below": 1, "good_from": 2, "good_to": 3, "worst_above": 4},
            Band(1.0, 2.0, 3.0, 4.0),
        ),
        ({"method": "minmax", "better": "low"}, MinMax("low")),
        ({"method": "minmax"}, MinMax()),
        (
            {"method": "steps", "edges": [10, 20], "scores": [0, 50, 100]},
            Steps((10.0, 20.0), (0.0, 50.0, 100.0)),
        ),
    ],
)
def test_settings_become_a_rule(settings, rule):
    assert read_scoring_rule(settings, "x") == rule


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({}, "method_unknown"),
        ({"method": 3}, "method_unknown"),
        ({"worst": 1, "best": 2, "edges": [3]}, "method_conflict"),
        ({"method": "minmax", "worst": 1}, "method_conflict"),
        ({"worst": 1}, "parameter_range"),
        ({"worst": 1, "best": "high up"}, "parameter_range"),
        ({"worst": True, "best": 2}, "parameter_range"),
        ({"method": "steps", "edges": 3, "scores": [1, 2]}, "parameter_range"),
    ],
)
def test_settings_that_make_no_rule_are_refused(settings, code):
    with pytest.raises(EngineError) as caught:
        read_scoring_rule(settings, "x")
    assert [(problem.code, problem.place) for problem in caught.value.problems] == [(code, "x")]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (Goalposts(5, 5), "goalposts_equal"),
        (Goalposts(float("nan"), 5), "parameter_range"),
        (Goalposts(0, 1e300), "parameter_range"),
        (Goalposts(0, "high"), "parameter_range"),
        (Band(3, 2, 4, 5), "bands_order"),
        (Band(1, 4, 3, 5), "bands_order"),
        (Band(1, 2, 3, 3), "bands_order"),
        (MinMax("wide"), "parameter_range"),
        (Steps((2.0, 1.0), (0.0, 50.0, 100.0)), "bands_order"),
        (Steps((1.0,), (0.0,)), "shape_mismatch"),
        (Steps((1.0,), (0.0, 101.0)), "parameter_range"),
    ],
)
def test_parameters_out_of_order_are_refused(rule, code):
    assert [problem.code for problem in check_scoring_rule(rule, "x", SCALE)] == [code]


def test_goalposts_say_what_was_clipped():
    values = numbers([-1, 0, 50, 100, 101, None])
    beyond = [True, False, False, False, True, False]
    assert clipped_where(values, Goalposts(100, 0)).tolist() == beyond
    assert clipped_where(values, Band(0, 1, 2, 100)).tolist() == beyond


def test_huge_values_neither_overflow_nor_warn():
    values = numbers([-1.7e308, 0, 1.7e308])
    assert normalise(values, MinMax(), SCALE).tolist() == [0, 50, 100]
    assert normalise(values, Goalposts(-1, 1), SCALE).tolist() == [0, 50, 100]


@given(FINITE, FINITE, st.lists(FINITE, min_size=2, max_size=8))
def test_goalposts_are_monotone_and_clipped(worst, best, values):
    if abs(worst - best) < 1e-3:
        return
    found = normalise(np.sort(np.array(values)), Goalposts(worst, best), SCALE)
    steps = np.diff(found) * (1 if best > worst else -1)
    assert (steps >= 0).all()
    assert ((found >= 0) & (found <= 100)).all()


@given(st.lists(FINITE, min_size=1, max_size=8))
def test_minmax_turns_round_exactly(values):
    high = normalise(np.array(values), MinMax("high"), SCALE)
    low = normalise(np.array(values), MinMax("low"), SCALE)
    np.testing.assert_allclose(high + low, 100, atol=2e-10)
