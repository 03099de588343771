"""The heat map of a portfolio: parks by the categories of the framework, grouped under its goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _

from assessments.choices import NodeKind
from assessments.models import Node, StandingQuarter
from assessments.selectors.portfolio_shown import Shown
from governance.choices import Stage
from parks.models import Park

PER_PAGE = 50
HEAD = "head"
UNKNOWN: list[Any] = [None, "nothing_observed", None, None, None]


@dataclass(frozen=True)
class HeatColumn:
    """A category, or a goal that has none."""

    node: Node
    goal: Node

    @property
    def code(self) -> str:
        return self.node.code


@dataclass(frozen=True)
class HeatGroup:
    """A goal over its columns."""

    goal: Node
    span: int


@dataclass(frozen=True)
class HeatCell:
    """A score with its bounds and completeness, or why there is none, and where it is explained."""

    code: str
    value: float | None
    reason: str
    completeness: float | None
    low: float | None
    high: float | None
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class HeatRow:
    """A park with the score to show first and one cell per column."""

    park: Park
    stage: str
    head: HeatCell
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatMap:
    """One page of rows; `error` tells of an order that does not exist."""

    groups: tuple[HeatGroup, ...]
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    page: Page[StandingQuarter]
    order: str
    error: str


def columns_of(shown: Shown) -> tuple[HeatColumn, ...]:
    """Return the columns: the categories of each goal, in tree order; a goal without categories stands for itself."""
    nodes = {node.pk: node for node in shown.nodes}
    goals = [node for node in shown.nodes if node.kind == NodeKind.GOAL]
    found = []
    for goal in goals:
        below = [one for one in shown.nodes if nodes.get(one.parent_id or 0) is goal]
        found += [HeatColumn(one, goal) for one in below or [goal]]
    return tuple(found)


def orders_of(shown: Shown) -> tuple[str, ...]:
    """Return the orders that a heat map can have; each also backwards, with a minus before it."""
    return (HEAD, "park", "stage", "region", *(one.code for one in columns_of(shown)))


def heat_map(shown: Shown, order: str, number: str | None, root: str) -> HeatMap:
    """Collect one page of the heat map; `root` is the address below which each park has its own."""
    columns = columns_of(shown)
    is_known = order.removeprefix("-") in orders_of(shown)
    words = _("“%(word)s” is not an order of this table.")
    error = words % {"word": order[:40]} if order and not is_known else ""
    order = order if is_known else HEAD
    page = Paginator(ordered(shown, order), PER_PAGE).get_page(number)
    return HeatMap(
        groups=_groups(columns),
        columns=columns,
        rows=tuple(heat_rows(shown, list(page.object_list), root)),
        page=page,
        order=order,
        error=error,
    )


def ordered(shown: Shown, order: str) -> QuerySet[StandingQuarter]:
    """Return the scored quarters with their parks in one of the orders; scores the highest first, those without last."""
    name, is_backwards = order.removeprefix("-"), order.startswith("-")
    rows = shown.standing()
    stages = [When(at_stage=stage, then=Value(place)) for place, stage in enumerate(Stage)]
    keys: dict[str, OrderBy] = {
        HEAD: F("shown_score").desc(nulls_last=True),
        "park": F("park__code").asc(),
        "region": F("park__region__path").asc(),
        "stage": Case(*stages, default=Value(-1)).desc(),
    }
    if name not in keys:
        rows = shown.with_value(rows, name, "sorted_by")
    key = keys.get(name, F("sorted_by").desc(nulls_last=True))
    if is_backwards:
        key.descending = not key.descending
    return (
        rows.order_by(key, "park__code")
        .select_related("park__region")
        .only(
            "outline",
            "park__code",
            "park__name_en",
            "park__name_zh",
            "park__level",
            "park__region__code",
            "park__region__name_en",
            "park__region__name_zh",
        )
    )


def heat_rows(shown: Shown, rows: Sequence[StandingQuarter], root: str) -> Iterator[HeatRow]:
    """Yield a row of the heat map for each scored quarter, in at most one query for all of them."""
    columns = columns_of(shown)
    nodes = {node.pk: node for node in shown.nodes}
    known = shown.outlines(rows)
    query = address_of_why(shown)
    for row in rows:
        outline, park = known[row.park_id], row.park
        head = nodes.get(_shown_node(row))
        to_park = f"{root}{park.code}/why/"
        yield HeatRow(
            park=park,
            stage=str(getattr(row, "at_stage", "")),
            head=_cell(park, head, outline, to_park, query) if head else _no_cell(),
            cells=tuple(_cell(park, one.node, outline, to_park, query) for one in columns),
        )


def address_of_why(shown: Shown) -> str:
    """Return the query of the pages that explain the scores shown."""
    asked = {"period": shown.quarter.code if shown.quarter else ""}
    if shown.moment is not None:
        asked["as_of"] = shown.filters.as_of.text
    return f"?{urlencode(asked)}"


def _shown_node(row: StandingQuarter) -> int:
    return int(getattr(row, "shown_node", None) or 0)


def _cell(park: Park, node: Node, outline: dict[str, list[Any]], root: str, query: str) -> HeatCell:
    value, reason, completeness, low, high = outline.get(node.code, UNKNOWN)
    return HeatCell(
        code=node.code,
        value=value,
        reason=reason,
        completeness=completeness,
        low=low,
        high=high,
        url=f"{root}{node.code}/{query}" if node.code in outline else "",
        label=f"{park.name} · {node.name}",
    )


def _no_cell() -> HeatCell:
    return HeatCell("", None, "nothing_observed", None, None, None)


def _groups(columns: Sequence[HeatColumn]) -> tuple[HeatGroup, ...]:
    goals = dict.fromkeys(column.goal for column in columns)
    spans = {goal: sum(1 for one in columns if one.goal is goal) for goal in goals}
    return tuple(HeatGroup(goal, span) for goal, span in spans.items())
