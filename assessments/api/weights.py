"""Weights sets in the API."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.models import User
from assessments.api.assignments import find_version
from assessments.api.frameworks import person
from assessments.api.run_serializers import (
    NewWeightsSetSerializer,
    WeightsChangeSerializer,
    WeightsSetDetailSerializer,
    WeightsSetSerializer,
)
from assessments.models import WeightsSet
from assessments.permissions import may_edit_weights
from assessments.selectors.weights import groups_of, weights_shown
from assessments.services.weights import change_weights_set, make_weights_set

GIVEN = {
    "name": "Panel of May",
    "note": "Nine people, budget of points.",
    "weights": {"industrial_positioning": 3, "pilot_first": 2, "linkage_development": 1},
}
EXAMPLE = OpenApiExample(
    "A panel's weights", {"framework": "wang_2023", "version": "1.0.0", **GIVEN}, request_only=True
)
CHANGED = OpenApiExample("Changed weights", GIVEN, request_only=True)


def sets_of(user: User) -> QuerySet[WeightsSet]:
    """Return the sets that the user may see, each with whether they may change it."""
    may_edit = ExpressionWrapper(may_edit_weights(user), output_field=BooleanField())
    return weights_shown(user).annotate(may_edit=may_edit)


class WeightsList(GenericAPIView[WeightsSet]):
    """The weights sets that one may see; make one."""

    serializer_class = WeightsSetSerializer
    queryset = WeightsSet.objects.none()
    orderings = {"-made": ("-made_at", "-pk"), "made": ("made_at", "pk")}

    @extend_schema(
        operation_id="weights_list",
        parameters=[OpenApiParameter("order", str, enum=["-made", "made"])],
        responses={200: WeightsSetSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(sets_of(person(request)))
        return self.get_paginated_response(WeightsSetSerializer(page, many=True).data)

    @extend_schema(
        operation_id="weights_create",
        request=NewWeightsSetSerializer,
        responses={201: WeightsSetDetailSerializer, **problems(400, 403)},
        examples=[EXAMPLE],
    )
    def post(self, request: Request) -> Response:
        """Keep the weights of a panel; what is wrong with them is told for each node at once."""
        sent = NewWeightsSetSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        made = make_weights_set(find_version(asked), **given(asked), by=person(request))
        return answer(request, made.pk, status=201)


class WeightsDetail(APIView):
    """One weights set, by the shares of its groups."""

    @extend_schema(
        operation_id="weights_detail",
        responses={200: WeightsSetDetailSerializer, **problems(403, 404)},
    )
    def get(self, request: Request, pk: int) -> Response:
        return answer(request, pk)

    @extend_schema(
        operation_id="weights_change",
        request=WeightsChangeSerializer,
        responses={200: WeightsSetDetailSerializer, **problems(400, 403, 404, 409)},
        examples=[CHANGED],
    )
    def put(self, request: Request, pk: int) -> Response:
        """Change a set of one's own that no run has used yet."""
        found = get_object_or_404(sets_of(person(request)), pk=pk)
        sent = WeightsChangeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        change_weights_set(found, **given(sent.validated_data), by=person(request))
        return answer(request, pk)


def given(asked: dict[str, Any]) -> dict[str, Any]:
    return {"name": asked["name"], "note": asked.get("note", ""), "weights": asked["weights"]}


def answer(request: Request, pk: int, **more: Any) -> Response:
    found: Any = get_object_or_404(sets_of(person(request)), pk=pk)
    found.shares = [row for group in groups_of(found) for row in group.rows]
    return Response(WeightsSetDetailSerializer(found).data, **more)
