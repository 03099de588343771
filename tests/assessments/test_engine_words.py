"""The engine's findings in the reader's language."""

import pytest

from assessments.engine_words import REMARKS, SENTENCES, remark_by_code, remark_of, sentence_of
from engine.errors import Code, EngineError, Notice, NoticeCode, Problem
from engine.rules import Context, NameInfo, check, parse

NAMES = {"area": NameInfo(unit="m2", every="month"), "rate": NameInfo(unit="%", every="quarter")}


def said_of(text, expects="truth", context=Context.CHECK):
    with pytest.raises(EngineError) as refused:
        check(parse(text), names=NAMES, expects=expects, context=context)
    return [sentence_of(problem) for problem in refused.value.problems]


def test_every_code_of_the_engine_has_its_sentence():
    assert set(SENTENCES) == set(Code)
    assert set(REMARKS) == set(NoticeCode)


@pytest.mark.parametrize("code", list(Code))
def test_no_sentence_needs_more_than_a_code(code):
    said = sentence_of(Problem(code, "…"))
    assert said.endswith(".")
    assert "%(" not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("areas > 5", "The name “areas” is unknown here; did you mean “area”?"),
        ("xyz > 5", "The name “xyz” is unknown here."),
        ("area > rate", "“rate” is in %, which does not go with m2."),
        ("area + 1", "“area + 1” is a number where a condition is needed."),
        ("(area > 1) + 1 > 0", "“(area > 1)” is a condition where a number is needed."),
        ("score.area > 5", "“score.area” cannot be used in this kind of rule."),
        ("area > 5 5", "“5” cannot stand here in the rule “area > 5 5”."),
        ("foo(area) > 1", "There is no function “foo”; known are:"),
        ("1 < area < 5", "Comparisons cannot be chained; write “a < b and b < c” instead."),
        ("area ** 11 > 1", "An exponent must lie between −10 and 10."),
        (
            "change(area, 99 periods) > 1",
            "The number of periods must be a whole number from 1 to 60.",
        ),
        (
            "mean_over(area + rate, 3) > 1",
            "“mean_over” needs values of one frequency; these are mixed:",
        ),
        ("area > 5 $", "“$” has no meaning in a rule."),
    ],
)
def test_problems_of_rules_name_the_part_that_is_wrong(text, said):
    assert any(one.startswith(said) for one in said_of(text)), said_of(text)


def test_long_values_are_cut():
    said = sentence_of(Problem(Code.METHOD_UNKNOWN, "…", value="x" * 500, params={"known": ("a",)}))
    assert len(said) < 200


def test_an_unknown_code_keeps_the_developers_words():
    assert sentence_of(Problem("brand_new", "Something new.")) == "Something new."
    assert remark_of(Notice("brand_new", "Something new.")) == "Something new."
    assert remark_by_code("brand_new") == ""


def test_notices_are_sentences_too():
    assert remark_of(Notice(NoticeCode.CARRIED_VALUES, "…")) == (
        "A value of an earlier period stands in."
    )
