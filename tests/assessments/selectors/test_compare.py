"""Parks side by side."""

import pytest

from assessments.selectors.compare import MOST, compare_filter, comparison_of, parks_meant
from assessments.selectors.gates import gate_of
from assessments.selectors.headlines import headlines_of
from tests.assessments.many import copy_park
from tests.assessments.small import at

DAY = "2025-07-20"


def compared(user, *codes, day=DAY, **query):
    with at(day):
        return comparison_of(user, codes, compare_filter(query))


def row_of(found, code):
    return next(one for one in found.rows if one.node.code == code)


def test_scores_stand_side_by_side_with_the_difference_to_the_first(cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    found = compared(cast.reviewer, "LH-01", "LH-02")
    first, second = row_of(found, "positioning").scores
    assert (first.value, first.difference) == (50.0, None)
    assert (second.value, second.difference) == (80.0, 30.0)
    assert [one.node.code for one in found.rows][:2] == ["index", "positioning"] or found.rows
    assert row_of(found, "equality").scores[0].why_none == "Not yet asked"


def test_the_first_park_named_is_the_one_compared_to(cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    found = compared(cast.reviewer, "LH-02", "LH-01")
    assert [one.park.code for one in found.parks] == ["LH-02", "LH-01"]
    assert row_of(found, "positioning").scores[1].difference == -30.0


def test_heads_are_stage_score_and_gate_of_each_park(cast, scored):
    found = compared(cast.reviewer, "LH-01").parks[0]
    headline = headlines_of([scored])[scored.pk]
    assert (found.stage, found.head.code) == ("t1", headline.head.node.code)
    assert found.score.value == headline.head.value
    with at(DAY):
        assert found.gate == gate_of(scored)
    assert len(found.overview) == 3


def test_trends_begin_with_the_first_scored_quarter(cast, scored):
    found = compared(cast.reviewer, "LH-01")
    assert [one.code for one in found.quarters] == ["2025-Q1", "2025-Q2"]
    line = next(one for one in found.trends if one.node.code == "positioning")
    assert line.values[0][-1] == 50.0


def test_a_park_that_is_not_seen_is_as_unknown_as_one_that_does_not_exist(cast, scored):
    found = compared(cast.reviewer, "LH-01", "QN-01", "nowhere")
    assert [one.park.code for one in found.parks] == ["LH-01"]
    assert found.unknown == ("QN-01", "nowhere")


def test_more_than_six_parks_are_left_out_by_name(cast, scored):
    codes = [copy_park(scored, f"LH-1{number}").code for number in range(MOST + 1)]
    found = compared(cast.reviewer, *codes)
    assert len(found.parks) == MOST
    assert found.is_full
    assert found.left_out == ("LH-16",)


def test_codes_are_read_in_any_case_and_once(cast, scored):
    found = compared(cast.reviewer, "lh-01", "lh-01", " ", "a\0b")
    assert [one.park.code for one in found.parks] == ["LH-01"]
    assert found.unknown == ("ab",)


def test_as_of_a_day_scores_are_those_known_then(cast, scored):
    found = compared(
        cast.reviewer, "LH-01", day="2025-08-20", as_of="2025-07-02", quarter="2025-Q2"
    )
    assert all(one.scores[0].value is None for one in found.rows)
    found = compared(cast.reviewer, "LH-01", day="2025-08-20", as_of=DAY)
    assert row_of(found, "positioning").scores[0].value == 50.0


def test_without_parks_there_is_nothing(cast, scored):
    found = compared(cast.reviewer)
    assert (found.parks, found.rows, found.trends) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "codes"),
    [("lh-01", ["LH-01"]), ("lianhe", ["LH-01"]), ("QN-01", []), ("  ", []), ("LH", ["LH-01"])],
)
def test_parks_are_meant_by_code_or_words_among_those_seen(cast, scored, text, codes):
    with at(DAY):
        assert [one.code for one in parks_meant(cast.reviewer, text)] == codes


def test_any_number_of_parks_takes_the_same_queries(cast, scored, django_assert_max_num_queries):
    codes = ["LH-01", *(copy_park(scored, f"LH-1{number}").code for number in range(2))]
    for asked in (codes[:1], codes):
        with django_assert_max_num_queries(26):
            compared(cast.reviewer, *asked)
