"""Arithmetic that must not depend on the machine: against the library's, and rounding."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.numbers import exact_exp, exact_log, round_score, round_share


def ulps(found, wanted):
    return abs(found - wanted) / math.ulp(wanted) if wanted else abs(found) / 5e-324


@given(st.floats(1e-300, 1e300))
def test_the_logarithm_is_true_to_the_last_bit_but_one(x):
    assert ulps(exact_log(np.array([x]))[0], math.log(x)) <= 1


@given(st.floats(-600, 600))
def test_the_exponential_is_true_to_the_last_bit_but_one(x):
    assert ulps(exact_exp(np.array([x]))[0], math.exp(x)) <= 1


def test_nothing_stays_nothing():
    nothing = np.array([np.nan])
    assert np.isnan(exact_log(nothing)[0])
    assert np.isnan(exact_exp(nothing)[0])
    assert np.isnan(round_score(nothing)[0])


@given(st.floats(-1e4, 1e4))
def test_rounding_twice_changes_nothing_and_errs_by_half_a_step(x):
    once = round_score(np.array([x]))
    assert round_score(once).tobytes() == once.tobytes()
    assert abs(once[0] - x) <= 0.5e-10 + math.ulp(x)


def test_there_is_no_negative_zero():
    assert math.copysign(1, round_score(np.array([-1e-12]))[0]) == 1
    assert math.copysign(1, round_share(np.array([-0.0]))[0]) == 1


def test_a_sum_of_tenths_meets_its_threshold():
    assert round_share(np.array([0.1 + 0.2 + 0.3 + 0.2]))[0] >= 0.8
    assert round_score(np.array([0.1 * 3 * 100]))[0] == 30.0
