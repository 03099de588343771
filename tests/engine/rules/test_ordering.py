"""Formulas in the order they need each other, and circles among them."""

import pytest

from engine.errors import EngineError
from engine.rules import Name, check_cycles, evaluation_order, parse, periods_needed
from engine.rules.ordering import periods_back


def formulas(**texts):
    return {code: parse(text) for code, text in texts.items()}


def test_a_formula_stands_after_those_it_uses():
    given = formulas(a="b / c", b="c + item", c="item * 2", d="item")
    assert evaluation_order(given) == ["c", "b", "a", "d"]


def test_every_circle_is_one_problem_with_its_way_round():
    given = formulas(a="b", b="c + 1", c="a", d="d * 2", e="a + item")
    with pytest.raises(EngineError) as caught:
        check_cycles(given)
    first, second = caught.value.problems
    assert first.code == "formula_cycle"
    assert first.params == {"cycle": ("a", "b", "c", "a")}
    assert (first.place, first.rule, first.start, first.end) == ("c", "a", 0, 1)
    assert second.params == {"cycle": ("d", "d")}


def test_a_long_chain_needs_no_deep_stack():
    given = {f"f{i}": parse(f"f{i + 1} + 1") for i in range(5000)}
    assert evaluation_order(given)[0] == "f4999"


def test_other_prefixes_make_no_circle():
    check_cycles(formulas(a="score.a + previous.a"))


def test_how_far_back_a_rule_looks():
    rule = parse("change(a, 4) + trend(b, 3) + change(a) + c + all_over(a > d, 2)")
    assert periods_needed(rule) == {
        Name("value", "a"): 4,
        Name("value", "b"): 2,
        Name("value", "c"): 0,
        Name("value", "d"): 1,
    }


def test_periods_of_a_call():
    assert periods_back(parse("change(a)").root) == (0, 1)
    assert periods_back(parse("change(a, 3)").root, back=2) == (2, 5)
    assert periods_back(parse("trend(a, 3)").root, back=1) == (1, 2, 3)
    assert periods_back(parse("abs(a)").root, back=4) == (4,)
