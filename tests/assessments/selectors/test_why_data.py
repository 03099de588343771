"""The explanation as data."""

from assessments.api.scores import for_answer
from assessments.models import Score
from assessments.selectors.score_tree import quarter_of
from assessments.selectors.why_data import why_data


def data(park, node, period=""):
    standing = quarter_of(park, period)
    scores = for_answer(Score.objects.current())
    return why_data(standing, scores.get(park=park, period=standing.period, node__code=node))


def test_rules_are_said_in_both_languages(scored):
    said = data(scored, "positioning")["rules_in_words"]
    assert set(said) == {"tax / land", "pilots < previous.pilots"}
    assert said["tax / land"] == {"en": "Tax paid ÷ Land", "zh-hans": "中文Tax paid ÷ 中文Land"}


def test_a_node_lists_the_sources_of_all_values_below_it(scored):
    found = data(scored, "sorting", "2025-Q1")
    assert [one["indicator"] for one in found["sources"]] == [
        "vacancy",
        "tax",
        "tax",
        "tax",
        "land",
    ]


def test_steps_and_waterfall_are_complete(scored):
    found = data(scored, "vacancy")
    assert found["path"] == ["positioning", "sorting", "vacancy"]
    assert [one["code"] for one in found["steps"]] == found["path"]
    assert {bar["kind"] for bar in found["waterfall"]} == {"top", "cap", "sibling", "own"}
    assert found["is_verified"]
