"""Assignments of framework versions in the API, for administrators."""

from __future__ import annotations

from typing import Any, NoReturn

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import problems
from assessments.api.frameworks import person, refuse_others
from assessments.api.serializers import AssignmentSerializer, NewAssignmentSerializer
from assessments.models import Assignment, FrameworkVersion
from assessments.services.assignments import assign_version
from parks.models import Park, Region
from parks.services.periods import period_of


class AssignmentList(GenericAPIView[Assignment]):
    """List the assignments, make one."""

    serializer_class = AssignmentSerializer
    queryset = Assignment.objects.none()
    orderings = {"-assigned": ("-assigned_at", "-pk"), "assigned": ("assigned_at", "pk")}

    @extend_schema(
        operation_id="assignment_list",
        parameters=[OpenApiParameter("order", str, enum=["-assigned", "assigned"])],
        responses={200: AssignmentSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        refuse_others(request)
        page = self.paginate_queryset(Assignment.objects.for_display())
        return self.get_paginated_response(AssignmentSerializer(page, many=True).data)

    @extend_schema(
        operation_id="assignment_create",
        request=NewAssignmentSerializer,
        responses={201: AssignmentSerializer, **problems(400, 403)},
    )
    def post(self, request: Request) -> Response:
        """Assign a published version to a region or a park; the same again changes nothing."""
        refuse_others(request)
        sent = NewAssignmentSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        assignment = assign_version(
            find_version(asked),
            from_period=period_of(asked["from_period"]),
            region=find_region(asked["region"]),
            park=find_park(asked["park"]),
            by=person(request),
        )
        return Response(AssignmentSerializer(assignment).data, status=201)


def find_version(asked: dict[str, Any]) -> FrameworkVersion:
    keys = {"framework__code": asked["framework"], "version": asked["version"]}
    found = FrameworkVersion.objects.select_related("framework").filter(**keys).first()
    return found or refuse("version", _("There is no such version of this framework."))


def find_region(code: str | None) -> Region | None:
    if not code:
        return None
    region = Region.objects.filter(code=code).first()
    return region or refuse("region", _("There is no region with this code."))


def find_park(code: str | None) -> Park | None:
    if not code:
        return None
    park = Park.objects.filter(code=code).first()
    return park or refuse("park", _("There is no park with this code."))


def refuse(field: str, message: str) -> NoReturn:
    raise ValidationError({field: [message]}, code=f"{field}_unknown")
