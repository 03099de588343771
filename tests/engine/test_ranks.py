"""Places in a ranking against cases worked by hand."""

import json
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.ranks import rank

GOLDEN = Path(__file__).parent.parent / "golden" / "ranks.json"


def test_ties_share_the_smallest_place_and_null_has_none():
    case = json.loads(GOLDEN.read_text())["ranks"]
    scores = np.array([np.nan if score is None else score for score in case["scores"]])
    assert [place or None for place in rank(scores).tolist()] == case["descending"]["min"]


def test_nobody_is_ranked_where_nobody_has_a_score():
    assert rank(np.array([np.nan, np.nan])).tolist() == [0, 0]
    assert rank(np.array([])).tolist() == []


@given(st.lists(st.sampled_from([0.0, 1.5, 50.0, 100.0, float("nan")]), max_size=20))
def test_a_place_is_one_more_than_the_number_of_better_scores(scores):
    expected = [0 if s != s else 1 + sum(other > s for other in scores) for s in scores]
    assert rank(np.array(scores)).tolist() == expected
