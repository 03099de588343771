"""Frameworks in the API: versions, their trees, loading and publishing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.models import User
from assessments.api.serializers import (
    FrameworkRefusalSerializer,
    FrameworkSerializer,
    FrameworkTextSerializer,
    VersionSerializer,
)
from assessments.models import Framework, FrameworkVersion
from assessments.permissions import may_manage_frameworks, may_view_framework
from assessments.selectors.framework_data import version_data
from assessments.services.frameworks import load_framework, publish_version

REFUSED = OpenApiResponse(
    FrameworkRefusalSerializer, "The file has errors: all of them, each with its line."
)


def frameworks_of(user: User) -> QuerySet[Framework]:
    """Return the frameworks of which the user may see a version, with those versions."""
    visible = FrameworkVersion.objects.filter(may_view_framework(user))
    shown = visible.select_related("framework").defer("source").order_by("-loaded_at", "-pk")
    return Framework.objects.filter(
        Exists(visible.filter(framework=OuterRef("pk")))
    ).prefetch_related(Prefetch("versions", queryset=shown, to_attr="visible_versions"))


def person(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


class FrameworkList(GenericAPIView[Framework]):
    """The frameworks, each with its versions."""

    serializer_class = FrameworkSerializer
    queryset = Framework.objects.none()
    orderings = {"code": ("code", "pk")}

    @extend_schema(
        operation_id="framework_list",
        parameters=[OpenApiParameter("order", str, enum=["code"])],
        responses={200: FrameworkSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(frameworks_of(person(request)))
        return self.get_paginated_response(FrameworkSerializer(page, many=True).data)


class FrameworkDetail(APIView):
    """One framework with its versions."""

    @extend_schema(
        operation_id="framework_detail",
        responses={200: FrameworkSerializer, **problems(403, 404)},
    )
    def get(self, request: Request, code: str) -> Response:
        framework = get_object_or_404(frameworks_of(person(request)), code=code)
        return Response(FrameworkSerializer(framework).data)


class VersionDetail(APIView):
    """One version with its tree, rules in formula and in words, stages, aspects, gates and checks."""

    @extend_schema(
        operation_id="version_detail", responses={200: VersionSerializer, **problems(403, 404)}
    )
    def get(self, request: Request, code: str, version: str) -> Response:
        return answer(request, find_version(request, code, version))


class VersionLoad(APIView):
    """Keep a framework file as a draft."""

    @extend_schema(
        operation_id="version_load",
        request=FrameworkTextSerializer,
        responses={
            201: VersionSerializer,
            **problems(403, 409),
            (400, "application/problem+json"): REFUSED,
        },
    )
    def post(self, request: Request) -> Response:
        """Check a file as a whole and keep it as a draft; the same text again changes nothing."""
        refuse_others(request)
        sent = FrameworkTextSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        version = load_framework(sent.validated_data["text"], by=person(request))
        return answer(request, version, status=201)


class VersionPublish(APIView):
    """Publish a draft."""

    @extend_schema(
        operation_id="version_publish",
        request=None,
        responses={200: VersionSerializer, **problems(400, 403, 404)},
    )
    def post(self, request: Request, code: str, version: str) -> Response:
        """Freeze a version, settle its indicators and install its forms; once published, it stays as it is."""
        found = find_version(request, code, version)
        return answer(request, publish_version(found, by=person(request)))


def find_version(request: Request, code: str, version: str) -> FrameworkVersion:
    visible = FrameworkVersion.objects.filter(may_view_framework(person(request)))
    return get_object_or_404(
        visible.select_related("framework"), framework__code=code, version=version
    )


def refuse_others(request: Request) -> None:
    """Let administrators pass."""
    if not may_manage_frameworks(person(request)):
        raise PermissionDenied(_("Only administrators keep frameworks and their assignments."))


def answer(request: Request, version: FrameworkVersion, **more: Any) -> Response:
    data = version_data(version, may_manage=may_manage_frameworks(person(request)))
    return Response(VersionSerializer(data).data, **more)
