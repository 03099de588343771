"""Accessibility against cases worked by hand and by pysal's access; coverage; and what holds for all."""

import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.accessibility import (
    BINARY,
    Binary,
    Gaussian,
    Inverse,
    Stepped,
    accessibility,
    coverage,
)
from engine.distances import Pairs, pairs_within
from engine.errors import EngineError, NoticeCode

CASES = json.loads((Path(__file__).parent.parent / "golden" / "fca.json").read_text())
DECAYS = {
    "none": Binary(),
    "step 10:1, 20:0.68, 30:0.22 (E2SFCA style)": Stepped((10, 20, 30), (1, 0.68, 0.22)),
    "exp(-d^2/(2*15^2))": Gaussian(15),
    "1/d": Inverse(),
}
ENGINE_CODES = {"negative_value": "value_outside_scale", "duplicate_pair": "duplicate_pair"}
AMOUNTS = st.lists(st.floats(0, 1e6), min_size=1, max_size=6)


def cost_of(case):
    """Return the costs of a case, or those of the case that it names."""
    if isinstance(case["cost"], list):
        return case["cost"]
    named = case["cost"].removeprefix("same as ")
    return next(other for other in CASES["cases"] if other["id"] == named)["cost"]


def solved(case):
    """Return what the engine finds, by the case's own names."""
    demand, supply = list(case["demand"]), list(case["supply"])
    rows = cost_of(case)
    pairs = Pairs.of(
        [demand.index(row["origin"]) for row in rows],
        [supply.index(row["dest"]) for row in rows],
        [row["cost"] for row in rows],
        (len(demand), len(supply)),
    )
    found = accessibility(
        amounts(case["demand"].values()),
        amounts(case["supply"].values()),
        pairs,
        case["max_cost"],
        DECAYS[case["decay"]],
    )
    return (
        found,
        dict(zip(demand, found.access, strict=True)),
        dict(zip(supply, found.ratio, strict=True)),
    )


def amounts(values):
    return np.array(list(values), dtype=float)


def codes_of(act, *args):
    with pytest.raises(EngineError) as error:
        act(*args)
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["id"])
def test_a_known_case_comes_out_as_known(case):
    _found, access, ratio = solved(case)
    assert access == pytest.approx(case["expected"]["access"], abs=case["tolerance"])
    assert ratio == pytest.approx(case["expected"]["ratio"], abs=case["tolerance"])


def test_the_case_in_fractions_is_exact_and_what_is_received_is_what_is_served():
    case = CASES["cases"][0]
    found, access, _ratio = solved(case)
    assert access == {name: float(Fraction(text)) for name, text in case["exact"]["access"].items()}
    assert math.fsum(found.access * amounts(case["demand"].values())) == pytest.approx(
        30, abs=1e-12
    )


def test_who_reaches_nothing_has_0_and_a_flag():
    found, access, _ratio = solved(CASES["cases"][0])
    assert access["D4"] == 0.0
    assert found.is_reached.tolist() == [True, True, True, False]
    (notice,) = found.notices
    assert (notice.code, notice.value, notice.params) == (
        NoticeCode.UNREACHABLE,
        1,
        {"points": (3,)},
    )


def test_who_has_no_demand_in_reach_serves_nobody():
    found = accessibility(
        amounts([10, 0]), amounts([4, 6, 8]), np.array([[1.0, 9, 9], [9, 1, 9]]), 5
    )
    assert found.ratio[0] == 0.4
    assert np.isnan(found.ratio[1:]).all()
    assert found.access.tolist() == [0.4, 0.0]
    assert found.is_reached.tolist() == [True, True]
    assert found.notices == ()


def test_a_distance_at_the_threshold_is_within_and_a_missing_one_is_not():
    found = accessibility(amounts([10, 10]), amounts([5]), np.array([[500.0], [np.nan]]), 500)
    assert found.access.tolist() == [0.5, 0.0]


def test_zones_end_the_reach_where_nothing_counts():
    found = accessibility(amounts([10]), amounts([5]), np.array([[25.0]]), 30, Stepped((20,), (1,)))
    assert found.is_reached.tolist() == [False]
    assert np.isnan(found.ratio).all()


def test_without_supply_or_demand_there_is_nothing_to_share():
    nobody = accessibility(amounts([]), amounts([5]), np.zeros((0, 1)), 500)
    nothing = accessibility(amounts([3]), amounts([]), np.zeros((1, 0)), 500)
    assert np.isnan(nobody.ratio).all()
    assert nobody.access.size == 0
    assert nothing.access.tolist() == [0.0]
    assert not nothing.is_reached.any()


@given(
    AMOUNTS,
    AMOUNTS,
    st.data(),
    st.sampled_from([BINARY, Gaussian(400), Stepped((9, 900), (1, 0.5))]),
)
def test_what_is_received_is_what_is_served(demand, capacity, data, decay):
    demand = [0.0 if one < 1e-6 else one for one in demand]
    row = st.lists(st.floats(0, 2000), min_size=len(capacity), max_size=len(capacity))
    table = np.array(data.draw(st.lists(row, min_size=len(demand), max_size=len(demand))))
    found = accessibility(amounts(demand), amounts(capacity), table, 1000, decay)
    served = math.fsum(amounts(capacity)[~np.isnan(found.ratio)])
    assert math.fsum(found.access * amounts(demand)) == pytest.approx(served, rel=1e-9)
    assert (found.access[~found.is_reached] == 0).all()


@given(st.permutations(range(6)))
def test_the_order_of_the_points_changes_nothing(order):
    generator = np.random.default_rng(7)
    places, shops = generator.uniform(0, 900, (6, 2)), generator.uniform(0, 900, (3, 2))
    demand, capacity = np.arange(1.0, 7.0), amounts([5, 7, 11])
    order = list(order)
    straight = accessibility(demand, capacity, pairs_within(places, shops, 400), 400)
    turned = accessibility(demand[order], capacity, pairs_within(places[order], shops, 400), 400)
    assert turned.access == pytest.approx(straight.access[order], rel=1e-12)


def invalid(case):
    """Return the inputs that a case of the file describes in words, with its code."""
    table = np.array([[5.0, 25.0]])
    if case["case"] == "duplicate origin-dest pair":
        return [lambda: Pairs.of([0, 0], [1, 1], [5, 6], (1, 2))]
    return [
        lambda: accessibility(amounts([-1]), amounts([1, 1]), table, 15),
        lambda: accessibility(amounts([1]), amounts([1, -1]), table, 15),
        lambda: accessibility(amounts([1]), amounts([1, 1]), -table, 15),
    ]


@pytest.mark.parametrize(
    "case", [case for case in CASES["invalid"] if "error" in case], ids=lambda case: case["case"]
)
def test_a_known_bad_case_is_refused(case):
    for act in invalid(case):
        assert set(codes_of(act)) == {ENGINE_CODES[case["error"]]}


@pytest.mark.parametrize(
    ("demand", "capacity", "threshold", "decay", "code"),
    [
        ([1, 2], [1], 15, BINARY, "shape_mismatch"),
        ([np.nan], [1], 15, BINARY, "value_not_finite"),
        ([1], [np.inf], 15, BINARY, "value_not_finite"),
        ([1], [1], 0, BINARY, "parameter_range"),
        ([1], [1], 15, Gaussian(0), "parameter_range"),
        ([1], [1], 15, Gaussian(0.5), "parameter_range"),
        ([1], [1], 15, Stepped((10, 10), (1, 0.5)), "bands_order"),
        ([1], [1], 15, Stepped((10, 20), (1,)), "bands_order"),
        ([1], [1], 15, Stepped((10,), (-1,)), "parameter_range"),
        ([1], [1], 15, Inverse(), "value_not_positive"),
        ([5e-324], [1], 15, BINARY, "parameter_range"),
    ],
)
def test_bad_input_is_named(demand, capacity, threshold, decay, code):
    with np.errstate(over="ignore"):
        found = codes_of(
            accessibility, amounts(demand), amounts(capacity), np.array([[0.0]]), threshold, decay
        )
    assert found == [code]


def test_everything_wrong_is_named_at_once():
    found = codes_of(accessibility, amounts([-1, np.nan]), amounts([1]), np.ones((2, 1)), -5)
    assert sorted(found) == ["parameter_range", "value_not_finite", "value_outside_scale"]


def test_covered_is_who_has_something_within_the_distance():
    found = coverage(
        np.array([[0.0, 0], [600, 0], [1200, 0]]), np.array([[0.0, 500], [600, 501]]), 500
    )
    assert found.is_covered.tolist() == [True, False, False]
    assert found.nearest[:2].tolist() == [500.0, 501.0]
    assert found.share == pytest.approx(1 / 3)


def test_without_supply_nobody_is_covered_and_of_nobody_there_is_no_share():
    nothing = coverage(np.zeros((2, 2)), np.zeros((0, 2)), 500)
    assert nothing.is_covered.tolist() == [False, False]
    assert nothing.nearest.tolist() == [math.inf, math.inf]
    assert nothing.share == 0.0
    assert math.isnan(coverage(np.zeros((0, 2)), np.zeros((1, 2)), 500).share)
    assert codes_of(coverage, np.zeros((1, 2)), np.zeros((1, 2)), -1) == ["parameter_range"]
