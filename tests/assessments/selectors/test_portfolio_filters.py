"""What the address of a portfolio asks for."""

import pytest

from assessments.selectors.portfolio_filters import portfolio_filter
from tests.assessments.small import at


def test_nothing_asked_narrows_nothing():
    asked = portfolio_filter({"page": "3", "order": "head"})
    assert not asked.is_narrowing
    assert (asked.typed, asked.errors) == ({}, {})


def test_every_filter_is_read():
    with at("2025-07-20"):
        asked = portfolio_filter(
            {
                "quarter": "2025-Q2",
                "framework": "small:1",
                "region": "YJ",
                "stage": "t1",
                "level": "national",
                "industry": "C13",
                "score_from": "20",
                "score_to": "80.5",
                "complete": "60",
                "as_of": "2025-07-01",
            }
        )
    assert asked.errors == {}
    assert (asked.score_from, asked.score_to, asked.complete) == (20.0, 80.5, 60.0)
    assert asked.as_of.day.isoformat() == "2025-07-01"
    assert asked.is_narrowing_parks
    assert asked.is_narrowing_scores
    assert asked.has_more


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stage", "t9"),
        ("level", "x"),
        ("industry", "C99"),
        ("score_from", "many"),
        ("score_to", "101"),
        ("complete", "nan"),
        ("as_of", "yesterday"),
        ("as_of", "2999-01-01"),
    ],
)
def test_what_cannot_be_is_told_at_its_filter_and_not_applied(name, text):
    asked = portfolio_filter({name: text, "region": "YJ"})
    assert list(asked.errors) == [name]
    assert asked.typed[name] == text
    assert asked.region == "YJ"
    assert not asked.is_narrowing_scores
    assert asked.stage == ""


def test_scores_the_wrong_way_round_are_told():
    asked = portfolio_filter({"score_from": "60", "score_to": "40"})
    assert list(asked.errors) == ["score_to"]
    assert (asked.score_from, asked.score_to) == (60.0, None)


def test_odd_texts_do_no_harm():
    asked = portfolio_filter({"region": "\0" + "X" * 500, "stage": "  "})
    assert len(asked.region) <= 100
    assert "\0" not in asked.region
    assert asked.errors == {}
