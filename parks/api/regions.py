"""Regions in the API: those in which one sees parks, and those above them."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from parks.api.parks import user_of
from parks.api.serializers import RegionSerializer
from parks.models import Region
from parks.permissions import may_view_region


class RegionList(APIView):
    """All regions that one may see, in the order of the tree."""

    @extend_schema(
        operation_id="region_list",
        responses={200: RegionSerializer(many=True), **problems(403)},
    )
    def get(self, request: Request) -> Response:
        regions = Region.objects.filter(may_view_region(user_of(request))).select_related("parent")
        return Response(RegionSerializer(regions, many=True).data)
