"""Rebuilding notices when an explanation does not say the truth."""

from dataclasses import replace

from engine.explain import environment_of, explain, rebuild
from engine.rules import parse, written_out
from engine.scoring import score
from engine.spec import Cap, Item
from tests.engine.specs import flat_spec, indicator, table_of


def explanation_of(**settings):
    ratio = indicator("ratio", formula="part / whole * 100")
    items = (Item("part", "", "quarter"), Item("whole", "", "quarter"))
    spec = flat_spec(ratio, indicator("a"), items=items, **settings)
    return explain(score(spec, table_of({"part": [1], "whole": [4], "a": [75]})), "P0", "goal")


def changed(explanation, code, **fields):
    steps = [replace(step, **fields) if step.code == code else step for step in explanation.steps]
    return replace(explanation, steps=tuple(steps))


def test_every_step_is_computed_again():
    assert rebuild(explanation_of()) == {"goal": 50, "ratio": 25, "a": 75}


def test_a_score_that_is_shown_wrongly_comes_out_as_it_should_be():
    told = changed(explanation_of(), "ratio", score=99.0, value=99.0)
    assert rebuild(told)["ratio"] == 25
    assert rebuild(told)["goal"] == 50


def test_another_input_another_parameter_or_another_weight_shows():
    honest = explanation_of()
    inputs = (replace(honest.step("ratio").inputs[0], value=2.0), honest.step("ratio").inputs[1])
    assert rebuild(changed(honest, "ratio", inputs=inputs))["goal"] == 62.5
    halved = {"worst": 0.0, "best": 50.0}
    assert rebuild(changed(honest, "ratio", parameters=halved))["goal"] == 62.5
    shares = tuple(replace(share, nominal=1.0) for share in honest.step("goal").shares[:1])
    assert rebuild(changed(honest, "goal", shares=shares))["goal"] == 25


def test_a_cap_is_decided_again():
    honest = explanation_of(caps=(Cap("goal", 30, "a > 70"),))
    assert rebuild(honest)["goal"] == 30
    told = changed(honest, "goal", caps=(replace(honest.step("goal").caps[0], when="a > 90"),))
    assert rebuild(told)["goal"] == 50


def test_a_formula_can_be_written_out_from_its_inputs():
    step = explanation_of().step("ratio")
    written = written_out(parse(step.formula), environment_of(step.inputs), 0)
    assert "4" in written
    assert "25" in written


def test_a_child_outside_the_explanation_counts_as_shown():
    spec = flat_spec(*map(indicator, "ab"))
    explanation = explain(score(spec, table_of({"a": [20], "b": [60]})), "P0", "a")
    assert rebuild(explanation) == {"goal": 40, "a": 20}
