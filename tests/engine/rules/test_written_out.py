"""The arithmetic of one park with its numbers, in both languages."""

import numpy as np
import pytest

from engine.rules import Column, Environment, parse, written_out

NOT_APPLICABLE = Column(np.array([np.nan]), np.array([2], dtype=np.uint8))
ENV = Environment(
    1,
    {
        ("value", "tax"): [Column.of([24980.0]), Column.of([-20.0]), Column.of([None])],
        ("value", "land"): Column.of([788.0]),
        ("value", "gap"): Column.of([None]),
        ("value", "empty"): NOT_APPLICABLE,
        ("value", "zero"): Column.of([0.0]),
        ("score", "goal"): Column.of([61.25]),
    },
)


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("tax / land", "24,980 ÷ 788 = 31.700507614213198", "24,980 ÷ 788 = 31.700507614213198"),
        ("tax", "24,980", "24,980"),
        ("tax / gap * 100", "24,980 ÷ missing × 100 = missing", "24,980 ÷ 缺失 × 100 = 缺失"),
        ("tax / empty", "24,980 ÷ not applicable = not applicable", "24,980 ÷ 不适用 = 不适用"),
        ("land - previous.tax * 2", "788 − (−20 × 2) = 828", "788 − （−20 × 2） = 828"),
        ("previous.tax ** 2", "(−20)² = 400", "（−20）² = 400"),
        ("change(tax)", "24,980 − (−20) = 25,000", "24,980 − （−20） = 25,000"),
        ("mean_over(tax, 3)", "the mean of missing, −20 and 24,980 = 12,480", None),
        ("trend(tax, 2)", "the average change per period in −20 and 24,980 = 25,000", None),
        ("abs(land - 800)", "|788 − 800| = 12", "|788 − 800| = 12"),
        ("score.goal >= 60", "61.25 ≥ 60: holds", "61.25 ≥ 60：成立"),
        ("score.goal < 60 or tax == 1", "61.25 < 60 or 24,980 = 1: does not hold", None),
        (
            "gap > 1 and score.goal >= 60",
            "missing > 1 and 61.25 ≥ 60: cannot be decided, missing: Gap",
            "缺失 > 1，且61.25 ≥ 60：无法判定，缺少Gap",
        ),
        ("1 / zero > 1", "1 ÷ 0 > 1: cannot be decided", "1 ÷ 0 > 1：无法判定"),
        (
            "all_over(tax > 0, 2)",
            "−20 > 0; 24,980 > 0: does not hold",
            "−20 > 0；24,980 > 0：不成立",
        ),
        ("ismissing(gap)", "Gap is missing: holds", "Gap缺失：成立"),
        ("not tax != 1", "24,980 = 1: does not hold", "24,980 = 1：不成立"),
        ("if(land > 0, 1, 2)", "1 if 788 > 0, otherwise 2 = 1", None),
        ("coalesce(gap > 1, true)", None, "条件（缺失 > 1；恒成立）中首个可判定者成立：成立"),
    ],
)
def test_the_numbers_of_one_park(text, english, chinese):
    for language, expected in (("en", english), ("zh-hans", chinese)):
        found = written_out(parse(text), ENV, 0, language, titles={"gap": "Gap"})
        assert expected in (None, found)


def test_numbers_may_be_written_another_way():
    found = written_out(parse("tax / land"), ENV, 0, formatter="{:,.2f}".format)
    assert found == "24,980.00 ÷ 788.00 = 31.70"


def test_nothing_over_nothing_where_it_means_not_applicable():
    found = written_out(parse("zero / zero"), ENV, 0, empty_not_applicable=True)
    assert found == "0 ÷ 0 = not applicable"


def test_one_park_out_of_many():
    env = Environment(2, {("value", "a"): Column.of([1.0, 2.0])})
    assert written_out(parse("a * 2"), env, 1) == "2 × 2 = 4"
