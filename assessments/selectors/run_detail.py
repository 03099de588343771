"""One run: who sees what of it, the ranking on a node, the heat map of its parks, notices and manifest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from accounts.models import User
from assessments.choices import NodeKind, RunStatus
from assessments.engine_words import remark_by_code
from assessments.framework_file import spec_of
from assessments.models import Node, Run, RunPark, RunRank, RunScore, RunShard
from parks.models import Park
from parks.models.naming import is_chinese
from parks.permissions import parks_of

PER_PAGE: Final = 50
HEADS: Final = (NodeKind.INDEX, NodeKind.GOAL)
RANKED: Final = (*HEADS, NodeKind.CATEGORY)
COUNTS: Final = {"shards", "shard_parks"}


@dataclass(frozen=True)
class Column:
    """A node with a column of the heat map."""

    node: Node
    is_chosen: bool


@dataclass(frozen=True)
class ColumnGroup:
    """Neighbouring columns below one goal; `goal` is None for what stands beside the goals."""

    goal: Node | None
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class RunRow:
    """A park of the run: its place and score on the chosen node, and its cells in the order of the columns."""

    run_park: RunPark
    place: int | None
    score: RunScore | None
    cells: tuple[RunScore | None, ...]


@dataclass(frozen=True)
class RunNotice:
    """What the engine remarked at a node, in words, and about how many of the parks in sight."""

    code: str
    sentence: str
    place: str
    title: str
    parks: int


@dataclass(frozen=True)
class RunResult:
    """The result of a run that is done, as far as the reader sees its parks."""

    nodes: tuple[Node, ...]
    node: Node
    groups: tuple[ColumnGroup, ...]
    page: Page[RunPark]
    rows: tuple[RunRow, ...]
    ranked: int


@dataclass(frozen=True)
class RunDetail:
    """What the page of a run shows; `parks_seen` of its parks are in sight of the reader."""

    run: Run
    parks_seen: int
    sees_all: bool
    result: RunResult | None
    notices: tuple[RunNotice, ...]
    manifest: tuple[tuple[str, str], ...]
    left_out: tuple[Park, ...]

    @property
    def percent(self) -> int:
        """How much of the run is done, from 0 to 100."""
        total = self.run.parks_total
        return min(100, self.run.parks_scored * 100 // total) if total else 0


def parks_in_sight(run: Run, user: User) -> QuerySet[RunPark]:
    """Return the parks of a run that the reader may see."""
    return RunPark.objects.filter(run=run, park__in=parks_of(user))


def run_detail(run: Run, user: User, *, node: str = "", page: str | None = None) -> RunDetail:
    """Collect what the page of a run shows; the places are those on `node`, else on the run's head."""
    seen = parks_in_sight(run, user).count()
    is_done = run.status == RunStatus.DONE
    return RunDetail(
        run=run,
        parks_seen=seen,
        sees_all=seen == run.parks_total,
        result=_result_of(run, user, node, page) if is_done else None,
        notices=notices_of(run, user) if is_done else (),
        manifest=manifest_of(run, sees_all=seen == run.parks_total),
        left_out=left_out_of(run, user),
    )


def nodes_ranked(run: Run) -> tuple[Node, ...]:
    """Return the nodes on which parks are ranked, in tree order."""
    nodes = Node.objects.filter(version=run.version_id, kind__in=RANKED)
    return tuple(nodes.select_related("parent").order_by("position"))


def head_node(run: Run, nodes: Sequence[Node], code: str) -> Node:
    """Return the node named, else the index or goal on which most parks have a place."""
    for node in nodes:
        if node.code == code:
            return node
    counted = RunRank.objects.filter(run=run, node__kind__in=HEADS).order_by()
    counts = dict(counted.values_list("node").annotate(ranked=Count("pk")))
    heads = [node for node in nodes if node.kind in HEADS] or list(nodes)
    return max(heads, key=lambda node: (counts.get(node.pk, 0), -node.position))


def rows_by_place(run: Run, user: User, node: Node) -> QuerySet[RunPark]:
    """Return the parks in sight by their place on a node, then by code; those without a place last."""
    ranks = RunRank.objects.filter(run=run, node=node, park=OuterRef("park"))
    parks = parks_in_sight(run, user).annotate(place=Subquery(ranks.values("place")[:1]))
    return parks.select_related("park__region").order_by(
        F("place").asc(nulls_last=True), "park__code"
    )


def _result_of(run: Run, user: User, code: str, number: str | None) -> RunResult:
    nodes = nodes_ranked(run)
    node = head_node(run, nodes, code)
    page = Paginator(rows_by_place(run, user, node), PER_PAGE).get_page(number)
    groups = _groups(nodes, node)
    columns = [column.node for group in groups for column in group.columns]
    scores = _scores(run, [one.park_id for one in page], nodes)
    rows = tuple(
        RunRow(
            one,
            getattr(one, "place", None),
            scores.get((one.park_id, node.pk)),
            tuple(scores.get((one.park_id, column.pk)) for column in columns),
        )
        for one in page
    )
    ranked = RunRank.objects.filter(run=run, node=node, park__in=parks_of(user)).count()
    return RunResult(nodes, node, groups, page, rows, ranked)


def _scores(run: Run, parks: list[int], nodes: Iterable[Node]) -> dict[tuple[int, int], RunScore]:
    by_key = {node.pk: node for node in nodes}
    scores = RunScore.objects.filter(run=run, park__in=parks, node__in=list(by_key))
    found = {}
    for one in scores:
        one.node = by_key[one.node_id]
        found[one.park_id, one.node_id] = one
    return found


def _groups(nodes: Sequence[Node], chosen: Node) -> tuple[ColumnGroup, ...]:
    """Return each goal with its categories (or itself where it has none), the index after them."""
    groups = []
    for goal in (node for node in nodes if node.kind == NodeKind.GOAL):
        below = [one for one in nodes if one.parent_id == goal.pk] or [goal]
        shown = [goal, *below] if below != [goal] else below
        groups.append(ColumnGroup(goal, tuple(Column(one, one == chosen) for one in shown)))
    index = [Column(node, node == chosen) for node in nodes if node.kind == NodeKind.INDEX]
    return (*groups, ColumnGroup(None, tuple(index))) if index else tuple(groups)


def notices_of(run: Run, user: User) -> tuple[RunNotice, ...]:
    """Return what the engine remarked about the parks in sight: each code and node once, with the number of parks."""
    seen = set(parks_in_sight(run, user).values_list("park__code", flat=True))
    titles = spec_of(run.version).titles("zh-hans" if is_chinese() else "en")
    counts: dict[tuple[str, str], int] = {}
    for part in RunShard.objects.filter(run=run).values_list("notices", flat=True):
        for notice in part:
            key = (str(notice["code"]), str(notice["place"]))
            counts[key] = counts.get(key, 0) + len(seen.intersection(notice["units"]))
    return tuple(
        RunNotice(code, remark_by_code(code) or code, place, titles.get(place, place), count)
        for (code, place), count in sorted(counts.items())
        if count
    )


def manifest_of(run: Run, *, sees_all: bool) -> tuple[tuple[str, str], ...]:
    """Return the plain entries of the manifest; what tells how many parks there are is for who sees them all."""
    told = dict(run.manifest) if sees_all else {
        name: value for name, value in run.manifest.items() if name not in COUNTS
    }  # fmt: skip
    return tuple(
        (name, str(value)) for name, value in told.items() if isinstance(value, str | int | float)
    )


def left_out_of(run: Run, user: User) -> tuple[Park, ...]:
    """Return the parks in sight that were asked for but had not entered the path."""
    codes = run.manifest.get("left_out", [])
    return tuple(Park.objects.filter(code__in=codes, pk__in=parks_of(user))) if codes else ()
