"""Parts of a result are verified as if each unit had been scored alone."""

from hypothesis import given
from hypothesis import strategies as st

from engine.parts import hashes_of_unit, is_divisible
from engine.scoring import score
from engine.spec import MinMax
from tests.engine.specs import flat_spec, indicator, table_of

CELL = st.one_of(st.none(), st.just("n/a"), st.floats(-50, 150).map(lambda x: round(x, 3)))


def spec_with(score=None):
    parts = [indicator("a", score) if score else indicator("a"), indicator("b")]
    return flat_spec(*parts)


@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5))
def test_each_unit_has_the_hashes_of_its_own_scoring(rows):
    spec = spec_with()
    table = table_of({"a": [row[0] for row in rows], "b": [row[1] for row in rows]})
    together = score(spec, table, earlier=[table])

    for unit in table.units:
        alone_table = table.with_units([unit])
        alone = score(spec, alone_table, earlier=[alone_table])
        assert hashes_of_unit(together, unit) == (alone.manifest.data_hash, alone.result_hash)


def test_what_compares_units_cannot_be_divided():
    table = table_of({"a": [1, 2], "b": [3, None]})
    assert is_divisible(score(spec_with(), table))
    assert not is_divisible(score(spec_with(MinMax("high")), table))
