"""Saved views: the pages that have them, what of an address is kept, and those of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from assessments.models import SavedView
from assessments.permissions import may_use_saved_view
from assessments.selectors.board import KEPT as KEPT_BY_BOARD
from assessments.selectors.portfolio import KEPT as KEPT_BY_PORTFOLIO
from assessments.selectors.portfolio_filters import FIELDS

LONGEST_VALUE: Final = 100
TIED_TO_A_QUARTER: Final = ("quarter", "framework")
"""The parameters without which a view goes on to the latest quarter and what scores it."""
SHOWN: Final = 6


@dataclass(frozen=True)
class SavedPage:
    """A page whose views can be saved: its name, its address and the parameters that are kept of it."""

    code: str
    title: Promise
    address: str
    parameters: tuple[str, ...]


PAGES: Final = {
    one.code: one
    for one in (
        SavedPage(
            "portfolio", _("Portfolio"), "assessments:portfolio", (*FIELDS, *KEPT_BY_PORTFOLIO)
        ),
        SavedPage("board", _("Who is where"), "assessments:board", (*FIELDS, *KEPT_BY_BOARD)),
        SavedPage(
            "park_list", _("Parks"), "parks:park_list", ("q", "region", "level", "industry", "sort")
        ),
    )
}
AT: Final = {one.address: one for one in PAGES.values()}


@dataclass(frozen=True)
class SavedRow:
    """A saved view with its page."""

    view: SavedView
    page: SavedPage
    is_current: bool = False


@dataclass(frozen=True)
class SavedViews:
    """The views that a person saved of the page in view; `query` is what would be saved of it now."""

    page: SavedPage | None = None
    query: str = ""
    rows: tuple[SavedRow, ...] = ()

    @property
    def first(self) -> tuple[SavedRow, ...]:
        return self.rows[:SHOWN]

    @property
    def is_of_a_quarter(self) -> bool:
        """Whether the quarter is named, and so would not go on with time."""
        return "quarter=" in self.query

    @property
    def is_saved(self) -> bool:
        """Whether what is shown is one of the views."""
        return any(one.is_current for one in self.rows)


def query_kept(page: SavedPage, query: Mapping[str, str]) -> str:
    """Return the part of a query that a view of the page keeps: its own parameters, in their order, and nothing else."""
    kept = {
        name: query[name].replace("\0", "").strip()[:LONGEST_VALUE]
        for name in page.parameters
        if query.get(name, "").strip()
    }
    return urlencode({name: value for name, value in kept.items() if value})


def saved_views_at(user: User, address: str, query: Mapping[str, str]) -> SavedViews:
    """Return one's views of the page at a named address, in one query; without any where it has none."""
    page = AT.get(address)
    if page is None:
        return SavedViews()
    now = query_kept(page, query)
    views = SavedView.objects.filter(may_use_saved_view(user), page=page.code).order_by("name")
    return SavedViews(page, now, tuple(SavedRow(one, page, one.query == now) for one in views))


def saved_views_of(user: User) -> tuple[SavedRow, ...]:
    """Return all views of a person, by page and name."""
    views = SavedView.objects.filter(may_use_saved_view(user)).order_by("page", "name")
    return tuple(SavedRow(one, PAGES[one.page]) for one in views if one.page in PAGES)
