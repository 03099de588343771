"""Monthly notices in the API: found, read, issued for many parks at once."""

from __future__ import annotations

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
    NewNoticesSerializer,
    NoticeSerializer,
    NoticesSerializer,
)
from governance.models import MonthlyNotice
from governance.models.supervision import MonthlyNoticeQuerySet
from governance.selectors.notice_list import notices_seen_by
from governance.services.notices import issue_notices
from parks.models import Park
from parks.permissions import may_view_facts
from parks.services.periods import period_of


class NoticeFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """By place and month."""

    park = django_filters.CharFilter(field_name="park__code")
    region = django_filters.CharFilter(method="below", label="A region, all below it included")
    period = django_filters.CharFilter(field_name="period__code")

    class Meta:
        model = MonthlyNotice
        fields: tuple[str, ...] = ()

    def below(self, notices: MonthlyNoticeQuerySet, name: str, value: str) -> MonthlyNoticeQuerySet:
        return notices.filter(park__in=Park.objects.below(value))


class NoticeList(GenericAPIView[MonthlyNotice]):
    """Find monthly notices, issue those of a month."""

    serializer_class = NoticeSerializer
    queryset = MonthlyNotice.objects.none()
    filterset_class = NoticeFilterSet
    orderings = {
        "-period": ("-period__ends_on", "park__code", "pk"),
        "period": ("period__ends_on", "park__code", "pk"),
    }

    @extend_schema(
        operation_id="notice_list",
        parameters=[OpenApiParameter("order", str, enum=["-period", "period"])],
        responses={200: NoticeSerializer(many=True), **problems(400, 403)},
    )
    def get(self, request: Request) -> Response:
        """The notices of the parks that you have a role in."""
        page = self.paginate_queryset(self.filter_queryset(notices_seen_by(caller(request))))
        return self.get_paginated_response(NoticeSerializer(page, many=True).data)

    @extend_schema(
        operation_id="notice_issue",
        request=NewNoticesSerializer,
        responses={201: NoticesSerializer, **problems(400, 403, 409)},
    )
    def post(self, request: Request) -> Response:
        """Issue the notices of an ended month for some parks: all of them or none."""
        sent = sent_by(request, NewNoticesSerializer)
        parks = _named_parks(request, sent["parks"])
        month = period_of(sent["period"])
        issued = issue_notices(parks, month, remarks=sent["remarks"], by=caller(request))
        return Response(NoticesSerializer({"results": issued}).data, status=201)


class NoticeDetail(APIView):
    """One monthly notice."""

    @extend_schema(operation_id="notice_detail", responses={200: NoticeSerializer, **problems(404)})
    def get(self, request: Request, park: str, period: str) -> Response:
        seen = notices_seen_by(caller(request))
        return Response(
            NoticeSerializer(get_object_or_404(seen, park__code=park, period__code=period)).data
        )


def _named_parks(request: Request, codes: list[str]) -> list[Park]:
    """Return the parks, looked up among those that the caller sees."""
    seen = Park.objects.filter(may_view_facts(caller(request)), code__in=codes)
    found = {park.code: park for park in seen}
    for code in codes:
        if code not in found:
            message = _("There is no park “%(code)s” that you see.")
            raise RuleBroken("park_unknown", message % {"code": code}, field="parks")
    return list(found.values())
