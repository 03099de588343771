"""Evidence of the records of all registers in the API."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.parsers import StrictJSONParser
from accounts.api.problems import problems
from accounts.http import file_response
from parks.api.parks import user_of
from parks.api.record_serializers import (
    NewRecordEvidenceSerializer,
    RecordEvidenceFoundSerializer,
    RecordEvidenceSerializer,
)
from parks.api.records import park_seen_by, record_of
from parks.models import RecordEvidence
from parks.registers import REGISTERS, Register
from parks.selectors.record_detail import evidence_of
from parks.services.record_evidence import attach_file, attach_link, note_reading, remove_evidence
from parks.services.records import require_keeper


class RecordEvidenceList(APIView):
    """Files and links of a record."""

    parser_classes = [StrictJSONParser, MultiPartParser]

    @extend_schema(
        operation_id="record_evidence_list",
        responses={200: RecordEvidenceFoundSerializer, **problems(403, 404)},
    )
    def get(self, request: Request, code: str, register: str, pk: int) -> Response:
        evidence = evidence_of(*_find(request, code, register, pk))
        found = {"results": evidence.select_related("file", "added_by")}
        return Response(RecordEvidenceFoundSerializer(found).data)

    @extend_schema(
        operation_id="record_evidence_add",
        request=NewRecordEvidenceSerializer,
        responses={201: RecordEvidenceSerializer, **problems(400, 403, 404, 409)},
    )
    def post(self, request: Request, code: str, register: str, pk: int) -> Response:
        """Attach a file or a web address to a record."""
        kept, record = _find(request, code, register, pk)
        by = user_of(request)
        require_keeper(kept, record.park, by=by)
        sent = NewRecordEvidenceSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        asked = sent.validated_data
        if upload := asked.get("file"):
            evidence = attach_file(kept, record, upload, title=asked["title"], by=by)
        else:
            evidence = attach_link(kept, record, asked["url"], title=asked["title"], by=by)
        return Response(RecordEvidenceSerializer(evidence).data, status=201)


class RecordEvidenceDetail(APIView):
    """One file or link."""

    @extend_schema(
        operation_id="record_evidence_download",
        responses={(200, "*/*"): OpenApiTypes.BINARY, **problems(403, 404)},
    )
    def get(
        self, request: Request, code: str, register: str, pk: int, evidence: int
    ) -> HttpResponseBase:
        """Download a file as an attachment; the reading is on record."""
        kept, record = _find(request, code, register, pk)
        found = _evidence(kept, record, evidence, file__isnull=False)
        assert found.file is not None
        note_reading(kept, record, found, by=user_of(request))
        return file_response(found.file)

    @extend_schema(
        operation_id="record_evidence_remove", responses={204: None, **problems(403, 404, 409)}
    )
    def delete(
        self, request: Request, code: str, register: str, pk: int, evidence: int
    ) -> Response:
        """Take evidence off a record."""
        kept, record = _find(request, code, register, pk)
        found = _evidence(kept, record, evidence)
        remove_evidence(kept, record, found, by=user_of(request))
        return Response(status=204)


def _find(request: Request, code: str, register: str, pk: int) -> tuple[Register, Any]:
    park, kept = park_seen_by(request, code), REGISTERS.get(register)
    if kept is None:
        raise Http404
    return kept, record_of(kept, park, pk)


def _evidence(register: Register, record: Any, pk: int, **more: bool) -> RecordEvidence:
    return get_object_or_404(evidence_of(register, record).select_related("file"), pk=pk, **more)
