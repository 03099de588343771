"""Finding one's way in a spec."""

import pytest

from engine.spec import Item, ScoreBand
from tests.engine.specs import flat_spec, indicator

BANDS = (ScoreBand("weak", 0), ScoreBand("sound", 60), ScoreBand("leading", 80))
SPEC = flat_spec(
    indicator("a"), indicator("b", formula="x * 2"), items=(Item("x", "", "month"),), bands=BANDS
)


def test_measured_columns_are_items_and_indicators_without_a_formula():
    assert [one.code for one in SPEC.measured] == ["x", "a"]
    assert [one.code for one in SPEC.valued] == ["x", "a", "b"]


def test_nodes_and_indicators_are_found_by_code():
    assert SPEC.node("goal").kind == "goal"
    assert SPEC.indicator("b").formula == "x * 2"
    with pytest.raises(KeyError):
        SPEC.indicator("x")


@pytest.mark.parametrize(
    ("score", "band"),
    [(-1, ""), (0, "weak"), (59.9999999999, "weak"), (60, "sound"), (100, "leading")],
)
def test_a_band_includes_its_start(score, band):
    assert SPEC.band_of(score) == band
