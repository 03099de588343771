"""The heat map of a portfolio."""

import pytest

from assessments.selectors.portfolio_heat import PER_PAGE, columns_of, heat_map
from tests.assessments.many import copy_park
from tests.assessments.portfolio_of import shown_to

ROOT = "/parks/"


def test_columns_are_categories_under_goals_and_goals_without_any(cast, scored):
    found = heat_map(shown_to(cast.reviewer), "", None, ROOT)
    assert [one.code for one in found.columns] == ["sorting", "piloting", "equality"]
    assert [(one.goal.code, one.span) for one in found.groups] == [
        ("positioning", 2),
        ("equality", 1),
    ]


def test_every_cell_says_its_score_or_why_there_is_none_and_leads_to_why(cast, scored):
    row = heat_map(shown_to(cast.reviewer), "", None, ROOT).rows[0]
    assert row.stage == "t1"
    assert (row.head.code, row.head.value) == ("positioning", 50.0)
    assert row.head.url == "/parks/LH-01/why/positioning/?period=2025-Q2"
    cells = {one.code: one for one in row.cells}
    assert cells["equality"].value is None
    assert cells["equality"].reason == "not_asked"
    assert cells["sorting"].completeness is not None


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("", "LH-02"),
        ("head", "LH-02"),
        ("-head", "LH-03"),
        ("-park", "LH-03"),
        ("park", "LH-01"),
        ("region", "LH-01"),
        ("stage", "LH-01"),
        ("sorting", "LH-01"),
        ("equality", "LH-01"),
    ],
)
def test_rows_stand_in_the_order_asked_for(cast, scored, order, first):
    copy_park(scored, "LH-02", score=80.0)
    copy_park(scored, "LH-03", score=20.0)
    found = heat_map(shown_to(cast.reviewer), order, None, ROOT)
    assert len(found.rows) == 3
    assert found.rows[0].park.code == first
    assert found.error == ""


def test_an_order_that_does_not_exist_is_told(cast, scored):
    found = heat_map(shown_to(cast.reviewer), "vacancy", None, ROOT)
    assert "vacancy" in found.error
    assert found.order == "head"


def test_a_page_takes_the_same_queries_for_one_park_and_for_many(
    cast, scored, django_assert_num_queries
):
    for count in (1, 3):
        for number in range(count - 1):
            copy_park(scored, f"LH-2{number}")
        shown = shown_to(cast.reviewer)
        with django_assert_num_queries(3):
            assert len(heat_map(shown, "sorting", "1", ROOT).rows) == count


def test_pages_beyond_the_last_are_the_last(cast, scored):
    for number in range(PER_PAGE):
        copy_park(scored, f"LH-{number + 100}")
    found = heat_map(shown_to(cast.reviewer), "", "9", ROOT)
    assert (found.page.number, len(found.rows)) == (2, 1)


def test_as_of_a_day_cells_hold_what_was_known(cast, scored):
    shown = shown_to(cast.reviewer, day="2025-08-20", as_of="2025-07-20")
    row = heat_map(shown, "sorting", None, ROOT).rows[0]
    assert row.head.value == 50.0
    assert row.head.url.endswith("?period=2025-Q2&as_of=2025-07-20")


def test_without_a_framework_there_are_no_columns(cast, scored):
    assert columns_of(shown_to(cast.stranger)) == ()
