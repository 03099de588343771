"""What the parser reads, and how it says what it cannot read."""

import pytest

from engine.errors import EngineError
from engine.rules import parse, usage
from engine.rules.functions import FUNCTIONS
from engine.rules.nodes import Arithmetic, Call, Comparison, Junction, Minus, Name, Number, Power

A, B = Name("value", "a"), Name("value", "b")


def problem_of(text):
    with pytest.raises(EngineError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("1.5e3", Number(1500.0)),
        ("value.a", A),
        ("score.a", Name("score", "a")),
        ("count", Name("value", "count")),
        ("a + b - 1", Arithmetic((A, B, Number(1.0)), ("+", "-"))),
        ("a - b * a", Arithmetic((A, Arithmetic((B, A), ("*",))), ("-",))),
        ("(a - b) * a", Arithmetic((Arithmetic((A, B), ("-",)), A), ("*",))),
        ("-a**2", Minus(Power(A, 2.0))),
        ("a**-0.5", Power(A, -0.5)),
        ("-a * b", Arithmetic((Minus(A), B), ("*",))),
        ("a < b or a > b and b == 1", None),
        ("change(a, 4 periods)", Call("change", (A,), 4)),
        ("change(a, 1 period)", Call("change", (A,), 1)),
        ("change(a)", Call("change", (A,))),
        ("trend(a, 12)", Call("trend", (A,), 12)),
        ("round(a, 2)", Call("round", (A,), 2)),
        ("all_over(a < b, 2 periods)", Call("all_over", (Comparison(A, "<", B),), 2)),
    ],
)
def test_texts_become_nodes(text, root):
    found = parse(text).root
    if root is not None:
        assert found == root


def test_or_binds_more_loosely_than_and_and_not_more_tightly():
    root = parse("not a < 1 and b < 1 or a == 1").root
    assert isinstance(root, Junction)
    assert root.word == "or"
    assert isinstance(root.operands[0], Junction)
    assert root == parse("((not (a < 1)) and (b < 1)) or (a == 1)").root


def test_a_rule_knows_its_text_names_and_where_its_parts_stand():
    rule = parse("score.x >= 60 and (a + value.a) > previous.a")
    assert rule.names == {Name("score", "x"), A, Name("previous", "a")}
    right = rule.root.children[1]
    assert rule.text[right.start : right.end] == "(a + value.a) > previous.a"


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("", "empty_rule", ""),
        ("  ", "empty_rule", "  "),
        ("a $ b", "character_unknown", "$"),
        ("“a”", "character_unknown", "“"),
        ("a +", "syntax_error", ""),
        ("a b", "syntax_error", "b"),
        ("(a", "syntax_error", ""),
        ("a)", "syntax_error", ")"),
        ("a = b", "syntax_error", "="),
        ("and a", "syntax_error", "and"),
        ("value.3", "syntax_error", ".3"),
        ("value.(a)", "syntax_error", "("),
        ("a < b < c", "comparison_chained", "<"),
        ("a == b != c", "comparison_chained", "!="),
        ("1e999", "number_too_large", "1e999"),
        ("1" * 41, "number_too_large", "1" * 41),
        ("values.a", "namespace_unknown", "values"),
        ("median(a)", "function_unknown", "median"),
        ("__import__(a)", "function_unknown", "__import__"),
        ("min()", "wrong_arguments", "min()"),
        ("if(a > 1, 2)", "wrong_arguments", "if(a > 1, 2)"),
        ("abs(a, b)", "wrong_arguments", "abs(a, b)"),
        ("trend(a)", "wrong_arguments", "trend(a)"),
        ("trend(a, 2, 3)", "wrong_arguments", "trend(a, 2, 3)"),
        ("min(a, 3 periods)", "wrong_arguments", "min(a, 3 periods)"),
        ("change(a periods)", "wrong_arguments", "change(a periods)"),
        ("round(a, 2 periods)", "wrong_arguments", "round(a, 2 periods)"),
        ("trend(a, 1)", "periods_range", "1"),
        ("trend(a, 61)", "periods_range", "61"),
        ("mean_over(a, 2.5)", "periods_range", "2.5"),
        ("change(a, b)", "periods_range", "b"),
        ("change(a, -1)", "periods_range", "-1"),
        ("round(a, 11)", "digits_range", "11"),
        ("a ** 11", "exponent_too_large", "11"),
        ("a ** -10.5", "exponent_too_large", "-10.5"),
        ("a ** b", "exponent_not_number", "b"),
        ("a ** 2 ** 2", "exponent_not_number", "2 ** 2"),
        ("trend(mean_over(a, 2), 3)", "series_nested", "mean_over"),
        ("all_over(change(a) > 0, 3)", "series_nested", "change"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text, code, part):
    problem = problem_of(text)
    assert problem.code == code
    assert text[problem.start : problem.end] == part
    assert problem.message


def test_series_may_stand_beside_each_other():
    assert parse("min(trend(a, 2), trend(b, 2))")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1" + " " * 2000, "too_long"),
        ("(" * 60 + "1" + ")" * 60, None),
        ("(" * 120 + "1" + ")" * 120, "too_deep"),
        ("-" * 49 + "1", None),
        ("-" * 50 + "1", "too_deep"),
        ("min(" * 49 + "1" + ")" * 49, None),
        ("min(" * 50 + "1" + ")" * 50, "too_deep"),
        ("+".join(["1"] * 499), None),
        ("+".join(["1"] * 500), "too_many_nodes"),
    ],
    ids=str,
)
def test_caps(text, code):
    if code is None:
        assert parse(text)
    else:
        assert problem_of(text).code == code


def test_every_function_says_how_it_is_written():
    assert usage("if") == "if(condition, then, otherwise)"
    assert usage("change") == "change(x[, n periods])"
    assert usage("all_over") == "all_over(rule, n periods)"
    assert all(usage(name).startswith(f"{name}(") for name in FUNCTIONS)
