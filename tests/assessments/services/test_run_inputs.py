"""Frozen inputs are the same bytes for the same inputs, hold no pickles, and give all that they were made of."""

from io import BytesIO

import numpy as np
import pytest

from assessments.services.run_inputs import ShardInputs, ShardScoring, hash_of_inputs, weighted
from engine.carry import Cells
from engine.manifest import hash_of_spec
from engine.rules import NOT_APPLICABLE, OK
from engine.spec import MinMax
from tests.engine.specs import flat_spec, indicator


def inputs(parks=("P-1", "P-2"), values=(1.5, np.nan), stages=("t1", "")):
    cells = Cells(
        np.array([0, 1]),
        np.array([0, 0]),
        np.array([24311, 24308]),
        np.array(values),
        np.array([OK, NOT_APPLICABLE], dtype=np.uint8),
    )
    return ShardInputs(parks, stages, ("a",), cells, np.array([7, 2**40]))


def test_what_is_packed_comes_out_as_it_was():
    held = ShardInputs.unpacked(inputs().packed())

    assert (held.parks, held.stages, held.columns) == (("P-1", "P-2"), ("t1", ""), ("a",))
    assert held.ids.tolist() == [7, 2**40]
    np.testing.assert_array_equal(held.cells.values, [1.5, np.nan])
    for name in ("unit", "column", "ends", "states"):
        np.testing.assert_array_equal(getattr(held.cells, name), getattr(inputs().cells, name))


def test_the_same_inputs_are_the_same_bytes_and_every_change_shows():
    made = [inputs(), inputs(values=(2.5, np.nan)), inputs(parks=("P-1", "P-3"))]
    made.append(inputs(stages=("t2", "")))

    assert inputs().packed() == made[0].packed()
    assert len({hash_of_inputs(one.packed()) for one in made}) == 4


def test_a_pickle_is_refused():
    with pytest.raises(ValueError, match="allow_pickle"):
        ShardInputs.unpacked(_with_objects())


def _with_objects():
    held = BytesIO()
    np.save(held, np.array([{}], dtype=object), allow_pickle=True)
    return held.getvalue()


def test_weights_of_a_panel_replace_those_they_name():
    spec = flat_spec(*map(indicator, "ab"), weights=[1, 2])
    other = weighted(spec, {"a": 5.0})

    assert [node.weight for node in other.nodes] == [1.0, 5.0, 2]
    assert hash_of_spec(weighted(spec, {})) == hash_of_spec(spec)


def test_a_shard_is_scored_by_the_ends_over_all_parks():
    spec = flat_spec(indicator("a", MinMax()))
    alone = ShardScoring(spec, inputs(stages=("", "complete")), 24311)

    assert alone.ends() == {"a": (1.5, 1.5)}
    assert alone.score(alone.ends()).score_of("P-1", "a") == 50.0
    assert alone.score({"a": (0.0, 6.0)}).score_of("P-1", "a") == 25.0
    assert alone.score({"a": (0.0, 6.0)}).reason_of("P-2", "a") == "nothing_observed"
