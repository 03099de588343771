"""The single operations on cells, where a hand can check them."""

import numpy as np
import pytest

from engine.rules.cells import Cells, both, either, raised, rounded, slope_of_known
from engine.rules.columns import MISSING, NOT_APPLICABLE, Column


def cells(*values):
    column = Column.of(list(values))
    return Cells(column.values, column.state)


@pytest.mark.parametrize(
    ("value", "digits", "result"),
    [
        (2.5, 0, 3.0),
        (-2.5, 0, -3.0),
        (0.49999999999999994, 0, 0.0),
        (0.125, 2, 0.13),
        (43.249, 1, 43.2),
        (1e300, 10, 1e300),
        (2.0**52 + 1, 0, 2.0**52 + 1),
        (-0.2, 0, 0.0),
    ],
)
def test_rounding_is_half_away_from_zero(value, digits, result):
    with np.errstate(all="ignore"):
        (found,) = rounded(cells(value), digits).values
    assert found == result
    assert not np.signbit(found) or found != 0


@pytest.mark.parametrize(
    ("base", "exponent", "result"),
    [
        (3.0, 2.0, 9.0),
        (0.1, 3.0, 0.1 * 0.1 * 0.1),
        (0.0, 0.0, 1.0),
        (2.0, -2.0, 0.25),
        (2.0, 0.5, 2.0**0.5),
        (4.0, -0.5, 0.5),
        (2.0, 1.5, 2.0**1.5),
    ],
)
def test_powers(base, exponent, result):
    assert raised(cells(base), exponent).values.tolist() == [result]


def test_three_valued_logic_as_kleene_drew_it():
    values = (1.0, 0.0, None)
    left = cells(*(a for a in values for _ in values))
    right = cells(*(b for _ in values for b in values))
    gap = MISSING
    assert both((left, right)).state.tolist() == [0, 0, gap, 0, 0, 0, gap, 0, gap]
    assert either((left, right)).state.tolist() == [0, 0, 0, 0, 0, gap, 0, gap, gap]
    assert np.nan_to_num(both((left, right)).values).tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert np.nan_to_num(either((left, right)).values).tolist() == [1, 1, 1, 1, 0, 0, 1, 0, 0]


def test_a_slope_through_what_is_there():
    assert slope_of_known([cells(1.0), cells(None), cells(5.0)]).values.tolist() == [2.0]
    assert slope_of_known([cells(1.0), cells(None)]).state.tolist() == [MISSING]
    nothing = Cells(np.array([np.nan]), np.array([NOT_APPLICABLE], dtype=np.uint8))
    assert slope_of_known([nothing, nothing]).state.tolist() == [NOT_APPLICABLE]
