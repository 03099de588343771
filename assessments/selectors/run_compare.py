"""Two runs compared: how far each park moved on a node, and what is different behind it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.core.paginator import Page, Paginator

from accounts.models import User
from assessments.choices import NodeKind, NullReason
from assessments.framework_file import spec_of
from assessments.models import Node, Run, RunPark, RunRank, RunScore
from assessments.selectors.run_detail import head_node, nodes_ranked, parks_in_sight
from assessments.selectors.weights import WeightGroup, weight_groups
from parks.models import Park

PER_PAGE: Final = 50
SAME_SHARE: Final = 1e-9
Values = dict[tuple[int, str], float | None]


@dataclass(frozen=True)
class Side:
    """A park in one of two runs; `is_in` is false where the run leaves it out."""

    is_in: bool
    stage: str
    value: float | None
    null_reason: str
    place: int | None

    @property
    def reason(self) -> str:
        return str(NullReason(self.null_reason).label) if self.null_reason else ""


ABSENT: Final = Side(False, "", None, "", None)


@dataclass(frozen=True)
class Move:
    """How a park stands in both runs; `values` counts the indicators whose value differs."""

    park_id: int
    code: str
    before: Side
    after: Side
    values: int = 0

    @property
    def difference(self) -> float | None:
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def places(self) -> int | None:
        """How many places the park rose; below zero where it fell."""
        if self.before.place is None or self.after.place is None:
            return None
        return self.before.place - self.after.place

    @property
    def is_in_both(self) -> bool:
        return self.before.is_in and self.after.is_in

    @property
    def is_other_stage(self) -> bool:
        return self.is_in_both and self.before.stage != self.after.stage

    @property
    def size(self) -> tuple[bool, float, str]:
        """What moves are sorted by: the biggest first, those that cannot be compared last."""
        difference = self.difference
        return (difference is None, -abs(difference or 0.0), self.code)


@dataclass(frozen=True)
class RunComparison:
    """What the comparison of two runs shows; the causes that hold for all of its parks stand at its head."""

    before: Run
    after: Run
    nodes: tuple[Node, ...]
    node: Node
    page: Page[Move]
    parks: dict[int, Park]
    moves: tuple[Move, ...]
    is_other_set: bool
    reweighted: tuple[str, ...]

    @property
    def is_other_version(self) -> bool:
        return self.before.version_id != self.after.version_id

    @property
    def is_other_quarter(self) -> bool:
        return self.before.period_id != self.after.period_id

    @cached_property
    def moved(self) -> int:
        """In how many parks the score differs, as shown."""
        return sum(1 for one in self.moves if abs(one.difference or 0.0) >= 0.05)

    @cached_property
    def other_stages(self) -> int:
        return sum(1 for one in self.moves if one.is_other_stage)

    @property
    def rows(self) -> list[tuple[Park, Move]]:
        return [(self.parks[one.park_id], one) for one in self.page]


def run_compare(
    before: Run, after: Run, user: User, *, node: str = "", page: str | None = None
) -> RunComparison | None:
    """Compare two runs that are done over the parks that the reader sees, the biggest moves first.

    None where their versions have no node above the concepts in common.
    """
    nodes = nodes_in_both(before, after)
    if not nodes:
        return None
    chosen = head_node(after, nodes, node)
    moves = tuple(sorted(_moves(before, after, user, chosen.code), key=lambda one: one.size))
    shown = Paginator(moves, PER_PAGE).get_page(page)
    shown.object_list = with_values(before, after, list(shown))
    return RunComparison(
        before=before,
        after=after,
        nodes=nodes,
        node=chosen,
        page=shown,
        parks=Park.objects.select_related("region").in_bulk([one.park_id for one in shown]),
        moves=moves,
        is_other_set=_is_other_set(before, after),
        reweighted=reweighted_groups(before, after),
    )


def nodes_in_both(before: Run, after: Run) -> tuple[Node, ...]:
    """Return the nodes above the concepts that both versions have, as the second has them."""
    codes = {node.code for node in nodes_ranked(before)}
    return tuple(node for node in nodes_ranked(after) if node.code in codes)


def _moves(before: Run, after: Run, user: User, node: str) -> list[Move]:
    sides = [_sides(run, user, node) for run in (before, after)]
    codes = {**sides[0][1], **sides[1][1]}
    return [
        Move(park, code, sides[0][0].get(park, ABSENT), sides[1][0].get(park, ABSENT))
        for park, code in codes.items()
    ]


def _sides(run: Run, user: User, node: str) -> tuple[dict[int, Side], dict[int, str]]:
    """Return how each park in sight stands in a run, in three narrow queries, and the code of each."""
    parks = list(parks_in_sight(run, user).values_list("park_id", "park__code", "stage"))
    of_node = {"run": run, "node__code": node, "node__version": run.version_id}
    places = dict(RunRank.objects.filter(**of_node).values_list("park_id", "place"))
    scores = {
        park: (value, reason)
        for park, value, reason in RunScore.objects.filter(**of_node).values_list(
            "park_id", "value", "null_reason"
        )
    }
    sides = {
        park: Side(True, stage, *scores.get(park, (None, "")), places.get(park))
        for park, _code, stage in parks
    }
    return sides, {park: code for park, code, _stage in parks}


def with_values(before: Run, after: Run, moves: Sequence[Move]) -> list[Move]:
    """Return the moves, each with the number of indicators whose value differs between the runs."""
    parks = [one.park_id for one in moves if one.is_in_both]
    old, new = _values(before, parks), _values(after, parks)
    counts: dict[int, int] = {}
    for key in old.keys() & new.keys():
        counts[key[0]] = counts.get(key[0], 0) + (not _alike(old[key], new[key]))
    return [
        Move(one.park_id, one.code, one.before, one.after, counts.get(one.park_id, 0))
        for one in moves
    ]


def _values(run: Run, parks: Sequence[int]) -> Values:
    rows = RunScore.objects.filter(run=run, park__in=parks, node__kind=NodeKind.INDICATOR)
    asked = rows.exclude(null_reason=NullReason.NOT_ASKED).order_by()
    return {
        (park, code): value
        for park, code, value in asked.values_list("park_id", "node__code", "raw_value")
    }


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def _is_other_set(before: Run, after: Run) -> bool:
    """Whether the parks ranked together differ, those out of sight included: places depend on all of them."""
    if before.parks_total != after.parks_total:
        return True
    left_out = RunPark.objects.filter(run=before).exclude(
        park__in=RunPark.objects.filter(run=after).values("park")
    )
    return left_out.exists()


def reweighted_groups(before: Run, after: Run) -> tuple[str, ...]:
    """Return the titles of the nodes below which the shares of the weights differ between two runs."""
    old = {row.code: row.share for group in _groups(before) for row in group.rows}
    return tuple(
        group.title
        for group in _groups(after)
        if any(abs(old.get(row.code, row.share) - row.share) > SAME_SHARE for row in group.rows)
    )


def _groups(run: Run) -> tuple[WeightGroup, ...]:
    return weight_groups(spec_of(run.version), run.weights.weights if run.weights else {})
