"""The coupling coordination of the goals."""

import pytest

from assessments.selectors.coupling import coupling_of
from assessments.selectors.score_tree import quarter_of, score_tree
from tests.assessments.aspected import scored_by_aspects


def coupling(park):
    return coupling_of(score_tree(quarter_of(park)))


def test_two_scored_goals_are_coupled(cast):
    found = coupling(scored_by_aspects(cast, old=36.0, trained=36.0, tied=36.0))
    degree, development = 2 * (0.36 * 0.64) ** 0.5 / (0.36 + 0.64), 0.5
    assert found.degree == pytest.approx(degree)
    assert found.development == pytest.approx(development)
    assert found.coordination == pytest.approx((degree * development) ** 0.5)
    assert (found.level, found.level_title) == ("primary_coordination", "Primary coordination")


def test_goals_of_later_stages_keep_it_from_being(cast, scored):
    found = coupling(scored)
    assert not found.exists
    assert found.not_asked_names == "Equality"
    assert found.missing == ()


def test_a_goal_without_a_score_is_named(cast):
    found = coupling(scored_by_aspects(cast, funded="not_measured"))
    assert (found.exists, found.missing_names) == (False, "Policy")


def test_it_has_no_meaning_where_every_goal_is_zero(cast):
    found = coupling(scored_by_aspects(cast, old=0.0, trained=0.0, tied=0.0, funded=0.0))
    assert (found.exists, found.level, found.missing) == (False, "", ())
