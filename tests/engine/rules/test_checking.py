"""Names, kinds, units and frequencies of a rule."""

import pytest

from engine.errors import EngineError
from engine.rules import Context, NameInfo, check, parse

NAMES = {
    "floor": NameInfo("m2", every="month"),
    "value.vacant": NameInfo("m2", every="month"),
    "rate": NameInfo("%", every="quarter"),
    "ratio": NameInfo(),
    "score.goal": NameInfo("points"),
    "completeness.goal": NameInfo("share"),
}


def codes_of(text, expects="truth", context=Context.GATE):
    try:
        check(parse(text), names=NAMES, expects=expects, context=context)
    except EngineError as error:
        return [str(problem.code) for problem in error.problems]
    return []


@pytest.mark.parametrize(
    "text",
    [
        "vacant <= floor",
        "value.floor == floor and not ratio > rate",
        "floor / vacant > rate",
        "floor * 2 + 3 > vacant",
        "floor ** 2 < rate",
        "abs(rate - previous.rate) <= 10",
        "if(score.goal >= 60, floor, vacant) > 0",
        "count(floor, rate, ratio) >= 2",
        "count(floor > 1, rate > 1) >= rate",
        "trend(rate, 4) > ratio",
        "change(floor) > vacant",
        "completeness.goal >= 0.8",
        "coalesce(rate > 1, true)",
        "ismissing(rate > 1) or ismissing(floor)",
        "all_over(floor > vacant, 2)",
    ],
)
def test_good_rules(text):
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("flor > 1", ["name_unknown"]),
        ("score.floor > 1", ["name_unknown"]),
        ("previous.goal > 1", ["name_unknown"]),
        ("floor", ["type_mismatch"]),
        ("floor and true", ["type_mismatch"]),
        ("not 1", ["type_mismatch"]),
        ("(floor > 1) + 1 > 2", ["type_mismatch"]),
        ("-(true) > 1", ["type_mismatch"]),
        ("true ** 2 > 1", ["type_mismatch"]),
        ("true == true", ["type_mismatch", "type_mismatch"]),
        ("if(1, true, false)", ["type_mismatch"]),
        ("if(true, 1, false)", ["type_mismatch", "type_mismatch"]),
        ("count(floor, rate > 1) > 1", ["type_mismatch"]),
        ("all_over(floor, 2)", ["type_mismatch"]),
        ("trend(floor > 1, 2) > 1", ["type_mismatch"]),
        ("floor > rate", ["unit_mismatch"]),
        ("floor + vacant - rate > 1", ["unit_mismatch"]),
        ("min(floor, 1, rate) > 1", ["unit_mismatch"]),
        ("if(true, rate, floor) > 1", ["unit_mismatch"]),
        ("mean_over(rate, 2) > change(floor)", ["unit_mismatch"]),
        ("score.goal > completeness.goal", ["unit_mismatch"]),
        ("all_over(floor / rate > 1, 2)", ["frequency_mismatch"]),
        ("flor > 1 and floor > rate or 1", ["name_unknown", "unit_mismatch", "type_mismatch"]),
    ],
)
def test_all_problems_at_once(text, codes):
    assert codes_of(text) == codes


@pytest.mark.parametrize(
    ("context", "text", "is_allowed"),
    [
        (Context.FORMULA, "value.floor", True),
        (Context.FORMULA, "previous.floor", False),
        (Context.FORMULA, "score.goal", False),
        (Context.CHECK, "previous.floor", True),
        (Context.CHECK, "score.goal", False),
        (Context.CHECK, "completeness.goal", False),
        (Context.CAP, "score.goal", True),
        (Context.GATE, "completeness.goal", True),
    ],
)
def test_a_context_allows_only_its_prefixes(context, text, is_allowed):
    expected = [] if is_allowed else ["namespace_not_allowed"]
    assert codes_of(text, "number", context) == expected


def test_a_problem_carries_its_place_and_a_suggestion():
    with pytest.raises(EngineError) as caught:
        check(parse("vacant / flor"), names=NAMES, expects="number", place="indicator x")
    (problem,) = caught.value.problems
    assert (problem.place, problem.value, problem.start, problem.end) == (
        "indicator x",
        "flor",
        9,
        13,
    )
    assert problem.params == {"name": "flor", "suggestion": "floor"}
    assert "did you mean 'floor'" in str(caught.value)
