"""Whatever text comes in, the engine answers quickly, and with nothing but its own error."""

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import EngineError
from engine.rules import (
    Column,
    Environment,
    check,
    decide,
    evaluate,
    in_words,
    margin,
    parse,
    written_out,
)
from tests.engine.rules.expressions import NAMES, UNITS, trees, written

ENV = Environment(
    3,
    {("value", code): Column.of([1.0, None, 0.0]) for code in UNITS}
    | {(space, "goal"): Column.of([1.0, None, 0.0]) for space in ("score", "completeness")},
)
lenient = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=250)
WORDS = """( ) ( ) , . + - * / ** < <= == != = and or not true if( min( trend( area rate value. score.goal 1 2 1e999
    periods count( all_over( ismissing( round( π “ # ; 9"""
pieces = st.sampled_from(["\x00", "\n", *WORDS.split()])


def survives(text):
    """Do everything that can be done with a text; anything but the engine's own error rises."""
    with suppress(EngineError):
        check(parse(text), names=NAMES, expects="truth")
    with suppress(EngineError):
        rule = parse(text)
        evaluate(rule, ENV)
        decide(rule, ENV)
        margin(rule, ENV)
        in_words(rule, {}, "en")
        written_out(rule, ENV, 1, "zh-hans")


@lenient
@given(st.text(max_size=200))
def test_any_text_is_answered(text):
    survives(text)


@lenient
@given(st.lists(pieces, max_size=40).map(" ".join))
def test_any_string_of_words_of_the_language_is_answered(text):
    survives(text)


@lenient
@given(st.data(), trees(), st.integers(0, 500), st.characters())
def test_a_spoilt_rule_is_answered(data, tree, place, character):
    text = data.draw(written(tree))
    place %= len(text)
    survives(text[:place] + character + text[place + 1 :])
    survives(text[:place])


@pytest.mark.parametrize(
    "text",
    [
        "(" * 2000,
        "-" * 1999 + "1",
        "not " * 400 + "true",
        "1" * 2000,
        "1+" * 999 + "1",
        "if(true," * 200 + "1",
        "a < " * 400 + "1",
        "1**" * 600 + "1",
        "min(" * 49 + "1" + ")" * 49,
        "(" * 49 + "1" + ")" * 49,
        "(true or true and 1 == 2 + 3 * " * 60,
        "1 " * 1000,
        "a." * 1000,
    ],
    ids=lambda text: text[:12],
)
def test_the_caps_keep_every_text_short_work(text):
    start = time.perf_counter()
    survives(text)
    assert time.perf_counter() - start < 1


def test_the_costliest_rule_within_the_caps_ends_in_seconds():
    """As many parts as allowed, looked at for as many periods as allowed, for many parks."""
    rule = parse(f"all_over({' and '.join(['a+1>0'] * 96)}, 60)")
    env = Environment(10_000, {("value", "a"): [Column.of([1.0] * 10_000)] * 60})
    start = time.perf_counter()
    assert (decide(rule, env).outcome == 1).all()
    assert time.perf_counter() - start < 20
