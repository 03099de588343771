"""The coupling coordination degree: cases by hand, and what holds for all."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.coupling import TEN_LEVELS, Level, couple, coupling_degree, level_of
from engine.errors import EngineError

SCORES = st.lists(st.floats(0, 100), min_size=2, max_size=4)


def one(*scores, weights=()):
    found = couple(np.array([scores], dtype=float), weights)
    return [float(part[0]) for part in (found.degree, found.development, found.coordination)]


def test_a_case_by_hand():
    # U = 0.8, 0.4, 0.2: product 0.064, its cube root 0.4, sum 1.4
    degree, development, coordination = one(80, 40, 20)
    assert degree == pytest.approx(3 * 0.4 / 1.4, abs=1e-12)
    assert development == pytest.approx(1.4 / 3, abs=1e-12)
    assert coordination == pytest.approx(math.sqrt(1.2 / 1.4 * 1.4 / 3), abs=1e-12)


def test_two_subsystems_with_weights():
    # U = 0.9, 0.4: 2 · 0.6 / 1.3; T = 0.75 · 0.9 + 0.25 · 0.4
    degree, development, coordination = one(90, 40, weights=(3, 1))
    assert degree == pytest.approx(1.2 / 1.3, abs=1e-12)
    assert development == pytest.approx(0.775, abs=1e-12)
    assert coordination == pytest.approx(math.sqrt(1.2 / 1.3 * 0.775), abs=1e-12)


def test_equal_scores_are_perfectly_even():
    assert one(64, 64, 64) == pytest.approx([1.0, 0.64, 0.8])


def test_one_zero_ends_all_coupling_and_all_zeros_have_none():
    assert one(0, 50, 50)[0] == 0.0
    assert one(0, 50, 50)[2] == 0.0
    degree, development, coordination = one(0, 0, 0)
    assert math.isnan(degree)
    assert development == 0.0
    assert math.isnan(coordination)


def test_a_missing_score_leaves_nothing_to_say():
    assert all(math.isnan(part) for part in one(50, float("nan"), 70))
    assert all(math.isnan(part) for part in one(0, float("nan"), 70))


@given(SCORES)
def test_all_three_lie_between_0_and_1_whatever_the_order(scores):
    found, turned = one(*scores), one(*reversed(scores))
    assert all(math.isnan(part) or 0 <= part <= 1 for part in found)
    assert found == pytest.approx(turned, abs=1e-9, nan_ok=True)


@given(SCORES.filter(lambda scores: min(scores) > 1))
def test_it_is_the_quotient_of_geometric_and_arithmetic_mean(scores):
    degree = coupling_degree(np.array([scores]) / 100)[0]
    assert degree == pytest.approx(
        math.prod(scores) ** (1 / len(scores)) / (sum(scores) / len(scores)), rel=1e-9
    )


def test_levels_are_half_open_and_may_be_others():
    assert level_of(0.1) == "severe_imbalance"
    assert level_of(0.0999) == "extreme_imbalance"
    assert level_of(1.0) == "excellent_coordination"
    assert level_of(float("nan")) == ""
    assert level_of(0.5, (Level("low", 0.0), Level("high", 0.5))) == "high"
    assert len(TEN_LEVELS) == 10


@pytest.mark.parametrize(
    ("scores", "weights", "code"),
    [
        ([[50]], (), "shape_mismatch"),
        ([50, 60], (), "shape_mismatch"),
        ([[50, 60]], (1,), "shape_mismatch"),
        ([[50, 101]], (), "value_outside_scale"),
        ([[50, 60]], (0, 0), "weights_sum_zero"),
        ([[50, 60]], (-1, 2), "weight_negative"),
    ],
)
def test_bad_input_is_named(scores, weights, code):
    with pytest.raises(EngineError) as error:
        couple(np.array(scores, dtype=float), weights)
    assert error.value.problems[0].code == code
