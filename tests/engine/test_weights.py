"""Weights of a sibling group."""

import pytest

from engine.weights import check_weights, shares_of


def test_shares_are_weights_over_their_sum():
    assert shares_of([3, 1]) == (0.75, 0.25)
    assert shares_of([0, 2]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("weights", "code"),
    [
        ([-1, 2], "weight_negative"),
        ([float("nan"), 1], "weight_not_finite"),
        ([1, float("inf")], "weight_not_finite"),
        ([1e300, 1], "weight_not_finite"),
        ([0, 0], "weights_sum_zero"),
    ],
)
def test_a_bad_weight_is_named(weights, code):
    (problem,) = check_weights(weights, ["a", "b"], "goal")
    assert problem.code == code
    assert problem.place in {"a", "b", "goal"}


def test_good_weights_have_no_problems():
    assert check_weights([0, 1e-9, 5], ["a", "b", "c"], "goal") == []
