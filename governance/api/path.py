"""The path of a park in the API."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from governance.api.reports import caller
from governance.api.serializers import PathSerializer, PathStepSerializer
from governance.models import PathStep
from governance.permissions import may_enter_stage
from governance.services.path import enter_stage
from parks.models import Park
from parks.permissions import may_view_facts


class PathDetail(APIView):
    """The stages that a park has entered, and the authority's entry decision."""

    @extend_schema(operation_id="path_detail", responses={200: PathSerializer, **problems(404)})
    def get(self, request: Request, park: str) -> Response:
        return self.described(request, self.find(request, park))

    @extend_schema(
        operation_id="path_enter",
        request=PathStepSerializer,
        responses={201: PathSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, park: str) -> Response:
        """Decide at which stage the park joins the path."""
        found = self.find(request, park)
        sent = PathStepSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        enter_stage(found, by=caller(request), **sent.validated_data)
        return self.described(request, found, status=201)

    def find(self, request: Request, park: str) -> Park:
        return get_object_or_404(Park.objects.filter(may_view_facts(caller(request))), code=park)

    def described(self, request: Request, park: Park, status: int = 200) -> Response:
        steps = list(PathStep.objects.in_force().filter(park=park).select_related("decided_by"))
        decides = Park.objects.filter(may_enter_stage(caller(request)), pk=park.pk).exists()
        shown = {"steps": steps, "may_enter": decides and not steps}
        return Response(PathSerializer(shown).data, status=status)
