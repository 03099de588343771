"""What is refused before anything is computed, all at once."""

from dataclasses import replace

import pytest

from engine.check import check_spec
from engine.errors import EngineError
from engine.scoring import score
from engine.spec import Cap, Goalposts, Item, MissingPolicy, Node, ScoreBand
from tests.engine.specs import flat_spec, indicator, staged_spec, table_of

SOUND = flat_spec(indicator("a"), indicator("b", formula="x / 2"), items=(Item("x", "", "month"),))


def problems_of(spec):
    with pytest.raises(EngineError) as caught:
        check_spec(spec)
    return [(problem.code, problem.place) for problem in caught.value.problems]


def test_a_sound_spec_passes():
    check_spec(SOUND)
    check_spec(staged_spec())


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"nodes": SOUND.nodes[:2]}, ("node_unknown", "b")),
        ({"indicators": SOUND.indicators[:1]}, ("indicator_unknown", "b")),
        ({"items": (*SOUND.items, Item("a", "", "month"))}, ("node_duplicate", "a")),
        ({"items": (Item("x", "", "day"),)}, ("parameter_range", "x")),
        ({"items": (Item("x", "", "month", "median"),)}, ("method_unknown", "x")),
        ({"scale": (100.0, 0.0)}, ("parameter_range", "scale")),
        ({"bands": (ScoreBand("a", 5), ScoreBand("b", 5))}, ("bands_order", "bands")),
        ({"bands": (ScoreBand("a", float("nan")),)}, ("parameter_range", "bands")),
        ({"missing": MissingPolicy({"month": 1.5}, 0)}, ("parameter_range", "carry month")),
        ({"missing": MissingPolicy({"month": -1}, 0)}, ("parameter_range", "carry month")),
        ({"missing": MissingPolicy({"day": 1}, 0)}, ("parameter_range", "carry day")),
        (
            {"missing": MissingPolicy(minimum_completeness=1.1)},
            ("parameter_range", "minimum_completeness"),
        ),
        ({"caps": (Cap("goal", 101, "a > 1"),)}, ("parameter_range", "caps[0]")),
        ({"caps": (Cap("nowhere", 50, "a > 1"),)}, ("node_unknown", "caps[0]")),
        ({"caps": (Cap("goal", 50, "a + 1", "red"),)}, ("type_mismatch", "red")),
        ({"caps": (Cap("goal", 50, "score.goal > 1", "red"),)}, ("name_unknown", "red")),
        ({"caps": (Cap("a", 50, "score.b > 1", "red"),)}, ("name_unknown", "red")),
        ({"caps": (Cap("goal", 50, "a >", "red"),)}, ("syntax_error", "red")),
    ],
)
def test_each_unfit_setting_is_named(change, problem):
    assert problems_of(replace(SOUND, **change)) == [problem]


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("x +", "syntax_error"),
        ("y", "name_unknown"),
        ("x > 1", "type_mismatch"),
        ("b", "formula_cycle"),
    ],
)
def test_a_formula_that_cannot_be_computed_is_named(formula, code):
    leaves = (SOUND.indicators[0], indicator("b", formula=formula))
    assert problems_of(replace(SOUND, indicators=leaves)) == [(code, "b")]


def test_a_stage_must_be_one_of_the_frameworks():
    spec = staged_spec()
    nodes = (*spec.nodes[:-1], replace(spec.nodes[-1], stage="t9"))
    assert problems_of(replace(spec, nodes=nodes)) == [("parameter_range", "second_b")]


def test_a_geometric_mean_of_what_may_be_negative_is_refused_before_computing():
    spec = flat_spec(indicator("a"), aggregation="geometric", scale=(-10.0, 10.0))
    assert problems_of(spec) == [("negative_under_geometric", "goal")]
    assert problems_of(flat_spec(indicator("a"), aggregation="median")) == [
        ("method_unknown", "goal")
    ]


def test_everything_wrong_is_told_at_once():
    leaves = (indicator("a", Goalposts(5, 5)), indicator("b", formula="y"))
    nodes = (*SOUND.nodes, Node("z", "goal", "concept", -1))
    spec = replace(
        SOUND, indicators=leaves, nodes=nodes, missing=MissingPolicy(minimum_completeness=2)
    )
    assert problems_of(spec) == [
        ("tree_empty_node", "z"),
        ("goalposts_equal", "a"),
        ("parameter_range", "minimum_completeness"),
        ("name_unknown", "b"),
    ]


def test_scoring_opens_its_door_only_to_a_sound_spec():
    with pytest.raises(EngineError):
        score(flat_spec(indicator("a"), aggregation="median"), table_of({"a": [1]}))
