"""Pairs of points: all that are near, in one order, and nothing that is no distance."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import distances
from engine.distances import Pairs, metres_between, pairs_within
from engine.errors import EngineError

POINTS = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), max_size=12)


def points(rows):
    return np.array(rows, dtype=float).reshape(-1, 2)


def listed(pairs):
    return list(
        zip(pairs.origin.tolist(), pairs.target.tolist(), pairs.distance.tolist(), strict=True)
    )


def code_of(act, *args):
    with pytest.raises(EngineError) as error:
        act(*args)
    return [problem.code for problem in error.value.problems]


def test_the_distance_is_that_of_pythagoras():
    assert metres_between(points([(0, 0), (3, 0)]), points([(3, 4)])).tolist() == [5.0, 4.0]


def test_a_point_just_at_the_limit_is_within():
    found = pairs_within(points([(0, 0)]), points([(3, 4), (3, 4.001)]), 5)
    assert listed(found) == [(0, 0, 5.0)]
    assert found.shape == (1, 2)


@given(POINTS, POINTS, st.integers(1, 12))
def test_a_tree_finds_the_same_pairs_as_measuring_all(origins, targets, metres):
    direct = pairs_within(points(origins), points(targets), metres)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(distances, "FEW_PAIRS", -1)
        by_tree = pairs_within(points(origins), points(targets), metres)
    assert listed(by_tree) == listed(direct)
    assert by_tree.shape == direct.shape


def test_listed_pairs_come_into_order():
    found = Pairs.of([1, 0, 1], [0, 1, 1], [30, 20, 40], (2, 2))
    assert listed(found) == [(0, 1, 20.0), (1, 0, 30.0), (1, 1, 40.0)]


def test_in_a_table_infinite_and_missing_mean_no_way():
    assert listed(Pairs.of_matrix(np.array([[1, np.inf], [np.nan, 0]]))) == [
        (0, 0, 1.0),
        (1, 1, 0.0),
    ]


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        (([0, 0], [1, 1], [5, 6]), "duplicate_pair"),
        (([0], [1], [-1]), "value_outside_scale"),
        (([0], [1], [math.nan]), "value_not_finite"),
        (([0], [2], [1]), "shape_mismatch"),
        (([-1], [1], [1]), "shape_mismatch"),
        (([0, 1], [1], [1]), "shape_mismatch"),
    ],
)
def test_a_bad_pair_is_named(pairs, code):
    assert code_of(Pairs.of, *pairs, (2, 2)) == [code]


def test_all_bad_pairs_are_named_at_once():
    assert code_of(Pairs.of, [0, 0, 1], [0, 0, 1], [1, 2, -3], (2, 2)) == [
        "value_outside_scale",
        "duplicate_pair",
    ]


def test_bad_tables_points_and_reaches_are_named():
    one = points([(0, 0)])
    assert code_of(Pairs.of_matrix, np.zeros(3)) == ["shape_mismatch"]
    assert code_of(Pairs.of_matrix, np.array([[-1.0]])) == ["value_outside_scale"]
    assert code_of(pairs_within, one, np.zeros(3), 1) == ["shape_mismatch"]
    assert code_of(pairs_within, points([(0, np.inf)]), one, 1) == ["value_not_finite"]
    assert code_of(pairs_within, one, one, 0) == ["parameter_range"]
    assert code_of(pairs_within, one, one, math.inf) == ["parameter_range"]
