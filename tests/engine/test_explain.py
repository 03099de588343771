"""Explanations: complete, in words of numbers, and enough to compute every score again."""

import numpy as np
import pytest
from hypothesis import given

from engine.errors import EngineError
from engine.explain import InputValue, LeafStep, NodeStep, explain, rebuild, waterfall
from engine.scoring import asked_at, score
from engine.spec import Band, Cap, Item, MinMax, Steps
from engine.table import Table
from tests.engine.specs import cases, flat_spec, indicator, staged_spec, table_of


def test_a_node_shows_its_childrens_part_in_it():
    spec = flat_spec(*map(indicator, "abc"), weights=[1, 2, 1])
    step = explain(score(spec, table_of({"a": [20], "b": [None], "c": [80]})), "P0", "goal").last
    assert isinstance(step, NodeStep)
    held = [
        (s.code, s.weight, s.nominal, s.effective, s.score, s.contribution, s.reason)
        for s in step.shares
    ]
    assert held == [
        ("a", 1, 0.25, 0.5, 20, 10, ""),
        ("b", 2, 0.5, 0, None, None, "nothing_observed"),
        ("c", 1, 0.25, 0.5, 80, 40, ""),
    ]
    assert (step.score, step.completeness, step.low, step.high) == (50, 0.5, 25, 75)


def test_a_leaf_shows_its_formula_with_the_values_it_used():
    ratio = indicator("ratio", formula="tax / land + change(tax)")
    spec = flat_spec(ratio, items=(Item("tax", "", "quarter"), Item("land", "", "year")))
    table = Table.of(["P0"], ["tax", "land"], [[120, 4]], carried=[[False, True]])
    earlier = Table.of(["P9", "P0"], ["tax"], [[0], [110]])
    result = score(spec, table, earlier=[earlier])
    step = explain(result, "P0", "ratio").last
    assert isinstance(step, LeafStep)
    assert (step.value, step.state, step.carried, step.score) == (40, "ok", True, 40)
    assert step.inputs == (
        InputValue("value", "tax", 0, 120, "ok"),
        InputValue("value", "tax", 1, 110, "ok"),
        InputValue("value", "land", 0, 4, "ok"),
    )


@pytest.mark.parametrize(
    ("rule", "value", "clipped"),
    [
        (None, -1, "worst"),
        (None, 0, ""),
        (None, 101, "best"),
        (Band(0, 10, 20, 30), 31, "worst"),
        (Band(0, 10, 20, 30), 30, ""),
        (Steps((10.0,), (0.0, 100.0)), 5, ""),
    ],
)
def test_a_leaf_says_where_its_value_is_beyond_a_bound(rule, value, clipped):
    result = score(flat_spec(indicator("a", rule)), table_of({"a": [value]}))
    assert explain(result, "P0", "a").last.clipped == clipped


def test_minmax_shows_the_ends_it_compared_with():
    result = score(flat_spec(indicator("a", MinMax("low"))), table_of({"a": [3, 7, 5]}))
    step = explain(result, "P2", "a").last
    assert step.method == "minmax"
    assert step.parameters == {"better": "low", "smallest": 3, "largest": 7}
    assert rebuild(explain(result, "P2", "a"))["a"] == 50


def test_a_cap_is_its_own_step_with_what_decided_it():
    caps = (
        Cap("goal", 59, "b >= 1", "red"),
        Cap("goal", 30, "score.a > 90"),
        Cap("goal", 20, "c > 1"),
    )
    spec = flat_spec(*map(indicator, "ab"), caps=caps, items=(Item("c", "", "quarter"),))
    step = explain(score(spec, table_of({"a": [80], "b": [60]})), "P0", "goal").last
    held = [(cap.code, cap.at, cap.holds, cap.before, cap.after) for cap in step.caps]
    assert held == [
        ("red", 59, True, 70, 59),
        ("", 30, False, 59, 59),
        ("", 20, None, 59, 59),
    ]
    assert step.caps[0].inputs == (InputValue("value", "b", 0, 60, "ok"),)
    assert step.caps[2].missing == ("c",)
    assert (step.before_caps, step.score, step.low) == (70, 59, 20)


def test_the_chain_starts_where_it_is_asked_to():
    result = score(staged_spec(), table_of({"first_a": [40], "first_b": [60]}))
    whole = explain(result, "P0", "first_a")
    assert whole.path == ("index", "first", "first_a")
    assert [step.code for step in whole.steps] == ["index", "first", "first_a"]
    part = explain(result, "P0", "first", top="first")
    assert [step.code for step in part.steps] == ["first", "first_a", "first_b"]
    assert len(explain(result, "P0", "index").steps) == 7


def test_what_is_not_in_the_tree_cannot_be_explained():
    result = score(staged_spec(), table_of({"first_a": [40]}))
    with pytest.raises(EngineError) as caught:
        explain(result, "P0", "first", top="second")
    assert [problem.code for problem in caught.value.problems] == ["parameter_range"]
    with pytest.raises(KeyError):
        explain(result, "P7", "first")


def test_what_is_not_asked_says_so():
    spec = staged_spec()
    table = table_of({"first_a": [40], "second_a": [10]})
    explanation = explain(score(spec, table, asked=asked_at(spec, ["t1"])), "P0", "index")
    step = explanation.step("second_a")
    assert (step.value, step.score, step.reason) == (10, None, "not_asked")
    assert rebuild(explanation)["second_a"] is None


@given(cases())
def test_every_score_can_be_rebuilt_from_what_is_shown(case):
    spec, table, earlier = case
    result = score(spec, table, earlier=earlier)
    for unit in table.units:
        for node in spec.nodes:
            explanation = explain(result, unit, node.code)
            shown = {step.code: step.score for step in explanation.steps}
            assert rebuild(explanation) == shown
            assert shown[node.code] == result.score_of(unit, node.code)


@given(cases())
def test_the_bars_of_every_waterfall_add_up(case):
    spec, table, earlier = case
    result = score(spec, table, earlier=earlier)
    for node in spec.nodes:
        bars = waterfall(explain(result, table.units[0], node.code))
        if not bars:
            continue
        signs = {"top": 1, "cap": 1, "sibling": -1, "own": -1}
        assert sum(signs[bar.kind] * bar.points for bar in bars) == pytest.approx(0, abs=1e-9)
        assert np.isfinite([bar.points for bar in bars]).all()
