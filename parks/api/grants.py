"""The caller's own grants in the API."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import clock
from accounts.api.problems import problems
from parks.api.parks import user_of
from parks.api.serializers import GrantSerializer
from parks.models import Grant
from parks.permissions import may_view_grant


class GrantList(APIView):
    """The roles that one holds today, and where."""

    @extend_schema(
        operation_id="grant_list",
        responses={200: GrantSerializer(many=True), **problems(403)},
    )
    def get(self, request: Request) -> Response:
        mine = Grant.objects.in_force(clock.today()).filter(may_view_grant(user_of(request)))
        return Response(GrantSerializer(mine.for_display(), many=True).data)
