"""Scores, completeness, bounds and reasons: by hand, as properties, and the same on every machine."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.scoring import asked_at, ends_of_table, joined_ends, score
from engine.spec import INDICATOR, Goalposts, MinMax, MissingPolicy, Node, Spec
from engine.table import Table
from tests.engine.specs import cases, flat_spec, indicator, specs, staged_spec, table_of, tables


def only(result, node="goal"):
    """Return score, completeness, low, high and reason of the first unit."""
    at = result.node_index[node]
    held = [result.scores, result.completeness, result.low, result.high]
    numbers = [part[0, at].item() for part in held]
    return [None if np.isnan(x) else x for x in numbers], result.reason_of(result.units[0], node)


def test_a_mean_skips_what_is_missing_and_says_how_much_is_there():
    spec = flat_spec(*map(indicator, "abc"), weights=[1, 2, 1])
    result = score(spec, table_of({"a": [20], "b": [None], "c": [80]}))
    assert only(result) == ([50, 0.5, 25, 75], "")
    assert only(result, "b") == ([None, 0, 0, 100], "nothing_observed")


def test_zero_is_a_value():
    result = score(flat_spec(*map(indicator, "ab")), table_of({"a": [0], "b": [80]}))
    assert only(result) == ([40, 1, 40, 40], "")


def test_what_is_not_applicable_leaves_the_group():
    spec = flat_spec(*map(indicator, "abc"))
    result = score(spec, table_of({"a": [20], "b": ["n/a"], "c": [None]}))
    assert only(result) == ([20, 0.5, 10, 60], "")
    assert only(result, "b") == ([None, None, None, None], "not_applicable")


def test_where_nothing_applies_there_is_no_score_and_no_completeness():
    result = score(flat_spec(indicator("a")), table_of({"a": ["n/a"]}))
    assert only(result) == ([None, None, None, None], "not_applicable")


def test_a_node_below_the_minimum_is_null_but_keeps_its_bounds():
    spec = flat_spec(*map(indicator, "abc"), minimum=0.6)
    result = score(spec, table_of({"a": [30], "b": [None], "c": [None]}))
    numbers, reason = only(result)
    assert reason == "below_completeness"
    assert numbers == pytest.approx([None, 1 / 3, 10, 230 / 3])
    assert [notice.code for notice in result.manifest.notices] == ["below_completeness"]


def test_the_minimum_itself_is_enough():
    spec = flat_spec(*map(indicator, "abcde"), weights=[0.1, 0.2, 0.3, 0.2, 0.2], minimum=0.6)
    result = score(spec, table_of({"a": [1], "b": [2], "c": [3], "d": [None], "e": [None]}))
    assert result.reason_of("P0", "goal") == ""


def test_leaves_under_a_null_node_count_in_the_completeness_above():
    nodes = (
        Node("top", "", "goal"),
        Node("poor", "top", "concept"),
        Node("rich", "top", "concept"),
        *(Node(code, "poor", INDICATOR) for code in "ab"),
        *(Node(code, "rich", INDICATOR) for code in "cd"),
    )
    spec = Spec("x", "1", nodes, tuple(map(indicator, "abcd")))
    result = score(spec, table_of({"a": [100], "b": [None], "c": [10], "d": [10]}))
    assert result.reason_of("P0", "poor") == "below_completeness"
    # The score skips `poor`; the bounds count what is known of it, (50 + 10) / 2, and are widened to the score.
    assert only(result, "top") == ([10, 0.75, 10, 55], "")


def test_a_weight_of_zero_is_zero_in_every_mean():
    for mean in ("arithmetic", "geometric"):
        spec = flat_spec(*map(indicator, "ab"), weights=[0, 1], aggregation=mean)
        assert only(score(spec, table_of({"a": [0], "b": [80]}))) == ([80, 1, 80, 80], "")


def test_a_zero_under_a_geometric_mean_is_the_end_of_the_scale():
    spec = flat_spec(*map(indicator, "ab"), aggregation="geometric")
    result = score(spec, table_of({"a": [0, 20], "b": [80, 80]}))
    assert result.scores[:, 0].tolist() == [0, 40]


def test_goals_of_later_stages_are_not_asked_and_the_index_waits_for_all():
    spec = staged_spec()
    values = {"first_a": [40, 40], "first_b": [60, 60], "second_a": [10, 10], "second_b": [30, 30]}
    result = score(spec, table_of(values), asked=asked_at(spec, ["t1", "t2"]))
    assert only(result, "second") == ([None, None, None, None], "not_asked")
    assert only(result, "second_a") == ([None, None, None, None], "not_asked")
    assert only(result, "index") == ([None, None, None, None], "not_asked")
    assert only(result, "first") == ([50, 1, 50, 50], "")
    assert result.score_of("P1", "index") == 35


def test_an_index_that_requires_all_is_null_where_a_goal_is():
    spec = staged_spec(minimum=0.3)
    values = {"first_a": [40], "first_b": [60], "second_a": ["n/a"], "second_b": ["n/a"]}
    result = score(spec, table_of(values))
    assert result.reason_of("P0", "index") == "requires_all"
    result = score(staged_spec(minimum=0.3, requires_all=False), table_of(values))
    assert result.score_of("P0", "index") == 50


def test_an_unknown_stage_is_refused():
    with pytest.raises(EngineError) as caught:
        asked_at(staged_spec(), ["t1", "t7", ""])
    assert [(one.code, one.place) for one in caught.value.problems] == [("parameter_range", "t7")]


def test_formulas_are_computed_from_the_quarters_values():
    ratio = indicator("ratio", formula="a / b * 100", empty_not_applicable=True)
    share = indicator("share", formula="ratio / 2")
    spec = flat_spec(indicator("a"), indicator("b"), share, ratio)
    result = score(spec, table_of({"a": [1, 0, 5, None], "b": [4, 0, 0, 4]}))
    at = result.indicator_index["ratio"]
    assert result.values[0, at] == 25
    assert result.states[:, at].tolist() == [0, 2, 1, 1]
    assert result.score_of("P0", "share") == 12.5
    (zero,) = [one for one in result.manifest.notices if one.code == "division_by_zero"]
    assert (zero.place, zero.params["units"]) == ("ratio", ("P2",))


def test_minmax_compares_the_units_asked_and_named():
    spec = flat_spec(indicator("a", MinMax()))
    table = table_of({"a": [0, 50, 100, 1000]})
    named = np.array([True, True, True, False])
    assert score(spec, table, compared=named).scores[:, 1].tolist() == [0, 50, 100, 100]
    asked = np.ones((4, 2), dtype=bool)
    asked[3] = False
    result = score(spec, table, asked=asked)
    assert result.scores[:3, 1].tolist() == [0, 50, 100]
    assert result.compared == {"a": (0, 100)}


def test_one_park_or_equal_values_are_in_the_middle_with_a_notice():
    spec = flat_spec(indicator("a", MinMax()))
    result = score(spec, table_of({"a": [7, 7]}))
    assert result.scores[:, 0].tolist() == [50, 50]
    assert [one.code for one in result.manifest.notices] == ["constant_indicator"]


def test_notices_name_the_units_that_were_clipped_and_carried():
    spec = flat_spec(indicator("a"), indicator("b", formula="a * 2"))
    table = Table.of(["P1", "P0"], ["a"], [[120], [20]], carried=[[False], [True]])
    notices = {(n.code, n.place): n.params["units"] for n in score(spec, table).manifest.notices}
    assert notices == {
        ("clipped_values", "a"): ("P1",),
        ("clipped_values", "b"): ("P1",),
        ("carried_values", "a"): ("P0",),
        ("carried_values", "b"): ("P0",),
    }


def test_arrays_of_another_shape_are_refused():
    spec = flat_spec(indicator("a"))
    with pytest.raises(EngineError) as caught:
        score(
            spec,
            table_of({"a": [1]}),
            asked=np.ones((2, 2), dtype=bool),
            compared=np.ones(3, dtype=bool),
        )
    assert [one.place for one in caught.value.problems] == ["asked", "compared"]


def test_no_units_give_no_scores():
    spec = flat_spec(indicator("a"), indicator("b", MinMax()))
    result = score(spec, Table.of([], ["a", "b"], []))
    assert result.scores.shape == (0, 3)


# Properties


@given(cases())
def test_completeness_and_bounds_hold_what_they_promise(case):
    spec, table, earlier = case
    result = score(spec, table, earlier=earlier)
    there = ~np.isnan(result.scores)
    assert (there == (result.reasons == 0)).all()
    shares = result.completeness[~np.isnan(result.completeness)]
    assert ((shares >= 0) & (shares <= 1)).all()
    assert (result.low[there] <= result.scores[there]).all()
    assert (result.scores[there] <= result.high[there]).all()
    bounds = ~np.isnan(result.low)
    assert (bounds == ~np.isnan(result.high)).all()
    assert ((result.low[bounds] >= 0) & (result.high[bounds] <= 100)).all()


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_parks_and_columns_changes_no_bit(case, random):
    spec, table, earlier = case
    units, columns = list(table.units), list(table.columns)
    random.shuffle(units)
    random.shuffle(columns)
    turned = table.with_units(units).with_columns(columns)
    first, second = score(spec, table, earlier=earlier), score(spec, turned, earlier=earlier)
    order = [first.unit_index[unit] for unit in units]
    assert first.scores[order].tobytes() == second.scores.tobytes()
    assert first.low[order].tobytes() == second.low.tobytes()
    assert first.manifest == second.manifest
    assert first.result_hash == second.result_hash


GOALPOSTS = st.sampled_from([Goalposts(0, 100), Goalposts(80, 10)])


@given(specs(rules=GOALPOSTS), st.data())
def test_another_park_changes_no_score_under_goalposts(spec, data):
    table = data.draw(tables(spec, least=2))
    fewer = table.with_units(table.units[:-1])
    assert score(spec, table).scores[:-1].tobytes() == score(spec, fewer).scores.tobytes()


@given(cases(with_caps=False))
def test_a_value_that_arrives_brings_a_score_inside_the_bounds(case):
    """Where no node is null, filling every gap at its worst gives exactly the lower bound."""
    spec, table, _ = case
    spec = replace(spec, missing=MissingPolicy(minimum_completeness=0.0))
    goalposts = tuple(replace(one, score=Goalposts(0, 100)) for one in spec.indicators)
    spec = replace(spec, indicators=tuple(one for one in goalposts if one.formula is None))
    spec = replace(spec, nodes=tuple(one for one in spec.nodes if one.code != "ratio"))
    table = table.with_columns([one.code for one in spec.indicators])
    result = score(spec, table)
    for value, bound in ((0.0, result.low), (100.0, result.high)):
        filled = np.where(table.states == 1, value, table.values)
        states = np.where(table.states == 1, 0, table.states)
        found = score(spec, Table.of(table.units, table.columns, filled, states)).scores
        np.testing.assert_array_equal(found, bound)


# The same answer everywhere

PROGRAM = """
import numpy as np
from engine.scoring import score
from engine.table import Table
from tests.engine.specs import flat_spec, indicator
from engine.spec import Band, Cap, MinMax
rules = [None, Band(1, 20, 60, 99), MinMax(), MinMax("low"), None]
leaves = [indicator(f"x{n}", rule) for n, rule in enumerate(rules)]
leaves.append(indicator("ratio", formula="x0 / (x1 + 1) * 30 + x2 ** 3 / 1e6"))
hashes = []
for mean in ("arithmetic", "geometric"):
    spec = flat_spec(*leaves, weights=[0.1, 0.2, 0.3, 1 / 3, 0.7, 1], aggregation=mean,
                     caps=(Cap("goal", 40, "score.ratio > 30"),))
    numbers = (np.arange(997 * 5, dtype=float) * 7919 % 10007 / 100).reshape(997, 5)
    numbers[::7, 2] = np.nan
    table = Table.of([f"P{n:04}" for n in range(997)], [f"x{n}" for n in range(5)], numbers)
    hashes.append(score(spec, table).result_hash)
print(*hashes)
"""


def hashes_under(**variables):
    found = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PROGRAM],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.split()


def test_one_hash_on_every_kind_of_processor():
    plain = hashes_under()
    assert len(set(plain)) == 2
    assert hashes_under(OPENBLAS_CORETYPE="Prescott") == plain
    assert hashes_under(OPENBLAS_CORETYPE="Haswell") == plain
    features = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"
    assert hashes_under(NPY_DISABLE_CPU_FEATURES=features) == plain


def part_of(table, first, last):
    """Return the rows of a table from one unit up to another."""
    return replace(
        table,
        units=table.units[first:last],
        values=table.values[first:last],
        states=table.states[first:last],
        carried=table.carried[first:last],
    )


@given(cases(), st.integers(0, 5), st.booleans())
def test_parts_scored_with_the_ends_over_all_are_the_whole(case, cut, is_partly_asked):
    spec, table, earlier = case
    asked = np.ones((len(table.units), len(spec.nodes)), dtype=bool)
    asked[::2] &= not is_partly_asked
    tables = [table, *(one.with_units(table.units) for one in earlier)]
    pieces = [
        ([part_of(one, first, last) for one in tables], asked[first:last])
        for first, last in ((0, cut), (cut, len(table.units)))
        if first < min(last, len(table.units))
    ]
    ends = joined_ends(
        ends_of_table(spec, first, asked=wanted, earlier=back) for (first, *back), wanted in pieces
    )

    whole = score(spec, table, asked=asked, earlier=earlier)
    parts = [
        score(spec, first, asked=wanted, earlier=back, ends=ends)
        for (first, *back), wanted in pieces
    ]

    np.testing.assert_equal(ends, whole.compared)
    for name in ("scores", "completeness", "low", "high", "reasons", "values", "states"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert joined.tobytes() == np.ascontiguousarray(getattr(whole, name)).tobytes(), name
    for number, cap in enumerate(whole.caps):
        applied = np.concatenate([part.caps[number].applied for part in parts])
        np.testing.assert_array_equal(applied, cap.applied)


def test_ends_of_parts_join_to_those_over_all():
    joined = joined_ends([{"a": (2.0, 3.0)}, {"a": (np.nan, np.nan)}, {"a": (-1.0, 2.0)}])
    assert joined == {"a": (-1.0, 3.0)}
    np.testing.assert_equal(joined_ends([{"a": (np.nan, np.nan)}]), {"a": (np.nan, np.nan)})
    assert joined_ends([]) == {}
