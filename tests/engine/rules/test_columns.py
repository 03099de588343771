"""Columns and where they come from."""

import numpy as np
import pytest

from engine.errors import EngineError
from engine.rules import MISSING, NOT_APPLICABLE, OK, Column, Environment, OnePark


def test_gaps_are_missing_unless_told_otherwise():
    column = Column.of([1.0, None, float("nan")])
    assert column.state.tolist() == [OK, MISSING, MISSING]
    state = np.array([OK, NOT_APPLICABLE], dtype=np.uint8)
    column = Column.of([1.0, 7.0], state)
    assert column.state.tolist() == [OK, NOT_APPLICABLE]
    assert np.isnan(column.values[1])


@pytest.mark.parametrize("bad", [np.inf, -np.inf])
def test_infinity_is_refused_with_its_places(bad):
    with pytest.raises(EngineError) as caught:
        Column.of([1.0, bad])
    (problem,) = caught.value.problems
    assert problem.code == "value_not_finite"
    assert problem.params == {"units": [1]}


def test_unlike_shapes_are_refused():
    with pytest.raises(EngineError, match="shape_mismatch"):
        Column(np.zeros(2), np.zeros(3, dtype=np.uint8))


def test_an_environment_looks_back_and_beyond_its_start_all_is_missing():
    now, before = Column.of([1.0]), Column.of([2.0])
    env = Environment(1, {("value", "a"): (now, before), ("value", "b"): now})
    assert env.column("value", "a", 1) is before
    assert env.column("previous", "a") is before
    assert env.column("previous", "a", 1).state.tolist() == [MISSING]
    assert env.column("value", "b", 1).state.tolist() == [MISSING]


def test_previous_may_have_its_own_column():
    given = Column.of([5.0])
    env = Environment(1, {("value", "a"): Column.of([1.0]), ("previous", "a"): given})
    assert env.column("previous", "a") is given


def test_an_unknown_name_is_refused():
    with pytest.raises(EngineError, match="name_unknown"):
        Environment(1, {}).column("score", "a")
    with pytest.raises(EngineError, match="name_unknown"):
        Environment(1, {}).column("previous", "a")


def test_one_park_is_cut_out_of_many():
    env = Environment(3, {("value", "a"): Column.of([1.0, None, 3.0])})
    assert OnePark(env, 2).column("value", "a").values.tolist() == [3.0]
    assert OnePark(env, 1).column("value", "a").state.tolist() == [MISSING]
