"""Scores in the API: standing scores as they are or were known, a park's tree, why, and ranks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from assessments.api.frameworks import person
from assessments.api.serializers import (
    QuarterScoresSerializer,
    RankingSerializer,
    ScoreSerializer,
    WhySerializer,
)
from assessments.choices import NodeKind
from assessments.models import FrameworkVersion, Score, StandingQuarter
from assessments.models.scores import ScoreQuerySet
from assessments.permissions import may_view_framework, may_view_score
from assessments.selectors.as_of import known_scores, moment_of
from assessments.selectors.ranks import ranking_of
from assessments.selectors.score_tree import quarter_of
from assessments.selectors.why_data import manifest_data, score_data, why_data
from parks.models import Park, Period
from parks.permissions import may_view_facts

PERIOD = OpenApiParameter("period", str, description="A quarter, 2026-Q3; without it the headline.")
AS_OF = OpenApiParameter(
    "as_of",
    OpenApiTypes.DATE,
    description="What was known at the end of this day, in the installation's time zone; without it what is known now.",
    examples=[OpenApiExample("a day", value="2026-06-30")],
)


class ScoreFilterSet(filters.FilterSet):  # type: ignore[misc]
    """What counts now, unless `known_at` names a moment or `as_of` a day: then what was on record at it."""

    park = filters.CharFilter(field_name="park__code")
    period = filters.CharFilter(field_name="period__code")
    node = filters.CharFilter(field_name="node__code")
    kind = filters.ChoiceFilter(field_name="node__kind", choices=NodeKind.choices)
    framework = filters.CharFilter(field_name="node__version__framework__code")
    known_at = filters.IsoDateTimeFilter(method="known", label="What was on record then")
    as_of = filters.DateFilter(
        method="known_on", label="What was known at the end of this day, where the installation is"
    )

    def known_on(self, scores: ScoreQuerySet, name: str, value: date) -> ScoreQuerySet:
        moment = moment_of(value.isoformat())
        return scores.known_at(moment) if moment else scores

    def known(self, scores: ScoreQuerySet, name: str, value: Any) -> ScoreQuerySet:
        return scores.known_at(value)

    def filter_queryset(self, queryset: ScoreQuerySet) -> QuerySet[Score]:
        asked = self.form.cleaned_data
        if asked.get("known_at") is None and asked.get("as_of") is None:
            queryset = queryset.current()
        found: QuerySet[Score] = super().filter_queryset(queryset)
        return found


class ScoreList(GenericAPIView[Score]):
    """The scores of the parks that one has a role in."""

    serializer_class = ScoreSerializer
    queryset = Score.objects.none()
    filterset_class = ScoreFilterSet
    orderings = {"-recorded": ("-recorded_at", "-pk"), "recorded": ("recorded_at", "pk")}

    @extend_schema(
        operation_id="score_list",
        parameters=[OpenApiParameter("order", str, enum=["-recorded", "recorded"])],
        responses={200: ScoreSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        visible = for_answer(Score.objects.filter(may_view_score(person(request))))
        page = self.paginate_queryset(self.filter_queryset(visible)) or []
        rows = ScoreSerializer([score_data(one) for one in page], many=True)
        return self.get_paginated_response(rows.data)


class ParkScores(APIView):
    """All scores of a park in a quarter."""

    @extend_schema(
        operation_id="park_scores",
        parameters=[PERIOD, AS_OF],
        responses={200: QuarterScoresSerializer, **problems(400, 403, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        standing = find_quarter(request, code)
        known = known_scores(moment_asked(request))
        scores = for_answer(known.filter(park=standing.park, period=standing.period))
        answer = {
            "park": standing.park.code,
            "period": standing.period.code,
            "framework": standing.version.framework.code,
            "version": standing.version.version,
            "stage": standing.stage,
            "is_stale": standing.is_stale,
            "scored_at": standing.scored_at,
            "manifest": manifest_data(standing),
            "scores": [score_data(one) for one in scores.order_by("node__position")],
        }
        return Response(QuarterScoresSerializer(answer).data)


class Why(APIView):
    """One score with everything behind it, down to the people and the evidence."""

    @extend_schema(
        operation_id="why",
        parameters=[PERIOD, AS_OF],
        responses={200: WhySerializer, **problems(400, 403, 404)},
    )
    def get(self, request: Request, code: str, node: str) -> Response:
        standing = find_quarter(request, code)
        known = known_scores(moment_asked(request))
        scores = for_answer(known).filter(node__version=standing.version_id)
        score = get_object_or_404(
            scores, park=standing.park_id, period=standing.period_id, node__code=node
        )
        return Response(WhySerializer(why_data(standing, score)).data)


class RankList(APIView):
    """The places of the parks that one may see, on one node in one quarter."""

    @extend_schema(
        operation_id="rank_list",
        parameters=[
            OpenApiParameter("period", str, required=True, description="A quarter, 2026-Q3"),
            OpenApiParameter("node", str, required=True, description="The code of a node"),
            AS_OF,
        ],
        responses={200: RankingSerializer, **problems(400, 403, 404)},
    )
    def get(self, request: Request, code: str, version: str) -> Response:
        asked = {name: request.query_params.get(name, "") for name in ("period", "node")}
        if empty := {name: ["required"] for name, value in asked.items() if not value}:
            raise ValidationError(empty)
        visible = FrameworkVersion.objects.filter(may_view_framework(person(request)))
        found = get_object_or_404(visible, framework__code=code, version=version)
        period = get_object_or_404(Period, code=asked["period"])
        get_object_or_404(found.nodes, code=asked["node"])
        moment = moment_asked(request)
        ranking = ranking_of(found, period, asked["node"], person(request), moment)
        answer = {
            "framework": code,
            "version": version,
            **asked,
            "parks": ranking.parks,
            "scored": ranking.scored,
            "rows": ranking.rows,
        }
        return Response(RankingSerializer(answer).data)


def for_answer(scores: QuerySet[Score]) -> QuerySet[Score]:
    """Load with the scores what an answer says of each."""
    loaded = scores.select_related("park", "period", "node__version__framework", "carried_from")
    return loaded.defer("node__version__source")


def moment_asked(request: Request) -> datetime | None:
    """Return the end of the day that `?as_of=` names; RuleBroken (as_of_invalid) for a bad or future one."""
    return moment_of(request.query_params.get("as_of", ""))


def find_quarter(request: Request, code: str) -> StandingQuarter:
    """Return the quarter of a park that the caller may see: that of `?period=`, else the headline."""
    parks = Park.objects.filter(may_view_facts(person(request)))
    park = get_object_or_404(parks, code=code)
    standing = quarter_of(park, request.query_params.get("period", ""), moment_asked(request))
    if standing is None:
        raise Http404
    return standing
