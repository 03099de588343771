"""Supervision rounds in the API: found, opened, drawn, checked item by item, closed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.errors import RuleBroken
from governance.api.finding_steps import sent_by
from governance.api.reports import caller
from governance.api.supervision_serializers import (
    NewRoundSerializer,
    RemarkSerializer,
    RoundDetailSerializer,
    RoundSerializer,
    SampledSerializer,
    SummarySerializer,
)
from governance.models import SupervisionRound
from governance.models.supervision import SupervisionRoundQuerySet
from governance.permissions import may_view_round
from governance.selectors.round_detail import round_page, sample_of
from governance.services.rounds import check_item, close_round, draw_sample, open_round
from parks.models import Region
from parks.permissions import may_view_region
from parks.services.periods import period_of


def visible_rounds(request: Request) -> SupervisionRoundQuerySet:
    """Return the rounds that the caller may see."""
    return SupervisionRound.objects.filter(may_view_round(caller(request))).for_display()


def find_round(request: Request, region: str, period: str) -> SupervisionRound:
    """Return a round that the caller may see."""
    return get_object_or_404(visible_rounds(request), region__code=region, period__code=period)


def described(request: Request, region: str, period: str, *, status: int = 200) -> Response:
    """Answer with a round and its sample as they stand now."""
    supervision = find_round(request, region, period)
    listed: Any = supervision
    listed.page = round_page(supervision, caller(request))
    return Response(RoundDetailSerializer(supervision).data, status=status)


class RoundFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """By region and quarter."""

    region = django_filters.CharFilter(field_name="region__code")
    period = django_filters.CharFilter(field_name="period__code")
    open = django_filters.BooleanFilter(
        field_name="closed_at", lookup_expr="isnull", label="Only what is not closed, or is"
    )

    class Meta:
        model = SupervisionRound
        fields: tuple[str, ...] = ()


class RoundList(GenericAPIView[SupervisionRound]):
    """Find supervision rounds, open one."""

    serializer_class = RoundSerializer
    queryset = SupervisionRound.objects.none()
    filterset_class = RoundFilterSet
    orderings = {
        "-period": ("-period__ends_on", "region__code", "pk"),
        "period": ("period__ends_on", "region__code", "pk"),
    }

    @extend_schema(
        operation_id="round_list",
        parameters=[OpenApiParameter("order", str, enum=["-period", "period"])],
        responses={200: RoundSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        """The rounds of the regions that you review or supervise."""
        page = self.paginate_queryset(self.filter_queryset(visible_rounds(request)))
        return self.get_paginated_response(RoundSerializer(page, many=True).data)

    @extend_schema(
        operation_id="round_open",
        request=NewRoundSerializer,
        responses={201: RoundDetailSerializer, **problems(400, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Open the round of a region and an ended quarter."""
        sent = sent_by(request, NewRoundSerializer)
        region = _named_region(request, sent.pop("region"))
        period = period_of(sent.pop("period"))
        open_round(region, period, **sent, by=caller(request))
        return described(request, region.code, period.code, status=201)


class RoundDetail(APIView):
    """One round with its sample."""

    @extend_schema(
        operation_id="round_detail", responses={200: RoundDetailSerializer, **problems(404)}
    )
    def get(self, request: Request, region: str, period: str) -> Response:
        return described(request, region, period)


class RoundDraw(APIView):
    @extend_schema(
        operation_id="round_draw",
        request=None,
        responses={200: RoundDetailSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, region: str, period: str) -> Response:
        """Draw the sample, once."""
        draw_sample(find_round(request, region, period), by=caller(request))
        return described(request, region, period)


class RoundItem(APIView):
    @extend_schema(
        operation_id="round_check",
        request=RemarkSerializer,
        responses={200: SampledSerializer, **problems(400, 403, 404, 409)},
    )
    def patch(self, request: Request, region: str, period: str, position: int) -> Response:
        """Mark an item of the sample as checked, with what was seen."""
        supervision = find_round(request, region, period)
        item = get_object_or_404(supervision.sample.select_related("round"), position=position)
        check_item(item, **sent_by(request, RemarkSerializer), by=caller(request))
        shown = next(one for one in sample_of(supervision) if one.pk == item.pk)
        return Response(SampledSerializer(shown).data)


class RoundClose(APIView):
    @extend_schema(
        operation_id="round_close",
        request=SummarySerializer,
        responses={200: RoundDetailSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, region: str, period: str) -> Response:
        """Close a round of which every item is checked."""
        supervision = find_round(request, region, period)
        close_round(supervision, **sent_by(request, SummarySerializer), by=caller(request))
        return described(request, region, period)


def _named_region(request: Request, code: str) -> Region:
    region = Region.objects.filter(may_view_region(caller(request)), code=code).first()
    if region is None:
        message = _("There is no region “%(code)s” that you see.")
        raise RuleBroken("region_unknown", message % {"code": code}, field="region")
    return region
