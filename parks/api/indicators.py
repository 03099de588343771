"""Indicators and items in the API: what can be measured about a park."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from parks.api.serializers import IndicatorSerializer
from parks.choices import Frequency, IndicatorKind
from parks.models import Indicator


class IndicatorFilterSet(filters.FilterSet):  # type: ignore[misc]
    """By kind and by how often it is measured."""

    kind = filters.ChoiceFilter(choices=IndicatorKind.choices)
    every = filters.ChoiceFilter(choices=Frequency.choices)


class IndicatorList(GenericAPIView[Indicator]):
    """All indicators and items of the published frameworks."""

    serializer_class = IndicatorSerializer
    queryset = Indicator.objects.none()
    filterset_class = IndicatorFilterSet
    orderings = {"code": ("code",)}

    @extend_schema(
        operation_id="indicator_list",
        parameters=[OpenApiParameter("order", str, enum=["code"])],
        responses={200: IndicatorSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(Indicator.objects.all()))
        return self.get_paginated_response(IndicatorSerializer(page, many=True).data)


class IndicatorDetail(APIView):
    """One indicator or item by its code."""

    @extend_schema(
        operation_id="indicator_detail",
        responses={200: IndicatorSerializer, **problems(403, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        return Response(IndicatorSerializer(get_object_or_404(Indicator, code=code)).data)
