"""The path of a park in the API: stages, the gate ahead, and the decisions on gates."""

from __future__ import annotations

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from assessments.api.frameworks import person
from assessments.api.path_serializers import (
    DecisionDetailSerializer,
    DecisionSerializer,
    NewDecisionSerializer,
    PathSerializer,
    RevocationSerializer,
)
from assessments.selectors.path_detail import decision_detail, path_detail
from assessments.services.gates import decide
from governance.api.serializers import PathStepSerializer
from governance.models import GateDecision
from governance.permissions import may_view_decision
from governance.services.gates import revoke_decision
from governance.services.path import enter_stage
from parks.models import Park
from parks.permissions import may_view_facts


class PathDetail(APIView):
    """The stages that a park has entered, the gate ahead of it, and the authority's entry decision."""

    @extend_schema(operation_id="path_detail", responses={200: PathSerializer, **problems(404)})
    def get(self, request: Request, park: str) -> Response:
        return _described(request, _park(request, park))

    @extend_schema(
        operation_id="path_enter",
        request=PathStepSerializer,
        responses={201: PathSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, park: str) -> Response:
        """Decide at which stage the park joins the path."""
        found = _park(request, park)
        sent = PathStepSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        enter_stage(found, by=person(request), **sent.validated_data)
        return _described(request, found, status=201)


class DecisionList(GenericAPIView[GateDecision]):
    """The decisions on the gates of a park, the latest first; a new one is made on the gate ahead."""

    serializer_class = DecisionSerializer
    queryset = GateDecision.objects.none()
    orderings = {
        "-decided": ("-decided_at", "-pk"),
        "decided": ("decided_at", "pk"),
    }

    @extend_schema(
        operation_id="decision_list",
        parameters=[OpenApiParameter("order", str, enum=["-decided", "decided"])],
        responses={200: DecisionSerializer(many=True), **problems(400, 404)},
    )
    def get(self, request: Request, park: str) -> Response:
        visible = _decisions(request).filter(park=_park(request, park))
        page = self.paginate_queryset(visible) or []
        return self.get_paginated_response(DecisionSerializer(page, many=True).data)

    @extend_schema(
        operation_id="gate_decide",
        request=NewDecisionSerializer,
        responses={201: DecisionDetailSerializer, **problems(400, 403, 404, 409, 412)},
    )
    def post(self, request: Request, park: str) -> Response:
        """Pass the gate ahead, refuse or defer it; `seen` names the evaluation that the decision rests on."""
        found = _park(request, park)
        sent = NewDecisionSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        decision = decide(found, by=person(request), **sent.validated_data)
        return _decision_described(request, decision.pk, status=201)


class DecisionDetail(APIView):
    """One decision with its frozen evaluation."""

    @extend_schema(
        operation_id="decision_detail",
        responses={200: DecisionDetailSerializer, **problems(404)},
    )
    def get(self, request: Request, park: str, pk: int) -> Response:
        found = get_object_or_404(_decisions(request), park__code=park, pk=pk)
        return _decision_described(request, found.pk)


class DecisionRevoke(APIView):
    """Take a decision back."""

    @extend_schema(
        operation_id="decision_revoke",
        request=RevocationSerializer,
        responses={200: DecisionDetailSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, park: str, pk: int) -> Response:
        found = get_object_or_404(_decisions(request), park__code=park, pk=pk)
        sent = RevocationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        revoke_decision(found, by=person(request), **sent.validated_data)
        return _decision_described(request, found.pk)


def _park(request: Request, code: str) -> Park:
    return get_object_or_404(Park.objects.filter(may_view_facts(person(request))), code=code)


def _decisions(request: Request) -> QuerySet[GateDecision]:
    return GateDecision.objects.filter(may_view_decision(person(request))).for_display()


def _described(request: Request, park: Park, status: int = 200) -> Response:
    detail = path_detail(park, person(request))
    answer = {
        "steps": list(reversed(detail.records)),
        "gate": detail.gate,
        "seen": detail.seen,
        "may_enter": detail.may_enter,
        "may_decide": detail.may_decide and detail.gate is not None,
    }
    return Response(PathSerializer(answer).data, status=status)


def _decision_described(request: Request, pk: int, status: int = 200) -> Response:
    decision = _decisions(request).get(pk=pk)
    detail = decision_detail(decision, person(request))
    data = DecisionSerializer(decision).data
    more = {"evaluation": decision.evaluation, "may_revoke": detail.may_revoke}
    return Response({**data, **more}, status=status)
