"""Up to six parks side by side: scores with the differences to the first, stage, gate, completeness and trend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Any, Final

from accounts.models import User
from assessments.choices import NodeKind, NullReason
from assessments.models import Node, StandingQuarter
from assessments.selectors.as_of import known_scores
from assessments.selectors.gates import GateState, gates_of
from assessments.selectors.headlines import HEADS
from assessments.selectors.portfolio_choices import Choices, portfolio_shown
from assessments.selectors.portfolio_filters import PortfolioFilter, portfolio_filter
from assessments.selectors.portfolio_heat import HeatColumn, address_of_why, columns_of
from assessments.selectors.portfolio_shown import Shown
from assessments.selectors.search import parks_named, words_of
from governance.choices import Stage
from parks.models import Park, Period

MOST: Final = 6
QUARTERS: Final = 12
CANDIDATES: Final = 8
LONGEST_CODE: Final = 40
FILTERS: Final = ("quarter", "framework", "as_of")
"""The filters of the portfolio that a comparison has, besides its parks."""
KINDS: Final = (NodeKind.INDEX, NodeKind.GOAL, NodeKind.CATEGORY, NodeKind.CONCEPT)


@dataclass(frozen=True)
class ComparedScore:
    """A score or why there is none; `difference` is that to the first park."""

    value: float | None
    reason: str
    completeness: float | None
    difference: float | None = None
    is_known: bool = True

    @property
    def why_none(self) -> str:
        return str(NullReason(self.reason).label) if self.reason else ""


NOTHING: Final = ComparedScore(None, "nothing_observed", None, is_known=False)


@dataclass(frozen=True)
class ComparedRow:
    """A node of the framework with the score of each park, in the order of the parks."""

    node: Node
    scores: tuple[ComparedScore, ...]


@dataclass(frozen=True)
class ComparedPark:
    """A park at the head of its column; `other_version` names the framework that scores it where that is another."""

    park: Park
    stage: str
    head: Node | None
    score: ComparedScore
    gate: GateState | None
    overview: tuple[float | None, ...]
    other_version: str = ""


@dataclass(frozen=True)
class TrendLine:
    """A goal over the quarters: for each park its scores, the oldest first."""

    node: Node
    values: tuple[tuple[float | None, ...], ...]

    @property
    def is_known(self) -> bool:
        return any(value is not None for row in self.values for value in row)


@dataclass(frozen=True)
class Comparison:
    """The parks found, in the order asked for; `unknown` are codes as typed of no park that the reader sees."""

    shown: Shown
    choices: Choices
    parks: tuple[ComparedPark, ...]
    rows: tuple[ComparedRow, ...]
    axes: tuple[HeatColumn, ...]
    quarters: tuple[Period, ...]
    trends: tuple[TrendLine, ...]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def axis_names(self) -> tuple[str, ...]:
        return tuple(one.node.name for one in self.axes)

    @property
    def address_of_why(self) -> str:
        """The query of the pages that explain the scores."""
        return address_of_why(self.shown)

    @property
    def is_full(self) -> bool:
        return len(self.parks) >= MOST


Cells = dict[int, dict[int, ComparedScore]]


def compare_filter(query: Mapping[str, str]) -> PortfolioFilter:
    """Read the filters of a comparison; those that narrow a portfolio have no say here."""
    return portfolio_filter({name: query[name] for name in FILTERS if name in query})


def comparison_of(user: User, codes: Sequence[str], filters: PortfolioFilter) -> Comparison:
    """Compare parks by their codes, in a constant number of queries."""
    found = portfolio_shown(user, filters)
    shown = found.shown
    asked = [one.replace("\0", "").strip()[:LONGEST_CODE] for one in codes]
    asked = list(dict.fromkeys(one for one in asked if one))
    wanted, left_out = asked[:MOST], asked[MOST:]
    parks = _parks(shown, wanted)
    cells = _cells(shown, parks)
    nodes = _nodes(shown) if parks else []
    quarters, trends = _trends(shown, parks)
    codes_found = {one.code for one in parks}
    return Comparison(
        shown=shown,
        choices=found.choices,
        parks=_heads(shown, parks, nodes, cells),
        rows=tuple(_row(node, parks, cells) for node in nodes),
        axes=columns_of(shown),
        quarters=quarters,
        trends=trends,
        unknown=tuple(one for one in wanted if one.upper() not in codes_found),
        left_out=tuple(left_out),
    )


def parks_meant(user: User, text: str) -> tuple[Park, ...]:
    """Return the parks that a person may mean: the one of that code, else the first whose code or names hold the words."""
    shown = portfolio_shown(user, portfolio_filter({})).shown
    return tuple(_meant(shown, text))


def _meant(shown: Shown, text: str) -> list[Park]:
    text = text.replace("\0", "").strip()[:100]
    parks = shown.all_parks().select_related("region").defer("boundary")
    exact = list(parks.filter(code=text.upper()))
    words = words_of(text)
    return exact or (list(parks_named(parks, words)[:CANDIDATES]) if words else [])


def _parks(shown: Shown, codes: Sequence[str]) -> list[Park]:
    places = {code.upper(): place for place, code in enumerate(codes)}
    parks = shown.all_parks().filter(code__in=places).select_related("region").defer("boundary")
    return sorted(parks, key=lambda one: places[one.code])


def _nodes(shown: Shown) -> list[Node]:
    nodes = Node.objects.filter(version=shown.version, kind__in=KINDS)
    return list(nodes.order_by("position"))


def _quarters(shown: Shown) -> list[Period]:
    if shown.quarter is None:
        return []
    earlier = Period.objects.filter(every=shown.quarter.every, ends_on__lte=shown.quarter.ends_on)
    return list(earlier.order_by("-ends_on")[:QUARTERS])[::-1]


def _cells(shown: Shown, parks: Sequence[Park]) -> Cells:
    """Return the scores by park and node."""
    found: Cells = {park.pk: {} for park in parks}
    scores = known_scores(shown.moment).filter(
        park__in=found, period=shown.quarter, node__version=shown.version, node__kind__in=KINDS
    )
    values = ("park_id", "node_id", "value", "null_reason", "completeness")
    for park, node, *score in scores.order_by().values_list(*values):
        found[park][node] = ComparedScore(*score)
    return found


def _row(node: Node, parks: Sequence[Park], cells: Cells) -> ComparedRow:
    scores = [cells[park.pk].get(node.pk, NOTHING) for park in parks]
    first = scores[0].value
    return ComparedRow(
        node,
        tuple(
            replace(one, difference=one.value - first)
            if place and first is not None and one.value is not None
            else one
            for place, one in enumerate(scores)
        ),
    )


def _heads(
    shown: Shown, parks: Sequence[Park], nodes: Sequence[Node], cells: Cells
) -> tuple[ComparedPark, ...]:
    stages = dict(shown.last_steps().filter(park__in=parks).values_list("park", "stage"))
    gates = gates_of(parks, known_at=shown.moment) if parks else {}
    others = _other_versions(shown, parks)
    axes = [one.node.pk for one in columns_of(shown)]
    found = []
    for park in parks:
        stage, scores = stages.get(park.pk, ""), cells[park.pk]
        head = _head(nodes, stage)
        found.append(
            ComparedPark(
                park=park,
                stage=stage,
                head=head,
                score=scores.get(head.pk, NOTHING) if head else NOTHING,
                gate=gates.get(park.pk),
                overview=tuple(scores.get(key, NOTHING).value for key in axes),
                other_version="" if scores else others.get(park.pk, ""),
            )
        )
    return tuple(found)


def _head(nodes: Sequence[Node], stage: str) -> Node | None:
    """Return the node to show first of a park at a stage, as headlines.head_of does."""
    goals = [one for one in nodes if one.kind == NodeKind.GOAL]
    of_stage = [one for one in goals if stage and one.stage == stage]
    if of_stage:
        return of_stage[0]
    if stage == Stage.COMPLETE and goals:
        return goals[-1]
    return next((one for one in nodes if one.kind in HEADS), None)


def _other_versions(shown: Shown, parks: Sequence[Park]) -> dict[int, str]:
    rows = StandingQuarter.objects.filter(
        park__in=parks, period=shown.quarter, scored_at__isnull=False
    ).exclude(version=shown.version)
    names: dict[int, Any] = {
        one.park_id: one.version for one in rows.select_related("version").defer("version__source")
    }
    return {park: version.full_name for park, version in names.items()}


def _trends(
    shown: Shown, parks: Sequence[Park]
) -> tuple[tuple[Period, ...], tuple[TrendLine, ...]]:
    """Return the goals over the quarters from the first scored one on, whichever version of the framework scored them."""
    if shown.version is None or not parks:
        return (), ()
    quarters = _quarters(shown)
    scores = known_scores(shown.moment).filter(
        park__in=parks,
        period__in=quarters,
        node__kind__in=HEADS,
        node__version__framework=shown.version.framework_id,
        value__isnull=False,
    )
    values = {
        (park, period, code): value
        for park, period, code, value in scores.order_by().values_list(
            "park_id", "period_id", "node__code", "value"
        )
    }
    scored = {period for _park, period, _code in values}
    seen = tuple(dropwhile(lambda one: one.pk not in scored, quarters))
    lines = (
        TrendLine(
            node,
            tuple(
                tuple(values.get((park.pk, one.pk, node.code)) for one in seen) for park in parks
            ),
        )
        for node in shown.nodes
        if node.kind in HEADS
    )
    return seen, tuple(one for one in lines if one.is_known)
