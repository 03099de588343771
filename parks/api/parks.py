"""Parks in the API: found, read, added and changed as on the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.problems import problems
from accounts.models import User
from parks.api.serializers import NewParkSerializer, ParkChangeSerializer, ParkSerializer
from parks.choices import Industry, ParkLevel
from parks.errors import broken
from parks.models import Park, Region
from parks.models.parks import ParkQuerySet
from parks.permissions import (
    may_edit_park,
    may_import_parks,
    may_keep_parks_in,
    may_view_park,
)
from parks.selectors.park_list import ParkFilter, parks_found
from parks.services.parks import ParkFacts, add_park, facts_of, update_park


class ParkFilterSet(filters.FilterSet):  # type: ignore[misc]
    """`region` includes all regions below it; `q` looks in code and names."""

    region = filters.CharFilter(method="narrow", label="Code of a region, all below it included")
    level = filters.ChoiceFilter(choices=ParkLevel.choices)
    industry = filters.ChoiceFilter(
        choices=Industry.choices, method="narrow", label="Code of a leading industry"
    )
    q = filters.CharFilter(method="narrow", label="Part of a code or name")

    def narrow(self, parks: ParkQuerySet, name: str, value: str) -> ParkQuerySet:
        wanted = ParkFilter(**{"text" if name == "q" else name: value})
        return parks.filter(pk__in=parks_found(self.request.user, wanted).order_by().values("pk"))


def parks_seen_by(user: User) -> ParkQuerySet:
    """The parks that `user` may see, each with whether they may edit it."""
    may_edit = ExpressionWrapper(may_edit_park(user), output_field=BooleanField())
    return Park.objects.filter(may_view_park(user)).for_display().annotate(may_edit=may_edit)


class ParkList(GenericAPIView[Park]):
    """Find parks, add one."""

    serializer_class = ParkSerializer
    queryset = Park.objects.none()
    filterset_class = ParkFilterSet
    orderings = {
        "code": ("code",),
        "name": ("name_en", "pk"),
        "-updated": ("-updated_at", "-pk"),
    }

    @extend_schema(
        operation_id="park_list",
        parameters=[OpenApiParameter("order", str, enum=["code", "name", "-updated"])],
        responses={200: ParkSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(parks_seen_by(user_of(request))))
        return self.get_paginated_response(ParkSerializer(page, many=True).data)

    @extend_schema(
        operation_id="park_create",
        request=NewParkSerializer,
        responses={201: ParkSerializer, **problems(400, 403)},
    )
    def post(self, request: Request) -> Response:
        user = user_of(request)
        if not may_import_parks(user):
            raise PermissionDenied(_("Only an authority of a region keeps the parks in it."))
        sent = NewParkSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        region = _region(user, sent.validated_data["region"])
        facts = ParkFacts(code=sent.validated_data["code"], region=region)
        park = add_park(_with(facts, sent.validated_data), by=user)
        return Response(ParkSerializer(parks_seen_by(user).get(pk=park.pk)).data, status=201)


class ParkDetail(GenericAPIView[Park]):
    """Read a park, change what the register says of it."""

    serializer_class = ParkSerializer
    queryset = Park.objects.none()
    filter_backends = ()

    @extend_schema(
        operation_id="park_detail", responses={200: ParkSerializer, **problems(403, 404)}
    )
    def get(self, request: Request, code: str) -> Response:
        park = get_object_or_404(parks_seen_by(user_of(request)), code=code)
        return Response(ParkSerializer(park).data)

    @extend_schema(
        operation_id="park_update",
        request=ParkChangeSerializer(partial=True),
        responses={200: ParkSerializer, **problems(400, 403, 404)},
    )
    def patch(self, request: Request, code: str) -> Response:
        user = user_of(request)
        park = get_object_or_404(parks_seen_by(user), code=code)
        if not Park.objects.filter(may_edit_park(user), pk=park.pk).exists():
            raise PermissionDenied(_("Only an authority of a region keeps the parks in it."))
        sent = ParkChangeSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        facts = facts_of(park)
        region = sent.validated_data.get("region", facts.region.code)
        if region != facts.region.code:
            facts = replace(facts, region=_region(user, region))
        update_park(park, _with(facts, sent.validated_data), by=user)
        return Response(ParkSerializer(parks_seen_by(user).get(pk=park.pk)).data)


def user_of(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


def _region(user: User, code: str) -> Region:
    """Find a region in which `user` keeps parks; one elsewhere is as unknown as one that does not exist."""
    region = Region.objects.filter(may_keep_parks_in(user), code=code.replace("\0", "")).first()
    if region is None:
        raise broken("region_unknown", field="region")
    return region


def _with(facts: ParkFacts, sent: Mapping[str, Any]) -> ParkFacts:
    """Return `facts` with those that were sent in their place."""
    values = {name: value for name, value in sent.items() if name in ParkFacts.__dataclass_fields__}
    values.pop("region", None)
    names = sent.get("names", {})
    if "en" in names:
        values["name_en"] = names["en"]
    if "zh-hans" in names:
        values["name_zh"] = names["zh-hans"]
    if "industries" in values:
        values["industries"] = tuple(values["industries"])
    return replace(facts, **values)
