"""The caller's own grants in the API."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api.problems import problems
from parks.api.parks import user_of
from parks.api.serializers import GrantSerializer
from parks.models import Grant
from parks.permissions import may_view_grant


class GrantList(GenericAPIView[Grant]):
    """The roles that one holds today, and where."""

    serializer_class = GrantSerializer
    queryset = Grant.objects.none()
    orderings = {"role": ("role", "pk"), "-granted": ("-granted_at", "-pk")}

    @extend_schema(
        operation_id="grant_list",
        parameters=[OpenApiParameter("order", str, enum=["role", "-granted"])],
        responses={200: GrantSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        mine = Grant.objects.in_force(clock.today()).filter(may_view_grant(user_of(request)))
        page = self.paginate_queryset(mine.for_display())
        return self.get_paginated_response(GrantSerializer(page, many=True).data)
