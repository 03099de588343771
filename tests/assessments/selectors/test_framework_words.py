"""Rules of frameworks in words."""

import pytest
from django.utils import translation

from assessments.framework_file import read_framework
from assessments.selectors.framework_words import Speaker, quarters_in_words, score_in_words
from engine.spec import Band, Goalposts, MinMax, Steps
from tests.assessments.framework_texts import SMALL, WANG


@pytest.mark.parametrize(
    ("rule", "unit", "said"),
    [
        (Goalposts(43.2, 5.0), "%", "0 at 43.2 %, 100 at 5 %, linear in between"),
        (
            Goalposts(8.0, 45.3),
            "10k CNY",
            "0 at 8 (10k CNY), 100 at 45.3 (10k CNY), linear in between",
        ),
        (
            Band(15.0, 35.0, 60.0, 75.0),
            "",
            "100 from 35 to 60, falling to 0 at 15 and at 75",
        ),
        (
            MinMax("low"),
            "km",
            "100 for the lowest of the parks compared, 0 for the highest, linear in between",
        ),
        (
            MinMax("high"),
            "km",
            "100 for the highest of the parks compared, 0 for the lowest, linear in between",
        ),
        (
            Steps((10.0, 20.0), (0.0, 50.0, 100.0)),
            "m",
            "0 below 10 m; 50 from 10 m to below 20 m; 100 from 20 m on",
        ),
    ],
)
def test_scoring_rules_are_said_with_their_unit(rule, unit, said):
    assert score_in_words(rule, unit) == said


def test_a_gate_says_for_how_long_it_holds():
    assert quarters_in_words(1) == "All rules hold for 1 quarter."
    assert quarters_in_words(4) == "All rules hold for 4 quarters in a row."


def test_rules_are_said_in_the_readers_language():
    file = read_framework(SMALL)
    assert Speaker(file).rule("value.vacancy < 43.2") == "Vacancy rate is below 43.2 %"
    with translation.override("zh-hans"):
        assert Speaker(file).rule("value.vacancy < 43.2") == "空置率低于43.2%"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_rule_of_the_paper_has_words(language):
    file = read_framework(WANG)
    rules = [
        *(one.formula for one in file.indicators if one.formula),
        *(one.when for one in file.caps),
        *(one.rule for gate in file.gates for one in gate.rules),
        *(one.rule for one in file.checks),
    ]
    with translation.override(language):
        speaker = Speaker(file)
        said = [speaker.rule(rule) for rule in rules]
        scored = [speaker.score(one.score, one.code) for one in file.indicators]
    codes = [code for code in file.measures if "_" in code]
    assert len(said) > 30
    assert all(said)
    assert all(scored)
    assert [text for text in said if any(code in text for code in codes)] == []
