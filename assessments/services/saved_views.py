"""Saved views: a person keeps the filters of a page under a name, for themselves alone. As bookmarks, they are not audited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts import clock
from accounts.errors import RuleBroken
from accounts.models import User
from assessments.models import SavedView
from assessments.selectors.saved_views import PAGES, query_kept

MOST_VIEWS: Final = 50
MOST_OF_A_NAME: Final = 80


@transaction.atomic
def save_view(page: str, query: Mapping[str, str], *, name: str, by: User) -> SavedView:
    """Save a view of a page; of the query, only parameters that the page knows are kept.

    Errors: view_page_unknown, view_name, view_name_taken, views_too_many.
    """
    found = PAGES.get(page)
    if found is None:
        raise RuleBroken("view_page_unknown", _("There is no such page to save a view of."))
    own = _locked_views(by)
    if own.count() >= MOST_VIEWS:
        message = _("You have %(most)s saved views, the most there can be: delete one first.")
        raise RuleBroken("views_too_many", message % {"most": MOST_VIEWS})
    made = SavedView(
        user=by,
        page=page,
        name=_checked_name(name),
        query=query_kept(found, query),
        saved_at=clock.now(),
    )
    _refuse_a_taken_name(made)
    made.save()
    return made


@transaction.atomic
def rename_view(view: SavedView, *, name: str, by: User) -> SavedView:
    """Give one of one's own views another name.

    Errors: view_name, view_name_taken.
    """
    own = _locked_views(by)
    _refuse_others(view, by)
    view = own.get(pk=view.pk)
    view.name = _checked_name(name)
    _refuse_a_taken_name(view)
    view.save(update_fields=["name"])
    return view


@transaction.atomic
def delete_view(view: SavedView, *, by: User) -> None:
    """Delete one of one's own views."""
    _refuse_others(view, by)
    view.delete()


def _locked_views(user: User) -> QuerySet[SavedView]:
    """Return a person's views; whoever changes them waits until the one before has ended."""
    User.objects.select_for_update().get(pk=user.pk)
    return SavedView.objects.filter(user=user)


def _checked_name(name: str) -> str:
    tidy = " ".join(name.replace("\0", "").split())
    if not tidy or len(tidy) > MOST_OF_A_NAME:
        message = _("Give the view a name of at most %(most)s characters.")
        raise RuleBroken("view_name", message % {"most": MOST_OF_A_NAME})
    return tidy


def _refuse_a_taken_name(view: SavedView) -> None:
    same = SavedView.objects.filter(user=view.user_id, page=view.page, name=view.name)
    if same.exclude(pk=view.pk).exists():
        message = _("You have a view of this page with this name already.")
        raise RuleBroken("view_name_taken", message)


def _refuse_others(view: SavedView, by: User) -> None:
    if view.user_id != by.pk:
        raise PermissionDenied(_("Saved views are changed by who saved them."))
