"""Hashes: equal for equal meaning, different for every difference that could matter."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np

from engine.manifest import hash_of_data, hash_of_result, hash_of_spec
from engine.spec import Goalposts, MissingPolicy
from tests.engine.specs import flat_spec, indicator, table_of

SPEC = flat_spec(*map(indicator, "ab"))
TABLE = table_of({"a": [1, 2], "b": [3, None]})


def data_hash(table=TABLE, asked=None, compared=None, earlier=()):
    asked = np.ones((2, 3), dtype=bool) if asked is None else asked
    compared = np.ones(2, dtype=bool) if compared is None else compared
    return hash_of_data(SPEC, [table, *earlier], asked, compared, table.units)


def test_the_same_spec_has_the_same_hash_however_it_is_held():
    policy = MissingPolicy(MappingProxyType({"year": 1, "quarter": 2, "month": 3}), 0)
    assert hash_of_spec(replace(SPEC, missing=policy)) == hash_of_spec(SPEC)
    whole = replace(SPEC.nodes[1], weight=1.0)
    assert hash_of_spec(replace(SPEC, nodes=(SPEC.nodes[0], whole, SPEC.nodes[2]))) == hash_of_spec(
        SPEC
    )


def test_every_change_of_a_spec_changes_its_hash():
    heavier = replace(SPEC.nodes[1], weight=2)
    stricter = replace(SPEC.indicators[0], score=Goalposts(0, 99))
    others = [
        replace(SPEC, version="2"),
        replace(SPEC, nodes=(SPEC.nodes[0], heavier, SPEC.nodes[2])),
        replace(SPEC, nodes=(SPEC.nodes[0], SPEC.nodes[2], SPEC.nodes[1])),
        replace(SPEC, indicators=(stricter, SPEC.indicators[1])),
        replace(SPEC, missing=MissingPolicy(minimum_completeness=0.1)),
    ]
    assert len({hash_of_spec(spec) for spec in [SPEC, *others]}) == 6


def test_the_hash_of_data_knows_values_states_stages_and_comparison():
    asked = np.ones((2, 3), dtype=bool)
    asked[0, 2] = False
    found = {
        data_hash(),
        data_hash(table_of({"a": [1, 2], "b": [3, "n/a"]})),
        data_hash(table_of({"a": [1, 2], "b": [3, 0]})),
        data_hash(asked=asked),
        data_hash(compared=np.array([True, False])),
        data_hash(earlier=[TABLE]),
    }
    assert len(found) == 6


def test_an_absent_column_is_one_that_is_missing_everywhere():
    assert data_hash(table_of({"a": [1, 2]})) == data_hash(
        table_of({"b": [None, None], "a": [1, 2]})
    )


def test_there_is_one_nan_and_one_zero():
    odd = np.array([[-0.0], [-np.nan]])
    plain = np.array([[0.0], [np.nan]])
    assert hash_of_result(SPEC, ["P0", "P1"], [odd]) == hash_of_result(SPEC, ["P0", "P1"], [plain])
    assert hash_of_result(SPEC, ["P1", "P0"], [plain[::-1]]) == hash_of_result(
        SPEC, ["P0", "P1"], [plain]
    )
