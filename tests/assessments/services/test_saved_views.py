"""Saving, renaming and deleting views."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.errors import RuleBroken
from assessments.models import SavedView
from assessments.services.saved_views import MOST_VIEWS, delete_view, rename_view, save_view


def test_a_view_keeps_name_and_known_filters(cast):
    query = {"stage": "t1", "every": "month", "page": "2"}
    made = save_view("board", query, name="  Late \n ones ", by=cast.reviewer)
    made.refresh_from_db()
    assert (made.user, made.page, made.name) == (cast.reviewer, "board", "Late ones")
    assert made.query == "stage=t1&every=month"


@pytest.mark.parametrize(
    ("of_page", "name", "code"),
    [
        ("users", "Mine", "view_page_unknown"),
        ("board", " \0 ", "view_name"),
        ("board", "x" * 81, "view_name"),
        ("board", "Taken", "view_name_taken"),
    ],
)
def test_a_view_that_cannot_be_is_refused(cast, of_page, name, code):
    save_view("board", {}, name="Taken", by=cast.reviewer)
    with pytest.raises(RuleBroken) as refused:
        save_view(of_page, {}, name=name, by=cast.reviewer)
    assert refused.value.code == code
    assert SavedView.objects.count() == 1


def test_names_are_one_s_own_on_each_page(cast):
    save_view("board", {}, name="Mine", by=cast.reviewer)
    save_view("portfolio", {}, name="Mine", by=cast.reviewer)
    save_view("board", {}, name="Mine", by=cast.lead)
    assert SavedView.objects.count() == 3


def test_there_are_fifty_views_at_most(cast):
    for number in range(MOST_VIEWS):
        save_view("board", {}, name=str(number), by=cast.reviewer)
    with pytest.raises(RuleBroken) as refused:
        save_view("board", {}, name="One more", by=cast.reviewer)
    assert refused.value.code == "views_too_many"
    save_view("board", {}, name="First", by=cast.lead)


def test_a_view_is_renamed_but_not_to_the_name_of_another(cast):
    view = save_view("board", {}, name="Old", by=cast.reviewer)
    save_view("board", {}, name="Taken", by=cast.reviewer)
    assert rename_view(view, name="New", by=cast.reviewer).name == "New"
    assert rename_view(view, name="New", by=cast.reviewer).name == "New"
    with pytest.raises(RuleBroken) as refused:
        rename_view(view, name="Taken", by=cast.reviewer)
    assert refused.value.code == "view_name_taken"


def test_a_view_is_changed_by_who_saved_it_alone(cast):
    view = save_view("board", {}, name="Mine", by=cast.reviewer)
    with pytest.raises(PermissionDenied):
        rename_view(view, name="Theirs", by=cast.lead)
    with pytest.raises(PermissionDenied):
        delete_view(view, by=cast.lead)
    delete_view(view, by=cast.reviewer)
    assert not SavedView.objects.exists()
