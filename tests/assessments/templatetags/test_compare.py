"""What the board and the comparison are drawn with."""

import pytest
from django.template.loader import get_template

from assessments.choices import BoardState
from assessments.templatetags.compare import SIGNS, at_place, overview, sign_of, small_line, tone


def test_every_state_has_a_sign_of_its_own():
    assert {sign_of(state) for state in BoardState} == set(SIGNS.values())
    assert len(set(SIGNS.values())) == len(BoardState)
    assert get_template("assessments/board.html")


@pytest.mark.parametrize(
    ("value", "name"), [(None, "hatch"), (0.0, "heat-0"), (59.9, "heat-5"), (100.0, "heat-9")]
)
def test_tones_follow_the_scale(value, name):
    assert tone(value) == name


def test_a_line_is_broken_where_there_is_no_score():
    html = small_line([10.0, 20.0, None, 40.0, 50.0], "A & B")
    assert html.count("<line") == 2
    assert "A &amp; B: from 10.0 to 50.0" in html
    assert "No score" in small_line([None, None], "A")
    assert small_line([30.0], "A").count("<circle") == 1


def test_an_overview_has_an_axis_for_each_category_and_no_side_to_what_is_missing():
    html = overview([50.0, None, 70.0, 80.0], ["A", "B", "<C>", "D"], "Park")
    assert html.count("<text") == 4
    assert html.count("<circle") == 3
    assert html.count('<line class="run"') == 2
    assert "2. B –" in html
    assert "<C>" not in html
    assert overview([1.0, 2.0], ["A", "B"], "Park") == ""


def test_a_place_of_a_row():
    assert at_place(("a", "b"), 1) == "b"
