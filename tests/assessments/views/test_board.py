"""The page of who is where."""

import pytest
from django.urls import reverse

from tests.assessments.many import copy_park
from tests.assessments.small import at

BOARD = reverse("assessments:board")


def page_for(client, user, headers=None, **query):
    client.force_login(user)
    with at("2025-07-20"):
        return client.get(BOARD, query, headers=headers)


def html_for(client, user, **query):
    return page_for(client, user, **query).content.decode()


def test_board_links_to_the_reports_that_one_sees(client, cast, scored):
    html = html_for(client, cast.reviewer)
    assert reverse("governance:report_detail", args=["LH-01", "2025-Q2"]) in html
    assert "1 of 1" in html
    html = html_for(client, cast.reviewer, every="month")
    assert reverse("governance:report_detail", args=["LH-01", "2025-06"]) in html


def test_board_links_an_observer_to_nothing_that_is_not_accepted(client, cast, scored):
    html = html_for(client, cast.observer, every="month")
    assert reverse("governance:report_detail", args=["LH-01", "2025-03"]) in html
    assert reverse("governance:report_detail", args=["LH-01", "2025-06"]) not in html
    assert "No accepted report" in html
    assert "Draft" not in html


def test_board_tells_what_is_wrong_and_shows_the_rest(client, cast, scored):
    html = html_for(client, cast.reviewer, every="week", region="QN", as_of="2099-01-01")
    assert "is not a kind of period" in html
    assert 'id="region-error"' in html
    assert 'id="as_of-error"' in html
    assert "Lianhe" in html


def test_board_keeps_its_kind_of_period_and_filters_itself(client, cast, scored):
    html = html_for(client, cast.reviewer, every="month", stage="t1")
    assert '<input type="hidden" name="every" value="month">' in html
    assert f'hx-get="{BOARD}" hx-target="#board"' in html


def test_board_answers_htmx_with_its_part(client, cast, scored):
    html = page_for(client, cast.reviewer, headers={"HX-Request": "true"}).content.decode()
    assert html.lstrip().startswith('<div id="board"')


def test_board_says_what_it_is_for_where_there_is_nothing(client, cast, db):
    assert "No parks yet" in html_for(client, cast.administrator)
    assert "No park is like this" in html_for(client, cast.reviewer, level="national")
    assert "No period has ended yet" in html_for(client, cast.reviewer)


@pytest.mark.parametrize(("role", "most"), [("reviewer", 27), ("observer", 25)])
def test_board_takes_the_same_queries_for_one_park_and_for_many(
    client, cast, scored, role, most, django_assert_max_num_queries
):
    client.force_login(cast.person(role))
    for number in (0, 1, 2):
        if number:
            copy_park(scored, f"LH-2{number}")
        with at("2025-07-20"), django_assert_max_num_queries(most):
            client.get(BOARD)


@pytest.mark.parametrize(
    "role", ["editor", "lead", "reviewer", "authority", "observer", "consultant"]
)
def test_board_takes_as_many_queries_for_every_role(
    client, cast, scored, role, django_assert_num_queries
):
    client.force_login(cast.person(role))
    with at("2025-07-20"), django_assert_num_queries(20):
        client.get(BOARD)
