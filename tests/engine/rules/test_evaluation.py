"""Rules on columns: each construct by an example, gaps, notices and speed."""

import time

import numpy as np
import pytest

from engine.errors import EngineError
from engine.rules import MISSING, NOT_APPLICABLE, OK, Column, Environment, evaluate, parse

GAP, EMPTY = "missing", "not applicable"


def column(*cells):
    state = [{GAP: MISSING, EMPTY: NOT_APPLICABLE}.get(cell, OK) for cell in cells]
    numbers = [np.nan if isinstance(cell, str) else cell for cell in cells]
    return Column(np.array(numbers, dtype=float), np.array(state, dtype=np.uint8))


ENV = Environment(
    4,
    {
        ("value", "a"): [column(6, 0, GAP, EMPTY), column(4, 1, 2, 3), column(2, GAP, 4, EMPTY)],
        ("value", "b"): [column(3, 0, 2, GAP), column(1, 1, 1, 1)],
        ("score", "goal"): column(60, 59.9, GAP, EMPTY),
    },
)


def result_of(text, **settings):
    found = evaluate(parse(text), ENV, **settings)
    words = {MISSING: GAP, NOT_APPLICABLE: EMPTY}
    cells = zip(found.values.tolist(), found.state.tolist(), strict=True)
    return [words.get(state, value) for value, state in cells]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("3", [3, 3, 3, 3]),
        ("a + b * 2", [12, 0, GAP, EMPTY]),
        ("a - b - 1", [2, -1, GAP, EMPTY]),
        ("-a", [-6, 0, GAP, EMPTY]),
        ("a / b", [2, GAP, GAP, EMPTY]),
        ("b ** 2", [9, 0, 4, GAP]),
        ("b ** -1", [1 / 3, GAP, 0.5, GAP]),
        ("(-b) ** 0.5", [GAP, 0, GAP, GAP]),
        ("a > b", [1, 0, GAP, GAP]),
        ("a == b", [0, 1, GAP, GAP]),
        ("a > b or b == 2", [1, 0, 1, GAP]),
        ("a > b and b == 3", [1, 0, 0, GAP]),
        ("a > b and b == 0", [0, 0, 0, GAP]),
        ("not a > b", [0, 1, GAP, GAP]),
        ("score.goal >= 60", [1, 0, GAP, GAP]),
        ("true and false", [0, 0, 0, 0]),
        ("if(b > 2, a, b)", [6, 0, 2, GAP]),
        ("if(a > 2, 1, 2)", [1, 2, GAP, EMPTY]),
        ("min(a, b, 5)", [3, 0, GAP, EMPTY]),
        ("max(a, b, 5)", [6, 5, GAP, EMPTY]),
        ("sum(a, b, 5)", [14, 5, GAP, EMPTY]),
        ("mean(a, b)", [4.5, 0, 2, GAP]),
        ("mean(a)", [6, 0, GAP, EMPTY]),
        ("count(a, b)", [2, 2, 1, 0]),
        ("count(a > 1, b > 1)", [2, 0, 1, 0]),
        ("coalesce(a, b)", [6, 0, 2, GAP]),
        ("coalesce(a, a)", [6, 0, GAP, EMPTY]),
        ("coalesce(a, b, 7)", [6, 0, 2, 7]),
        ("ismissing(a)", [0, 0, 1, 1]),
        ("abs(b - 2)", [1, 2, 0, GAP]),
        ("round(b / 2)", [2, 0, 1, GAP]),
        ("round(b / 9, 2)", [0.33, 0, 0.22, GAP]),
        ("previous.a", [4, 1, 2, 3]),
        ("change(a)", [2, -1, GAP, EMPTY]),
        ("change(b, 1 period)", [2, -1, 1, GAP]),
        ("change(a, 2 periods)", [4, GAP, GAP, EMPTY]),
        ("trend(a, 3)", [2, -1, -2, GAP]),
        ("trend(b, 2)", [2, -1, 1, GAP]),
        ("mean_over(a, 3)", [4, 0.5, 3, 3]),
        ("mean_over(a - b, 2)", [3, 0, 1, 2]),
        ("all_over(a > 1, 2)", [1, 0, GAP, GAP]),
        ("all_over(b >= 1, 2)", [1, 0, 1, GAP]),
    ],
)
def test_constructs(text, result):
    assert result_of(text) == result


def test_nothing_over_nothing_is_not_applicable_where_told():
    assert result_of("a / b", empty_not_applicable=True) == [2, EMPTY, GAP, EMPTY]
    assert result_of("1 / b", empty_not_applicable=True) == [1 / 3, GAP, 0.5, GAP]


def test_a_division_by_zero_is_noticed_with_its_place_and_parks():
    (notice,) = evaluate(parse("1 + b / (b - 3)"), ENV).notices
    assert notice.code == "division_by_zero"
    assert notice.place == "b / (b - 3)"
    assert notice.value == 1
    assert notice.params["units"] == (0,)


@pytest.mark.parametrize(
    "text",
    [
        "if(b == 0, 0, a / b)",
        "coalesce(b, 1 / b)",
        "if(b != 0, 1 / b, 0)",
    ],
)
def test_a_branch_not_taken_is_not_noticed(text):
    assert evaluate(parse(text), ENV).notices == ()


def test_nothing_over_nothing_is_not_noticed_where_told():
    assert evaluate(parse("a / b"), ENV, empty_not_applicable=True).notices == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1e308 * 10", "number_overflow"),
        ("1e308 + 1e308", "number_overflow"),
        ("sum(1e308, 1e308)", "number_overflow"),
        ("mean(1e308, 1e308)", "number_overflow"),
        ("1e200 ** 2", "number_overflow"),
        ("1e300 ** 1.5", "number_overflow"),
        ("1e-200 ** -2", "number_overflow"),
        ("0 ** -1", "division_by_zero"),
        ("(0 - 8) ** 1.5", "power_undefined"),
    ],
)
def test_what_is_no_number_is_missing_with_a_notice(text, code):
    found = evaluate(parse(text), ENV)
    assert found.state.tolist() == [MISSING] * 4
    assert [notice.code for notice in found.notices] == [code]


def test_an_unknown_name_and_a_wrong_size_are_refused():
    with pytest.raises(EngineError, match="name_unknown"):
        evaluate(parse("unheard_of"), ENV)
    with pytest.raises(EngineError, match="shape_mismatch"):
        evaluate(parse("a"), Environment(3, ENV.columns))


def test_no_parks_at_all():
    env = Environment(0, {("value", "a"): Column.of([])})
    assert evaluate(parse("a / 0 + 1"), env).values.tolist() == []


def test_ten_thousand_parks_take_milliseconds():
    """The longest formula of the framework, ten times a fair share of slack for a busy machine."""
    size = 10_000
    values = np.linspace(1, 2, size)
    env = Environment(size, {("value", code): Column.of(values) for code in "abcd"})
    rule = parse("1 - (a**2 + b**2 + c**2 + d**2) / (a + b + c + d)**2")
    took = []
    for _ in range(5):
        start = time.perf_counter()
        evaluate(rule, env)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.02
