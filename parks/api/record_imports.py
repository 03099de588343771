"""The import of a register of a park through the API: a dry run unless asked otherwise."""

from __future__ import annotations

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from parks.api.imports import (
    CsvParser,
    GeoJsonParser,
    RegisterFileParser,
    answer_of,
    file_sent,
    is_dry_run,
)
from parks.api.parks import user_of
from parks.api.records import park_seen_by
from parks.api.serializers import ImportResultSerializer
from parks.registers import REGISTERS
from parks.services.record_import import import_records, keep_record_upload
from parks.services.records import require_keeper


class WorkbookParser(RegisterFileParser):
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RecordImportCreate(APIView):
    """Check a file of a register, and import its good rows where `dry_run=false`."""

    parser_classes = [MultiPartParser, CsvParser, GeoJsonParser, WorkbookParser]

    @extend_schema(
        operation_id="record_import_create",
        parameters=[
            OpenApiParameter("dry_run", bool, description="true unless given; change nothing")
        ],
        request={
            "multipart/form-data": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
            },
            "text/csv": OpenApiTypes.BINARY,
            "application/geo+json": OpenApiTypes.BINARY,
            WorkbookParser.media_type: OpenApiTypes.BINARY,
        },
        responses={200: ImportResultSerializer, **problems(400, 403, 404)},
    )
    def post(self, request: Request, code: str, register: str) -> Response:
        park, user = park_seen_by(request, code), user_of(request)
        kept = REGISTERS.get(register)
        if kept is None:
            raise Http404
        require_keeper(kept, park, by=user)
        dry_run = is_dry_run(request)
        content, name = file_sent(request)
        upload, result = keep_record_upload(kept, park, content, name, by=user)
        if not dry_run:
            result = import_records(upload, by=user)
        answer = {"dry_run": dry_run, "upload": upload.pk, **answer_of(result)}
        return Response(ImportResultSerializer(answer).data)
