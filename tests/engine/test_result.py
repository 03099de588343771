"""Reading single scores out of a result."""

import numpy as np

from engine.result import number_or_none
from engine.scoring import score
from tests.engine.specs import flat_spec, indicator, table_of


def test_a_score_is_read_by_unit_and_node():
    result = score(
        flat_spec(*map(indicator, "ab"), minimum=0.6), table_of({"a": [1, 2], "b": [3, None]})
    )
    assert result.score_of("P0", "goal") == 2
    assert result.reason_of("P0", "goal") == ""
    assert result.score_of("P1", "goal") is None
    assert result.reason_of("P1", "goal") == "below_completeness"
    assert result.indicator_index == {"a": 0, "b": 1}


def test_nan_is_none():
    assert number_or_none(np.nan) is None
    assert type(number_or_none(np.float64(1))) is float
