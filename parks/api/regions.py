"""Regions in the API: those in which one sees parks, and those above them."""

from __future__ import annotations

from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import problems
from parks.api.parks import user_of
from parks.api.serializers import RegionSerializer
from parks.models import Region
from parks.permissions import may_view_region


class RegionFilterSet(filters.FilterSet):  # type: ignore[misc]
    """By the region that they lie directly in."""

    parent = filters.CharFilter(field_name="parent__code")


class RegionList(GenericAPIView[Region]):
    """All regions that one may see, in the order of the tree unless asked otherwise."""

    serializer_class = RegionSerializer
    queryset = Region.objects.none()
    filterset_class = RegionFilterSet
    orderings = {"tree": ("path", "pk"), "code": ("code",)}

    @extend_schema(
        operation_id="region_list",
        parameters=[OpenApiParameter("order", str, enum=["tree", "code"])],
        responses={200: RegionSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        regions = Region.objects.filter(may_view_region(user_of(request))).select_related("parent")
        page = self.paginate_queryset(self.filter_queryset(regions))
        return self.get_paginated_response(RegionSerializer(page, many=True).data)
