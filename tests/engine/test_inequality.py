"""Inequality against cases worked by hand and published ones, and what holds for all."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.inequality import atkinson, gini, gini_of_sample, theil_l, theil_parts, theil_t

CASES = json.loads((Path(__file__).parent.parent / "golden" / "inequality.json").read_text())
MEXICO = next(case for case in CASES["cases"] if case["id"] == "pysal_mexico")
SMALL = [case for case in CASES["cases"] if case is not MEXICO]
MEASURES = {
    "gini": gini,
    "theil_T": theil_t,
    "theil_L": theil_l,
    "gini_unbiased": lambda values, _weights: gini_of_sample(values),
    "atkinson_05": lambda values, weights: atkinson(values, 0.5, weights),
    "atkinson_1": lambda values, weights: atkinson(values, 1, weights),
    "atkinson_2": lambda values, weights: atkinson(values, 2, weights),
}
ENGINE_CODES = {
    "negative_value": "value_outside_scale",
    "sum_zero": "value_not_positive",
    "empty": "too_few_units",
    "missing_value": "value_not_finite",
}
AMOUNT = st.one_of(st.just(0.0), st.floats(1e-3, 1e6))
SPREAD = st.lists(AMOUNT, min_size=1, max_size=12).filter(any)
POSITIVE = st.lists(st.floats(1e-3, 1e6), min_size=1, max_size=12)
COUNTED = st.lists(st.tuples(AMOUNT, st.integers(1, 4)), min_size=1, max_size=6).filter(
    lambda rows: any(value for value, _count in rows)
)


def floats(values):
    return np.array(list(values), dtype=float)


def all_of(values, weights=None):
    """Return every measure that is defined with zeros among the values."""
    return [
        gini(values, weights),
        theil_t(values, weights),
        atkinson(values, 0.5, weights),
        atkinson(values, 2, weights),
    ]


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case["id"])
def test_a_known_case_comes_out_as_known(case):
    weights = floats(case["weights"]) if "weights" in case else None
    for name, expected in case["expected"].items():
        found = MEASURES[name](floats(case["y"]), weights)
        assert found == pytest.approx(expected, abs=case["tolerance"])
    for name, exact in case.get("exact", {}).items():
        assert MEASURES[name](floats(case["y"]), weights) == pytest.approx(exact, abs=1e-12)
    if "replicated" in case:
        replicated = floats(case["replicated"])
        assert all_of(floats(case["y"]), weights) == pytest.approx(all_of(replicated), abs=1e-12)


@pytest.mark.parametrize("place", range(len(MEXICO["columns"])), ids=MEXICO["columns"])
def test_the_mexican_states_come_out_as_published(place):
    values = np.array(MEXICO["y"])[:, place]
    parts = theil_parts(values, MEXICO["groups"])
    expected, published = MEXICO["expected"], MEXICO["published"]
    for found, name in (
        (parts.total, "theil_T"),
        (parts.between, "theil_between"),
        (parts.within, "theil_within"),
        (gini(values), "gini"),
    ):
        assert found == pytest.approx(expected[name][place], abs=MEXICO["tolerance"])
        if name in published:
            assert found == pytest.approx(published[name][place], abs=published["tolerance"])


@pytest.mark.parametrize("case", CASES["invalid"], ids=lambda case: str(case["y"]))
def test_a_known_bad_case_is_refused_and_a_single_unit_is_even(case):
    values = floats(case["y"])
    if "value" in case:
        assert all_of(values) == [case["value"]] * 4
        return
    for measure in (gini, theil_t, theil_l):
        with pytest.raises(EngineError) as error:
            measure(values)
        assert error.value.problems[0].code == ENGINE_CODES[case["error"].split()[0]]


def test_groups_by_hand():
    # y = 1, 3 | 4: shares of the sum 1/2, 1/2; of the population 2/3, 1/3
    parts = theil_parts(floats([1, 3, 4]), ["a", "a", "b"])
    inside = (0.5 * math.log(0.5) + 1.5 * math.log(1.5)) / 2
    assert parts.between == pytest.approx(0.5 * math.log(0.75) + 0.5 * math.log(1.5))
    assert parts.within == pytest.approx(0.5 * inside)
    assert [(part.code, part.population_share, part.value_share) for part in parts.groups] == [
        ("a", pytest.approx(2 / 3), pytest.approx(0.5)),
        ("b", pytest.approx(1 / 3), pytest.approx(0.5)),
    ]
    assert parts.groups[0].theil == pytest.approx(inside)
    assert parts.groups[1].theil == 0.0


def test_a_group_that_has_nothing_adds_nothing():
    parts = theil_parts(floats([0, 0, 2, 2]), ["none", "none", "all", "all"])
    assert math.isnan(parts.groups[0].theil)
    assert parts.total == parts.between == pytest.approx(math.log(2))
    assert parts.within == 0.0


def test_where_somebody_has_nothing_a_strong_aversion_sees_all_lost():
    assert atkinson(floats([0, 5]), 1) == 1.0
    assert atkinson(floats([0, 5]), 2) == 1.0
    assert atkinson(floats([0, 5]), 2, floats([0, 1])) == 0.0
    assert atkinson(floats([0, 5]), 0.5) == pytest.approx(0.5)


def test_values_of_any_size_are_taken():
    assert gini(floats([1e308, 1e308, 1e308])) == pytest.approx(0)
    assert theil_t(floats([1e-300, 3e-300])) == pytest.approx(theil_t(floats([1, 3])))
    assert theil_l(floats([1e308, 5e-324])) > 300


@given(SPREAD, st.floats(1e-3, 1e3))
def test_only_the_proportions_matter(values, factor):
    values = floats(values)
    assert all_of(values * factor) == pytest.approx(all_of(values), abs=1e-9)


@given(SPREAD, st.integers(2, 4))
def test_a_population_twice_is_as_uneven_as_once(values, times):
    values = floats(values)
    assert all_of(np.tile(values, times)) == pytest.approx(all_of(values), abs=1e-9)


@given(COUNTED)
def test_a_weight_counts_as_so_many_units(rows):
    values, counts = floats(value for value, _ in rows), [count for _, count in rows]
    expected = all_of(np.repeat(values, counts))
    assert all_of(values, floats(counts)) == pytest.approx(expected, abs=1e-9)


@given(SPREAD)
def test_all_lie_within_their_bounds_and_the_order_does_not_matter(values):
    one = floats(values)
    found = all_of(one)
    assert 0 <= found[0] <= 1 - 1 / one.size + 1e-12
    assert 0 <= found[1] <= math.log(one.size) + 1e-9
    assert all(0 <= part <= 1 for part in found[2:])
    assert all_of(one[::-1]) == pytest.approx(found, abs=1e-12)


@given(POSITIVE)
def test_the_gini_is_half_the_mean_difference_over_the_mean(values):
    values = floats(values)
    apart = np.abs(values[:, None] - values).mean()
    assert gini(values) == pytest.approx(apart / (2 * values.mean()), abs=1e-9)


@given(POSITIVE, st.floats(0.01, 0.99))
def test_giving_from_the_richest_to_the_poorest_makes_it_evener(values, share):
    before = floats(values)
    after = before.copy()
    rich, poor = int(np.argmax(before)), int(np.argmin(before))
    given_away = (before[rich] - before[poor]) / 2 * share
    after[rich] -= given_away
    after[poor] += given_away
    for one, other in zip(all_of(after), all_of(before), strict=True):
        assert one <= other + 1e-12
    assert theil_l(after) <= theil_l(before) + 1e-12


@given(
    st.lists(st.tuples(AMOUNT, st.sampled_from("abc"), st.floats(0.1, 9)), min_size=1).filter(
        lambda rows: any(value for value, *_rest in rows)
    )
)
def test_the_whole_is_what_lies_between_and_within(rows):
    values, groups, weights = zip(*rows, strict=True)
    parts = theil_parts(floats(values), groups, floats(weights))
    assert parts.between + parts.within == pytest.approx(parts.total, abs=1e-9)
    assert parts.total == theil_t(floats(values), floats(weights))
    assert math.fsum(part.population_share for part in parts.groups) == pytest.approx(1)
    assert math.fsum(part.value_share for part in parts.groups) == pytest.approx(1)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda: gini(floats([1, np.inf])), "value_not_finite"),
        (lambda: gini(np.ones((2, 2))), "shape_mismatch"),
        (lambda: gini(floats([1, 2]), floats([1])), "shape_mismatch"),
        (lambda: gini(floats([1, 2]), floats([1, -1])), "weight_negative"),
        (lambda: gini(floats([1, 2]), floats([0, 0])), "weights_sum_zero"),
        (lambda: gini(floats([0, 2]), floats([1, 0])), "value_not_positive"),
        (lambda: gini_of_sample(floats([1])), "too_few_units"),
        (lambda: theil_l(floats([0, 1])), "value_not_positive"),
        (lambda: theil_parts(floats([1, 2]), ["a"]), "shape_mismatch"),
        (lambda: atkinson(floats([1, 2]), 0), "parameter_range"),
        (lambda: atkinson(floats([1, 2]), 6), "parameter_range"),
    ],
)
def test_bad_input_is_named(act, code):
    with pytest.raises(EngineError) as error:
        act()
    assert error.value.problems[0].code == code


def test_everything_wrong_is_named_at_once():
    with pytest.raises(EngineError) as error:
        gini(floats([-1, np.nan]), floats([1, -1]))
    assert [problem.code for problem in error.value.problems] == [
        "value_not_finite",
        "value_outside_scale",
        "weight_negative",
    ]
