"""Runs in the API: started, watched, cancelled, read, compared and exported as on the pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.models import User
from assessments.api.assignments import find_version, refuse
from assessments.api.frameworks import person
from assessments.api.run_serializers import (
    NewRunSerializer,
    RunComparisonSerializer,
    RunDetailSerializer,
    RunRankSerializer,
    RunScoreSerializer,
    RunSerializer,
)
from assessments.choices import NodeKind, RunStatus
from assessments.models import Run, RunRank, RunScore, WeightsSet
from assessments.permissions import may_cancel_run, may_run_assessment, may_view_weights
from assessments.selectors.run_choices import ParkChoice, codes_not_found, parks_chosen
from assessments.selectors.run_compare import run_compare
from assessments.selectors.run_detail import run_detail
from assessments.selectors.run_list import runs_shown
from assessments.services.run_differences import parts_of_differences
from assessments.services.run_export import run_export
from assessments.services.run_states import failure_in_words
from assessments.services.runs import cancel_run, start_run, take_up_lost_runs
from parks.models import Park
from parks.permissions import parks_of
from parks.services.periods import period_of

EXAMPLE = OpenApiExample(
    "All parks of a region",
    {
        "framework": "wang_2023",
        "version": "1.0.0",
        "period": "2026-Q3",
        "region": "YJ",
        "title": "Third quarter",
    },
    request_only=True,
)
NODE = OpenApiParameter("node", str, description="The code of a node; without it the run's head.")
PAGE = OpenApiParameter("page", int, description="50 parks a page, from 1 on")


def runs_of(user: User) -> QuerySet[Run]:
    """Return the runs that the user may see, each with whether they may cancel it."""
    may_cancel = ExpressionWrapper(may_cancel_run(user), output_field=BooleanField())
    return runs_shown(user).annotate(may_cancel=may_cancel)


def run_data(run: Any) -> dict[str, Any]:
    """Return a run as the API tells it; `parks_seen` and `may_cancel` come from `runs_of`."""
    total = run.parks_total
    failure = {"code": run.error["code"], "message": failure_in_words(run)} if run.error else None
    return {
        "id": run.pk,
        "title": run.title,
        "framework": run.version.framework.code,
        "version": run.version.version,
        "period": run.period.code,
        "weights_set": run.weights_id,
        "status": run.status,
        "parks": run.parks_seen,
        "progress": round(run.parks_scored / total, 2) if total else 0.0,
        "started_by": run.started_by.name,
        "started_at": run.started_at,
        "frozen_at": run.frozen_at,
        "finished_at": run.finished_at,
        "is_eager": run.is_eager,
        "is_lost": run.is_lost,
        "taken_up": run.taken_up,
        "failure": failure,
        "result_hash": run.result_hash,
        "may_cancel": run.may_cancel and run.is_going_on,
    }


class RunFilterSet(filters.FilterSet):  # type: ignore[misc]
    status = filters.ChoiceFilter(choices=RunStatus.choices)
    framework = filters.CharFilter(field_name="version__framework__code")
    period = filters.CharFilter(field_name="period__code")


class RunList(GenericAPIView[Run]):
    """The runs that one may see; start one."""

    serializer_class = RunSerializer
    queryset = Run.objects.none()
    filterset_class = RunFilterSet
    orderings = {"-started": ("-started_at", "-pk"), "started": ("started_at", "pk")}

    @extend_schema(
        operation_id="run_list",
        parameters=[OpenApiParameter("order", str, enum=["-started", "started"])],
        responses={200: RunSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(runs_of(person(request)))) or []
        rows = RunSerializer([run_data(one) for one in page], many=True)
        return self.get_paginated_response(rows.data)

    @extend_schema(
        operation_id="run_create",
        request=NewRunSerializer,
        responses={201: RunDetailSerializer, **problems(400, 403)},
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Queue a run; without a worker it is done at once."""
        user = person(request)
        if not Park.objects.filter(may_run_assessment(user)).exists():
            raise PermissionDenied(_("Runs are started by consultants and authorities of a park."))
        sent = NewRunSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        period = period_of(asked["period"])
        run = start_run(
            version=find_version(asked),
            period=period,
            parks=parks_chosen(user, choice_of(user, asked), period),
            weights=find_weights(user, asked.get("weights_set")),
            title=asked.get("title", ""),
            by=user,
        )
        return answer(request, run.pk, status=201)


class RunDetail(APIView):
    """One run, how far it has come, and what it rests on."""

    @extend_schema(
        operation_id="run_detail", responses={200: RunDetailSerializer, **problems(403, 404)}
    )
    def get(self, request: Request, pk: int) -> Response:
        if find_run(request, pk).is_going_on:
            take_up_lost_runs()
        return answer(request, pk)


class RunCancel(APIView):
    """Stop a run that is going on."""

    @extend_schema(
        operation_id="run_cancel",
        request=None,
        responses={200: RunDetailSerializer, **problems(403, 404, 409)},
    )
    def post(self, request: Request, pk: int) -> Response:
        cancel_run(find_run(request, pk), by=person(request))
        return answer(request, pk)


class RunScoreFilterSet(filters.FilterSet):  # type: ignore[misc]
    park = filters.CharFilter(field_name="park__code")
    node = filters.CharFilter(field_name="node__code")
    kind = filters.ChoiceFilter(field_name="node__kind", choices=NodeKind.choices)


class RunScores(GenericAPIView[RunScore]):
    """The scores of a run, over the parks that one sees."""

    serializer_class = RunScoreSerializer
    queryset = RunScore.objects.none()
    filterset_class = RunScoreFilterSet
    orderings = {"park": ("park__code", "node__position", "pk")}

    @extend_schema(
        operation_id="run_scores",
        responses={200: RunScoreSerializer(many=True), **problems(400, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        own = parks_of(person(request))
        scores = RunScore.objects.filter(run=find_run(request, pk), park__in=own)
        found = self.filter_queryset(scores.select_related("park", "node"))
        page = self.paginate_queryset(found)
        return self.get_paginated_response(RunScoreSerializer(page, many=True).data)


class RunRankFilterSet(filters.FilterSet):  # type: ignore[misc]
    park = filters.CharFilter(field_name="park__code")
    node = filters.CharFilter(field_name="node__code")


class RunRanks(GenericAPIView[RunRank]):
    """The places of a run: those of the parks that one sees, among all parks of the run."""

    serializer_class = RunRankSerializer
    queryset = RunRank.objects.none()
    filterset_class = RunRankFilterSet
    orderings = {"place": ("node__position", "place", "pk")}

    @extend_schema(
        operation_id="run_ranks",
        responses={200: RunRankSerializer(many=True), **problems(400, 403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        own = parks_of(person(request))
        ranks = RunRank.objects.filter(run=find_run(request, pk), park__in=own)
        found = self.filter_queryset(ranks.select_related("park", "node"))
        page = self.paginate_queryset(found)
        return self.get_paginated_response(RunRankSerializer(page, many=True).data)


class RunCompare(APIView):
    """Two runs that are done, laid side by side."""

    @extend_schema(
        operation_id="run_compare",
        parameters=[
            OpenApiParameter("a", int, required=True, description="The first run"),
            OpenApiParameter("b", int, required=True, description="The second run"),
            NODE,
            PAGE,
        ],
        responses={200: RunComparisonSerializer, **problems(400, 403, 404)},
    )
    def get(self, request: Request) -> Response:
        before, after = (find_done(request, name) for name in ("a", "b"))
        node, page = (request.query_params.get(name, "") for name in ("node", "page"))
        found = run_compare(before, after, person(request), node=node, page=page)
        if found is None:
            refuse("b", _("These runs have no node in common."))
        shown = RunComparisonSerializer(found, context={"parts": parts_of_differences(found)})
        return Response(shown.data)


class RunExport(APIView):
    """The figures of a run as a file, over the parks that one sees."""

    @extend_schema(
        operation_id="run_export",
        parameters=[OpenApiParameter("format", str, enum=["csv", "xlsx", "json"], required=True)],
        responses={
            (200, "text/csv"): OpenApiTypes.BINARY,
            (
                200,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ): OpenApiTypes.BINARY,
            (200, "application/json"): OpenApiTypes.OBJECT,
            **problems(400, 403, 404, 409),
        },
    )
    def get(self, request: Request, pk: int) -> StreamingHttpResponse:
        form = request.query_params.get("format", "")
        made = run_export(find_run(request, pk), form, by=person(request))
        response = StreamingHttpResponse(made.pieces, content_type=made.content_type)
        response.headers["Content-Disposition"] = str(content_disposition_header(True, made.name))
        response.headers["X-Row-Count"] = str(made.rows)
        return response

    def perform_content_negotiation(
        self, request: Request, force: bool = False
    ) -> tuple[JSONRenderer, str]:
        """Here `format` names the file; what goes wrong is told as JSON always."""
        return JSONRenderer(), "application/json"


def find_run(request: Request, pk: int) -> Run:
    runs = runs_of(person(request)).defer(None).defer("version__source", "statistics")
    return get_object_or_404(runs, pk=pk)


def find_done(request: Request, name: str) -> Run:
    text = request.query_params.get(name, "")
    if not text.isdecimal() or len(text) > 18:
        raise ValidationError({name: [_("Name a run by its id.")]}, code="run_unknown")
    run = find_run(request, int(text))
    if run.status != RunStatus.DONE:
        raise Http404
    return run


def choice_of(user: User, asked: dict[str, Any]) -> ParkChoice:
    """Return which parks are meant; those one may not assess are as unknown as those that do not exist."""
    codes = tuple(dict.fromkeys(asked.get("parks", ())))
    region, stage = asked.get("region", ""), asked.get("stage", "")
    if sum(map(bool, (codes, region, stage))) > 1:
        refuse("parks", _("Name either parks, a region or a stage."))
    if codes and codes_not_found(user, codes):
        refuse("parks", _("Some of these codes are of no park that you may assess."))
    by = "picked" if codes else "region" if region else "stage" if stage else "all"
    return ParkChoice(by, region.replace("\0", ""), stage, codes)


def find_weights(user: User, pk: int | None) -> WeightsSet | None:
    if pk is None:
        return None
    found = WeightsSet.objects.filter(may_view_weights(user), pk=pk).first()
    return found or refuse("weights_set", _("There is no such weights set that you may use."))


def answer(request: Request, pk: int, **more: Any) -> Response:
    run = find_run(request, pk)
    detail = run_detail(run, person(request))
    data = {
        **run_data(run),
        "sees_all": detail.sees_all,
        "left_out": [park.code for park in detail.left_out],
        "notices": detail.notices,
        "manifest": dict(detail.manifest),
    }
    return Response(RunDetailSerializer(data).data, **more)
