"""Evidence of a report in the API."""

from __future__ import annotations

from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import audit
from accounts.api.parsers import StrictJSONParser
from accounts.api.problems import problems
from accounts.http import file_response
from governance.api.reports import REVISION, caller, find_report
from governance.api.serializers import (
    EvidenceFoundSerializer,
    EvidenceSerializer,
    NewEvidenceSerializer,
)
from governance.models import Evidence
from governance.services.evidence import attach_file, attach_link, remove_evidence


class EvidenceList(APIView):
    """Files and links of a report."""

    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="evidence_list",
        parameters=[REVISION],
        responses={200: EvidenceFoundSerializer, **problems(404)},
    )
    def get(self, request: Request, park: str, period: str) -> Response:
        report = find_report(request, park, period)
        evidence = report.evidence.select_related("indicator", "file", "added_by")
        return Response(EvidenceFoundSerializer({"results": evidence}).data)

    @extend_schema(
        operation_id="evidence_add",
        request=NewEvidenceSerializer,
        responses={201: EvidenceSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, park: str, period: str) -> Response:
        """Attach a file or a web address to an entry, or to the report as a whole."""
        report = find_report(request, park, period)
        sent = NewEvidenceSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked, by = sent.validated_data, caller(request)
        indicator, title = asked["indicator"], asked["title"]
        if upload := asked.get("file"):
            evidence = attach_file(report, indicator, upload, title=title, by=by)
        else:
            evidence = attach_link(report, indicator, asked["url"], title=title, by=by)
        return Response(EvidenceSerializer(evidence).data, status=201)


class EvidenceDetail(APIView):
    """One file or link."""

    @extend_schema(
        operation_id="evidence_download",
        parameters=[REVISION],
        responses={(200, "*/*"): OpenApiTypes.BINARY, **problems(404)},
    )
    def get(self, request: Request, park: str, period: str, pk: int) -> HttpResponseBase:
        """Download a file as an attachment; the reading is on record."""
        evidence = self.find(request, park, period, pk, file__isnull=False)
        assert evidence.file is not None
        with transaction.atomic():
            audit.record("evidence.read", by=caller(request), on=evidence, title=evidence.title)
        return file_response(evidence.file)

    @extend_schema(operation_id="evidence_remove", responses={204: None, **problems(403, 404, 409)})
    def delete(self, request: Request, park: str, period: str, pk: int) -> Response:
        """Take evidence off a draft."""
        remove_evidence(self.find(request, park, period, pk), by=caller(request))
        return Response(status=204)

    def find(self, request: Request, park: str, period: str, pk: int, **more: bool) -> Evidence:
        report = find_report(request, park, period)
        return get_object_or_404(
            report.evidence.select_related("file", "report__park", "report__period"), pk=pk, **more
        )
