"""Reports in the API: lists and single reports, with what the caller may do next."""

from __future__ import annotations

from datetime import date

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.models import User
from accounts.selectors.as_of import moment_of
from governance.api.serializers import (
    NarrativeSerializer,
    ReportDetailSerializer,
    ReportSerializer,
)
from governance.choices import ReportStatus
from governance.models import StageReport
from governance.permissions import may_view_report
from governance.selectors.acts import with_acts
from governance.selectors.report_list import reports_known_at
from governance.services.reports import save_narrative
from parks.choices import Frequency
from parks.models import Park

REVISION = OpenApiParameter("revision", int, description="The newest one you may see by default.")


def caller(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


def visible_reports(request: Request) -> QuerySet[StageReport]:
    """Return the reports that the caller may see, each with its flags."""
    user = caller(request)
    return with_acts(StageReport.objects.filter(may_view_report(user)).for_display(), user)


def find_report(request: Request, park: str, period: str) -> StageReport:
    """Return the revision asked for, else the newest that the caller may see."""
    reports = visible_reports(request).filter(park__code=park, period__code=period)
    revision = request.query_params.get("revision", "")
    if revision:
        if not (revision.isascii() and revision.isdigit() and len(revision) < 6):
            raise Http404
        return get_object_or_404(reports, revision=int(revision))
    newest = reports.order_by("-revision").first()
    if newest is None:
        raise Http404
    return newest


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]
    park = django_filters.CharFilter(field_name="park__code")
    region = django_filters.CharFilter(method="below", label="A region, all below it included")
    period = django_filters.CharFilter(field_name="period__code")
    every = django_filters.ChoiceFilter(field_name="period__every", choices=Frequency.choices)
    status = django_filters.MultipleChoiceFilter(choices=ReportStatus.choices)
    as_of = django_filters.DateFilter(
        method="known_on",
        label="As the reports stood at the end of this day; `status` still narrows by what they are now",
    )

    class Meta:
        model = StageReport
        fields: tuple[str, ...] = ()

    def known_on(
        self, reports: QuerySet[StageReport], name: str, value: date
    ) -> QuerySet[StageReport]:
        moment = moment_of(value.isoformat())
        return reports_known_at(reports, caller(self.request), moment) if moment else reports

    def below(self, reports: QuerySet[StageReport], name: str, value: str) -> QuerySet[StageReport]:
        return reports.filter(park__in=Park.objects.below(value))


@extend_schema_view(
    get=extend_schema(
        operation_id="report_list",
        parameters=[
            OpenApiParameter("order", str, enum=["-period", "period", "park", "submitted"]),
        ],
        responses={200: ReportSerializer(many=True), **problems(400)},
    )
)
class ReportList(ListAPIView[StageReport]):
    """All revisions of the reports that you may see."""

    serializer_class = ReportSerializer
    queryset = StageReport.objects.none()
    filterset_class = ReportFilter
    orderings = {
        "-period": ("-period__ends_on", "park__code", "-revision", "pk"),
        "period": ("period__ends_on", "park__code", "revision", "pk"),
        "park": ("park__code", "-period__ends_on", "-revision", "pk"),
        "submitted": ("submitted_at", "pk"),
    }

    def get_queryset(self) -> QuerySet[StageReport]:
        return visible_reports(self.request)


def described(request: Request, park: str, period: str) -> Response:
    """Answer with a report and its entries as they stand now."""
    report = find_report(request, park, period)
    entries = report.entries.select_related("indicator", "changed_by", "observation")
    report.listed_entries = list(entries)  # type: ignore[attr-defined]
    return Response(ReportDetailSerializer(report).data)


class ReportDetail(APIView):
    """One report with its entries."""

    @extend_schema(
        operation_id="report_detail",
        parameters=[REVISION],
        responses={200: ReportDetailSerializer, **problems(404)},
    )
    def get(self, request: Request, park: str, period: str) -> Response:
        return described(request, park, period)

    @extend_schema(
        operation_id="narrative_save",
        request=NarrativeSerializer,
        responses={200: ReportDetailSerializer, **problems(400, 403, 404, 409, 412)},
    )
    def patch(self, request: Request, park: str, period: str) -> Response:
        """Change the narrative; `version` is the narrative_version that you have seen."""
        report = find_report(request, park, period)
        sent = NarrativeSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        save_narrative(
            report,
            text=sent.validated_data["narrative"],
            seen_version=sent.validated_data["version"],
            by=caller(request),
        )
        return described(request, park, period)
