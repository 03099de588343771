"""What a gate asks, in both languages."""

from assessments.framework_file import read_framework
from assessments.selectors.gate_words import gate_part, gate_words
from tests.assessments.gated import GATED
from tests.assessments.small import SMALL


def test_only_a_stage_with_a_gate_has_one():
    file = read_framework(GATED)
    assert gate_part(file, "t1").to_stage == "t2"
    assert gate_part(file, "t2") is None
    assert gate_part(file, "") is None
    assert gate_part(read_framework(SMALL), "t1") is None


def test_rules_are_said_in_both_languages_with_units_and_names():
    file = read_framework(GATED)
    words = gate_words(file, gate_part(file, "t1"))
    assert (words.quarters, words.from_titles["en"], words.to_titles["en"]) == (
        2,
        "Explore",
        "Practise",
    )
    assert words.texts == (
        "score.positioning >= 60",
        "vacancy < 20",
        "completeness.positioning >= 0.6",
    )
    score, vacancy, measured = words.rules
    assert score.in_words["zh-hans"] != score.in_words["en"]
    assert (score.units["en"], vacancy.units["en"]) == ("points", "%")
    assert (vacancy.is_share, measured.is_share) == (False, True)
    assert score.names["score.positioning"].titles["en"] == "The score of Positioning"
    assert score.names["score.positioning"].code == "positioning"


def test_a_rule_that_compares_several_units_has_none():
    text = GATED.replace("vacancy < 20", "vacancy < 20 and pilots > 1")
    file = read_framework(text)
    assert gate_words(file, gate_part(file, "t1")).rules[1].units["en"] == ""
