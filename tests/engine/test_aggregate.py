"""The means against cases worked by hand, and what they must do whatever the numbers."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.aggregate import aggregate, check_aggregation
from engine.errors import EngineError

GOLDEN = Path(__file__).parent.parent / "golden" / "normalise_aggregate.json"
CASES = json.loads(GOLDEN.read_text())["aggregation"]
KNOWN = {"arithmetic", "geometric"}
CODES = {
    "negative_value_geometric": "negative_under_geometric",
    "negative_weight": "weight_negative",
    "weight_not_finite": "weight_not_finite",
    "weights_sum_zero": "weights_sum_zero",
    "length_mismatch": "shape_mismatch",
    "value_not_finite": "value_not_finite",
}


def numbers(values):
    return [np.nan if value is None else float(value) for value in values]


def codes_of(caught):
    return [problem.code for problem in caught.value.problems]


def expectations():
    for case in CASES:
        for method, expected in (case["expected"] or {}).items():
            if method in KNOWN:
                yield pytest.param(case, method, expected, id=f"{case['id']}-{method}")


@pytest.mark.parametrize(("case", "method", "expected"), list(expectations()))
def test_the_means_give_the_results_worked_by_hand(case, method, expected):
    found = aggregate(method, np.array([numbers(case["x"])]), numbers(case["w"]))
    assert found[0] == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("case", [c for c in CASES if c["error"]], ids=lambda case: case["id"])
def test_bad_input_is_refused_with_its_code(case):
    method = "geometric" if "geometric" in case["id"] else "arithmetic"
    with pytest.raises(EngineError) as caught:
        aggregate(method, np.array([numbers(case["x"])]), numbers(case["w"]))
    assert codes_of(caught) == [CODES[case["error"]]]


def test_bounds_put_missing_children_at_the_ends():
    case = next(case for case in CASES if case["id"] == "missing_neutral")
    for value, name in ((0.0, "arithmetic_if_worst"), (100.0, "arithmetic_if_best")):
        scores = [value if score is None else score for score in case["x"]]
        found = aggregate("arithmetic", np.array([scores], dtype=float), case["w"])
        assert found[0] == case["expected"][name]


def test_nothing_there_is_null():
    assert np.isnan(aggregate("arithmetic", np.array([[np.nan, np.nan]]), [1, 1])[0])
    assert np.isnan(aggregate("geometric", np.array([[np.nan, np.nan]]), [1, 1])[0])


def test_all_problems_come_at_once():
    with pytest.raises(EngineError) as caught:
        aggregate("median", np.array([[np.inf, 1.0]]), [-1, np.nan])
    assert codes_of(caught) == [
        "weight_negative",
        "weight_not_finite",
        "value_not_finite",
        "method_unknown",
    ]


@pytest.mark.parametrize("method", ["harmonic", "power", "weakest", "copeland"])
def test_a_mean_the_engine_does_not_have_is_refused_and_the_known_are_named(method):
    (problem,) = check_aggregation(method, "goal", 0.0)
    assert problem.code == "method_unknown"
    assert problem.params["known"] == ("arithmetic", "geometric")


@given(
    st.lists(
        st.tuples(st.floats(0, 100), st.sampled_from([0.5, 1.0, 3.0])), min_size=1, max_size=6
    ),
    st.sampled_from(sorted(KNOWN)),
)
def test_a_mean_lies_between_the_smallest_and_the_largest(pairs, method):
    scores, weights = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    found = aggregate(method, np.array([scores]), weights)[0]
    assert min(scores) - 1e-10 <= found <= max(scores) + 1e-10
