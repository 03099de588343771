"""Tables of values: how they are made, rearranged and refused."""

from dataclasses import replace

import numpy as np
import pytest

from engine.errors import EngineError
from engine.rules import MISSING, OK
from engine.table import Table, check_table
from tests.engine.specs import table_of


def problems_of(table, known=("a", "b")):
    with pytest.raises(EngineError) as caught:
        check_table(table, known)
    return [(problem.code, problem.place) for problem in caught.value.problems]


def test_without_states_a_gap_is_missing():
    table = Table.of(["P0", "P1"], ["a"], [[1.0], [None]])
    assert table.states.tolist() == [[OK], [MISSING]]
    assert not table.carried.any()
    check_table(table, ["a"])


def test_a_table_takes_other_columns_and_units():
    table = Table.of(["P0", "P1"], ["a", "b"], [[1, 2], [3, 4]])
    turned = table.with_columns(["b", "c", "a"]).with_units(["P1", "P9", "P0"])
    assert turned.columns == ("b", "c", "a")
    np.testing.assert_array_equal(
        turned.values, [[4, np.nan, 3], [np.nan, np.nan, np.nan], [2, np.nan, 1]]
    )
    assert turned.states.tolist() == [[OK, MISSING, OK], [MISSING] * 3, [OK, MISSING, OK]]


def test_everything_wrong_is_told_at_once_with_its_place():
    values = [[1, 2, 3], [np.inf, 5, np.nan]]
    table = Table.of(["P0", "P0"], ["a", "x", "x"], values, np.zeros((2, 3)))
    assert problems_of(table) == [
        ("unit_duplicate", "P0"),
        ("indicator_unknown", "x"),
        ("duplicate_pair", "x"),
        ("value_not_finite", "P0, a"),
        ("value_not_finite", "P0, x"),
    ]


def test_arrays_that_do_not_fit_each_other_are_refused():
    table = Table.of(["P0"], ["a"], [[1]])
    with pytest.raises(EngineError) as caught:
        check_table(replace(table, units=("P0", "P1")), ["a"])
    assert [problem.code for problem in caught.value.problems] == ["shape_mismatch"]


def test_infinity_does_not_matter_where_nothing_is_observed():
    check_table(Table.of(["P0"], ["a"], [[np.inf]], [[MISSING]]), ["a"])


def test_what_is_no_number_is_refused_with_its_place():
    with pytest.raises(EngineError) as caught:
        Table.of(["P0", "P1"], ["a", "b"], [[1, "many"], [None, {}]])
    found = [(problem.code, problem.place) for problem in caught.value.problems]
    assert found == [("value_not_numeric", "P0, b"), ("value_not_numeric", "P1, b")]


@pytest.mark.parametrize("values", [[[1.0]], [[1.0, 2.0], [1.0]], [1.0, 2.0, 3.0]])
def test_a_table_of_another_shape_is_refused(values):
    with pytest.raises(EngineError) as caught:
        Table.of(["P0", "P1"], ["a", "b"], values)
    assert [problem.code for problem in caught.value.problems] == ["shape_mismatch"]


def test_a_table_may_be_empty():
    table = Table.of([], ["a"], [])
    check_table(table, ["a"])
    assert table.values.shape == (0, 1)


def test_the_tests_tables_hold_all_three_states():
    assert table_of({"a": [1, None, "n/a"]}).states.tolist() == [[0], [1], [2]]
