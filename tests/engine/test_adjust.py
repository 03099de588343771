"""Caps: where they hold, where they cannot be decided, and what they do to scores and bounds."""

import numpy as np

from engine.adjust import capped
from engine.scoring import score
from engine.spec import Cap, Item
from tests.engine.specs import flat_spec, indicator, table_of


def result_of(when, columns, earlier=(), node="goal", **settings):
    items = (Item("accidents", "", "quarter"),)
    spec = flat_spec(*map(indicator, "ab"), items=items, caps=(Cap(node, 59, when),), **settings)
    return score(spec, table_of(columns), earlier=earlier)


def test_a_score_above_the_cap_is_brought_down_to_it():
    held = {"a": [80, 40, 80], "b": [80, 40, 80], "accidents": [1, 1, 0]}
    result = result_of("accidents >= 1", held)
    assert result.scores[:, 0].tolist() == [59, 40, 80]
    assert result.before_caps[:, 0].tolist() == [80, 40, 80]
    (cap,) = result.caps
    assert cap.holds.tolist() == [True, True, False]
    assert cap.applied.tolist() == [True, False, False]
    assert not cap.undecided.any()


def test_a_cap_that_cannot_be_decided_does_not_apply_but_lowers_the_lower_bound():
    result = result_of("accidents >= 1", {"a": [80, 80], "b": [80, 80], "accidents": [None, "n/a"]})
    assert result.scores[:, 0].tolist() == [80, 80]
    assert result.low[:, 0].tolist() == [59, 59]
    assert result.high[:, 0].tolist() == [80, 80]
    assert result.caps[0].undecided.tolist() == [True, True]


def test_what_is_known_may_decide_in_spite_of_what_is_not():
    result = result_of("accidents >= 1 or a > 70", {"a": [80], "b": [80]})
    assert result.score_of("P0", "goal") == 59


def test_a_cap_knows_scores_and_completeness_of_what_lies_below():
    result = result_of("score.a < 50 and completeness.b == 0", {"a": [40], "b": [None]})
    assert result.caps[0].holds.tolist() == [True]


def test_previous_is_the_quarter_before():
    before = table_of({"accidents": [0]})
    held = {"a": [80], "b": [80], "accidents": [2]}
    assert result_of("accidents > previous.accidents", held, [before]).score_of("P0", "goal") == 59
    assert result_of("change(accidents) > 1", held, [before]).score_of("P0", "goal") == 59
    assert result_of("change(accidents) > 1", held).caps[0].undecided.tolist() == [True]


def test_a_capped_leaf_enters_its_parent_capped():
    result = result_of("accidents >= 1", {"a": [99], "b": [81], "accidents": [1]}, node="a")
    assert result.score_of("P0", "a") == 59
    assert result.score_of("P0", "goal") == 70


def test_a_cap_without_a_score_to_cap_leaves_it_null():
    result = result_of("accidents >= 1", {"a": [None], "b": [None], "accidents": [1]})
    assert result.score_of("P0", "goal") is None
    assert result.high[0, 0] == 59
    assert np.isnan(capped(np.array([np.nan]), 59, np.array([True]))[0])


def test_a_rule_of_a_cap_says_where_it_divided_by_zero():
    result = result_of("a / accidents > 1", {"a": [80], "b": [80], "accidents": [0]})
    (notice,) = result.manifest.notices
    assert (notice.code, notice.place, notice.params["units"]) == (
        "division_by_zero",
        "goal",
        ("P0",),
    )
