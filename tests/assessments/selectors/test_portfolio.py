"""The page of a portfolio, put together of its parts."""

import pytest

from assessments.selectors.portfolio import portfolio_page
from tests.assessments.many import copy_park
from tests.assessments.small import at


def page_for(user, **query):
    with at("2025-07-20"):
        return portfolio_page(user, query, "/parks/", "/portfolio/?")


def test_every_part_is_of_the_same_parks(cast, scored):
    copy_park(scored, "LH-02", score=80.0)
    page = page_for(cast.reviewer)
    assert page.figures.parks == page.figures.now.parks == 2
    assert page.heat.page.paginator.count == page.ranking.parks == 2
    assert sum(one.parks for one in page.stages) == 2
    assert sum(one.parks for one in page.map.bands) == 2
    assert page.errors == ()


def test_what_cannot_be_is_told_and_the_rest_shown(cast, scored):
    page = page_for(cast.reviewer, order="zz", goal="zz", list="zz", stage="zz")
    assert len(page.errors) == 3
    assert list(page.shown.errors) == ["stage"]
    assert page.figures.parks == 1


@pytest.mark.parametrize(
    ("role", "most"),
    [("reviewer", 40), ("authority", 40), ("observer", 38), ("consultant", 38)],
)
def test_a_page_takes_the_same_queries_for_one_park_and_for_many(
    cast, scored, role, most, django_assert_max_num_queries
):
    taken = set()
    for count in (1, 3):
        for number in range(count - 1):
            copy_park(scored, f"LH-2{number}", longitude=110.0, latitude=30.0)
        with django_assert_max_num_queries(most) as queries:
            page_for(cast.person(role), list="accepted")
        taken.add(len(queries))
    assert len(taken) == 1
