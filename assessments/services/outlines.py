"""The outline of a quarter: the scores above the concepts, kept with the quarter for whoever reads many parks at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.db.models import QuerySet

from assessments.choices import NodeKind
from assessments.models import Score, StandingQuarter
from assessments.selectors.headlines import HEADS, head_of

OUTLINED: Final = (NodeKind.INDEX, NodeKind.GOAL, NodeKind.CATEGORY)
OUTLINE_FIELDS: Final = ("head", "head_score", "head_completeness", "outline")
WRITTEN_TOGETHER: Final = 500


class OutlineNode(NamedTuple):
    """What an outline needs of a node."""

    pk: int
    code: str
    kind: str
    stage: str
    position: int


class Line(NamedTuple):
    """What an outline needs of a score."""

    node: OutlineNode
    value: float | None
    null_reason: str
    completeness: float | None
    low: float | None
    high: float | None


def outlined(nodes: Sequence[OutlineNode]) -> list[int]:
    """Return the places of the nodes that an outline shows."""
    return [place for place, node in enumerate(nodes) if node.kind in OUTLINED]


def note_outline(standing: StandingQuarter, scores: Iterable[Score | Line]) -> None:
    """Note on a quarter what its current scores say; the caller saves OUTLINE_FIELDS. Nodes come with the scores."""
    above = [one for one in scores if one.node.kind in OUTLINED]
    above.sort(key=lambda one: one.node.position)
    standing.outline = {
        one.node.code: [one.value, one.null_reason, one.completeness, one.low, one.high]
        for one in above
    }
    heads = [one for one in above if one.node.kind in HEADS]
    head = head_of(heads, standing.stage) if heads else None
    standing.head_id = head.node.pk if head else None
    standing.head_score = head.value if head else None
    standing.head_completeness = head.completeness if head else None


def fill_outlines(quarters: QuerySet[StandingQuarter]) -> int:
    """Note the outline of quarters whose scores were written in another way; return how many there were."""
    waiting = list(quarters.order_by("pk").only("pk", "park_id", "period_id", "stage"))
    for start in range(0, len(waiting), WRITTEN_TOGETHER):
        _fill(waiting[start : start + WRITTEN_TOGETHER])
    return len(waiting)


def _fill(standing: list[StandingQuarter]) -> None:
    found: dict[tuple[int, int], list[Score]] = {}
    scores = Score.objects.current().filter(
        park__in={one.park_id for one in standing},
        period__in={one.period_id for one in standing},
        node__kind__in=OUTLINED,
    )
    for score in scores.select_related("node"):
        found.setdefault((score.park_id, score.period_id), []).append(score)
    for one in standing:
        note_outline(one, found.get((one.park_id, one.period_id), ()))
    StandingQuarter.objects.bulk_update(standing, OUTLINE_FIELDS)
