"""Saved views of a person."""

import pytest

from assessments.selectors.saved_views import PAGES, query_kept, saved_views_at, saved_views_of
from assessments.services.saved_views import save_view


def test_only_what_the_page_knows_is_kept_in_its_own_order():
    query = {"order": "-head", "stage": " t1 ", "page": "3", "format": "csv", "level": "", "x": "1"}
    assert query_kept(PAGES["portfolio"], query) == "stage=t1&order=-head"
    assert query_kept(PAGES["park_list"], query) == ""


def test_values_are_cut_and_cleaned():
    kept = query_kept(PAGES["park_list"], {"q": "a\0" + "b" * 500})
    assert kept == "q=a" + "b" * 99


def test_views_of_the_page_in_view_are_listed_in_one_query(cast, django_assert_num_queries):
    for number in range(8):
        query = {"q": str(number)}
        save_view("park_list", query, name=f"View {number}", by=cast.reviewer)
    save_view("board", {}, name="Board", by=cast.reviewer)
    save_view("park_list", {}, name="Theirs", by=cast.lead)
    with django_assert_num_queries(1):
        found = saved_views_at(cast.reviewer, "parks:park_list", {"q": "3", "page": "2"})
    assert [one.view.name for one in found.rows] == [f"View {number}" for number in range(8)]
    assert len(found.first) == 6
    assert found.is_saved
    assert found.query == "q=3"


@pytest.mark.parametrize("address", ["assessments:home", ""])
def test_other_pages_have_no_views(cast, address, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert saved_views_at(cast.reviewer, address, {}).page is None


def test_all_views_of_a_person_are_listed(cast):
    save_view("park_list", {}, name="Mine", by=cast.reviewer)
    save_view("board", {}, name="Also mine", by=cast.reviewer)
    save_view("board", {}, name="Theirs", by=cast.lead)
    names = [one.view.name for one in saved_views_of(cast.reviewer)]
    assert names == ["Also mine", "Mine"]
