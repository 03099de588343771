"""Who the caller is."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.api.serializers import MeSerializer


class MeDetail(APIView):
    """The person whose session or token this is."""

    @extend_schema(operation_id="me_detail", responses={200: MeSerializer, **problems(403)})
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(request.user).data)
