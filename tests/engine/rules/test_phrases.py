"""The two languages say the same things with the same parts."""

from string import Formatter

from engine.rules.functions import FUNCTIONS
from engine.rules.nodes import COMPLETENESS, PREVIOUS, SCORE
from engine.rules.phrases import CHINESE, ENGLISH, number_text, phrases_in


def parts_of(phrase):
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_both_languages_have_every_phrase_with_the_same_parts():
    assert ENGLISH.keys() == CHINESE.keys()
    for key, phrase in ENGLISH.items():
        assert parts_of(phrase) == parts_of(CHINESE[key]), key


def test_every_function_and_prefix_has_a_phrase():
    assert {*FUNCTIONS, SCORE, COMPLETENESS, PREVIOUS} <= ENGLISH.keys()


def test_languages_go_by_their_code():
    assert phrases_in("zh-hans") is CHINESE
    assert phrases_in("zh-Hans-CN") is CHINESE
    assert phrases_in("en") is ENGLISH


def test_numbers_keep_all_their_digits():
    found = [number_text(value) for value in (24980.0, 43.2, -0.5, 0.1 + 0.2, 1e20, 0.0)]
    assert found == ["24,980", "43.2", "−0.5", "0.30000000000000004", "1e+20", "0"]
