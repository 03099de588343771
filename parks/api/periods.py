"""Periods in the API, with their deadlines."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from parks.api.serializers import PeriodSerializer
from parks.choices import Frequency
from parks.models import Period


class PeriodFilterSet(filters.FilterSet):  # type: ignore[misc]
    """By kind, and by the day on which they end."""

    every = filters.ChoiceFilter(choices=Frequency.choices)
    ends_from = filters.DateFilter(field_name="ends_on", lookup_expr="gte")
    ends_until = filters.DateFilter(field_name="ends_on", lookup_expr="lte")


class PeriodList(GenericAPIView[Period]):
    """The periods that reports have been or may be filed for."""

    serializer_class = PeriodSerializer
    queryset = Period.objects.none()
    filterset_class = PeriodFilterSet
    orderings = {"-ends": ("-ends_on", "-pk"), "ends": ("ends_on", "pk")}

    @extend_schema(
        operation_id="period_list",
        parameters=[OpenApiParameter("order", str, enum=["-ends", "ends"])],
        responses={200: PeriodSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(Period.objects.all()))
        return self.get_paginated_response(PeriodSerializer(page, many=True).data)


class PeriodDetail(APIView):
    """One period by its code: 2026-09, 2026-Q3 or 2026."""

    @extend_schema(
        operation_id="period_detail", responses={200: PeriodSerializer, **problems(403, 404)}
    )
    def get(self, request: Request, code: str) -> Response:
        return Response(PeriodSerializer(get_object_or_404(Period, code=code)).data)
