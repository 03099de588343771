"""The parks of a portfolio: those that the reader may see and the filters leave, and their scored quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from django.db.models import (
    Case,
    Exists,
    F,
    FloatField,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf

from accounts.models import User
from assessments.choices import NodeKind
from assessments.models import FrameworkVersion, Node, Score, StandingQuarter
from assessments.selectors.as_of import known_scores, known_steps
from assessments.selectors.headlines import HEADS
from assessments.selectors.portfolio_filters import OFF_THE_PATH, PortfolioFilter
from governance.choices import Stage
from governance.models import PathStep
from governance.permissions import COMMITTEE, JUDGES
from parks.models import Grant, Park, ParkIndustry, Period, Region
from parks.permissions import reach_of

Of = TypeVar("Of", bound=Model)
OUTLINED = (NodeKind.INDEX, NodeKind.GOAL, NodeKind.CATEGORY)


@dataclass(frozen=True)
class Shown:
    """A portfolio resolved for its reader. `quarter` and `version` are None where there is none to show.

    Its sets are QuerySets, which every part of the portfolio narrows further; nothing is loaded here.
    """

    user: User
    grants: Sequence[Grant]
    filters: PortfolioFilter
    quarter: Period | None
    version: FrameworkVersion | None
    region: Region | None
    errors: Mapping[str, str]

    @property
    def moment(self) -> datetime | None:
        return self.filters.as_of.moment

    @cached_property
    def sees_drafts(self) -> bool:
        """Whether reports that are not accepted exist for the reader, in some park at least."""
        return any(one.role in {*COMMITTEE, *JUDGES} for one in self.grants)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes above the concepts, in tree order."""
        if self.version is None:
            return ()
        above = Node.objects.filter(version=self.version, kind__in=OUTLINED)
        return tuple(above.order_by("position"))

    @property
    def before(self) -> Shown | None:
        """The same portfolio one quarter earlier."""
        if self.quarter is None:
            return None
        earlier = Period.objects.filter(
            every=self.quarter.every, ends_on__lt=self.quarter.starts_on
        ).order_by("-ends_on")
        found = earlier.first()
        return replace(self, quarter=found) if found else None

    def all_parks(self) -> QuerySet[Park]:
        """Every park that the reader may see."""
        return Park.objects.filter(reach_of(self.grants)).order_by()

    def parks(self, *, at_any_stage: bool = False) -> QuerySet[Park]:
        """The parks that the filters leave, scored or not."""
        parks = self._register()
        if self.filters.stage and not at_any_stage:
            parks = parks.filter(self._at_stage(self.filters.stage))
        if self.filters.is_narrowing_scores:
            standing = self._scored(self._register()).values("park")
            parks = parks.filter(pk__in=standing)
        return parks

    def parks_with_drafts(self) -> QuerySet[Park]:
        """Those of the parks in which reports that are not accepted exist for the reader."""
        return self.parks().filter(reach_of(self.grants, *COMMITTEE, *JUDGES))

    def standing(self) -> QuerySet[StandingQuarter]:
        """The scored quarter of those parks, with at_stage, shown_node, shown_score and shown_completeness."""
        parks = self._register()
        if self.filters.stage:
            parks = parks.filter(self._at_stage(self.filters.stage))
        return self._scored(parks)

    def narrowed(self, rows: QuerySet[Of], parks: QuerySet[Park]) -> QuerySet[Of]:
        """Those of some rows that are of some parks; who sees every park is spared the comparison."""
        return rows.filter(park__in=parks.values("pk")) if parks.query.where else rows

    def parks_on_the_path(self) -> QuerySet[Park]:
        """Those of the parks that had entered the path by the quarter's last day; all of them without stages."""
        if self.version is not None and not self.version.has_stages:
            return self.parks()
        return self.parks().filter(pk__in=self._steps().values("park"))

    def last_steps(self) -> QuerySet[PathStep]:
        """The step that says at which stage a park was on the quarter's last day, one for each park on the path."""
        steps = self._steps()
        later = steps.filter(park=OuterRef("park")).filter(
            Q(entered_on__gt=OuterRef("entered_on"))
            | Q(entered_on=OuterRef("entered_on"), pk__gt=OuterRef("pk"))
        )
        return steps.filter(~Exists(later))

    def with_value(
        self, rows: QuerySet[StandingQuarter], code: str, name: str
    ) -> QuerySet[StandingQuarter]:
        """The same scored quarters, each with the score of one node above the concepts under a name."""
        if self.moment is None:
            kept = NullIf(KT(f"outline__{code}__0"), Value("null"))
            return rows.annotate(**{name: Cast(kept, FloatField())})
        node = next(one for one in self.nodes if one.code == code)
        known = self._known().filter(node=node).values("value")
        return rows.annotate(**{name: Subquery(known[:1])})

    def outlines(self, rows: Sequence[StandingQuarter]) -> dict[int, dict[str, list[Any]]]:
        """Return what is known of the nodes above the concepts, by park and code, as StandingQuarter.outline has it."""
        if self.moment is None:
            return {row.park_id: row.outline for row in rows}
        found: dict[int, dict[str, list[Any]]] = {row.park_id: {} for row in rows}
        scores = known_scores(self.moment).filter(
            park__in=found, period=self.quarter, node__in=self.nodes
        )
        values = ("park_id", "node__code", "value", "null_reason", "completeness", "low", "high")
        for park, code, *score in scores.values_list(*values):
            found[park][code] = score
        return found

    def _register(self) -> QuerySet[Park]:
        """The parks that the filters on the register leave."""
        parks = self.all_parks()
        if self.filters.region:
            path = self.region.path if self.region else ""
            parks = parks.filter(region__path__startswith=path) if path else parks.none()
        if self.filters.level:
            parks = parks.filter(level=self.filters.level)
        if self.filters.industry:
            leading = ParkIndustry.objects.filter(industry=self.filters.industry)
            parks = parks.filter(pk__in=leading.values("park"))
        return parks

    def _steps(self) -> QuerySet[PathStep]:
        """Every step that was taken by the quarter's last day."""
        if self.quarter is None:
            return PathStep.objects.none()
        return known_steps(self.moment).filter(entered_on__lte=self.quarter.ends_on).order_by()

    def _at_stage(self, stage: str) -> Q:
        """At a stage on the quarter's last day. On Park."""
        if self.quarter is None:
            return Q(pk__in=[])
        if stage == OFF_THE_PATH:
            return ~Q(pk__in=self._steps().values("park"))
        return Q(pk__in=self.last_steps().filter(stage=stage).values("park"))

    def _scored(self, parks: QuerySet[Park]) -> QuerySet[StandingQuarter]:
        rows = StandingQuarter.objects.filter(period=self.quarter).order_by()
        if self.quarter is None or self.version is None:
            return self._as_now(rows.none())
        if self.moment is None:
            rows = self._as_now(rows.filter(version=self.version, scored_at__isnull=False))
        else:
            rows = self._as_known(rows)
        return self._within(self.narrowed(rows, parks))

    def _as_now(self, rows: QuerySet[StandingQuarter]) -> QuerySet[StandingQuarter]:
        """What the quarters say of themselves."""
        return rows.annotate(
            at_stage=F("stage"),
            shown_node=F("head"),
            shown_score=F("head_score"),
            shown_completeness=F("head_completeness"),
        )

    def _as_known(self, rows: QuerySet[StandingQuarter]) -> QuerySet[StandingQuarter]:
        """The quarters that had scores of the version at the moment, and what these said."""
        heads = [node for node in self.nodes if node.kind in HEADS]
        head = self._known().filter(node=OuterRef("shown_node"))
        return rows.filter(Exists(self._known().filter(node=heads[0]))).annotate(
            at_stage=self._stage_known(),
            shown_node=self._head_known(heads),
            shown_score=Subquery(head.values("value")[:1]),
            shown_completeness=Subquery(head.values("completeness")[:1]),
        )

    def _known(self) -> QuerySet[Score]:
        """The scores of a scored quarter as they stood at the moment; one score is found by score_history."""
        known: QuerySet[Score] = known_scores(self.moment)
        return known.filter(park=OuterRef("park"), period=OuterRef("period")).order_by()

    def _stage_known(self) -> Combinable:
        if self.version is None or self.quarter is None or not self.version.has_stages:
            return Value("")
        steps = known_steps(self.moment).filter(
            park=OuterRef("park"), entered_on__lte=self.quarter.ends_on
        )
        last = steps.order_by("-entered_on", "-pk").values("stage")[:1]
        return Coalesce(Subquery(last), Value(""))

    def _head_known(self, heads: Sequence[Node]) -> Combinable:
        """The node to show first, as headlines.head_of names it."""
        goals = [node for node in heads if node.kind == NodeKind.GOAL]
        cases = [When(at_stage=goal.stage, then=Value(goal.pk)) for goal in goals if goal.stage]
        if goals:
            cases.append(When(at_stage=Stage.COMPLETE, then=Value(goals[-1].pk)))
        return Case(*cases, default=Value(heads[0].pk), output_field=IntegerField())

    def _within(self, rows: QuerySet[StandingQuarter]) -> QuerySet[StandingQuarter]:
        """The rows that the filters on scores leave."""
        filters = self.filters
        if filters.score_from is not None:
            rows = rows.filter(Q(shown_score__gte=filters.score_from))
        if filters.score_to is not None:
            rows = rows.filter(Q(shown_score__lte=filters.score_to))
        if filters.complete is not None:
            rows = rows.filter(Q(shown_completeness__gte=filters.complete / 100))
        return rows
