"""The import of the register through the API: a dry run unless asked otherwise."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.problems import problems
from accounts.errors import RuleBroken
from parks.api.parks import user_of
from parks.api.serializers import ImportResultSerializer
from parks.errors import Problem
from parks.permissions import may_import_parks
from parks.services.register_files import MAX_BYTES
from parks.services.register_import import ImportResult
from parks.services.register_uploads import carry_out, keep_upload

YES_OR_NO = {"true": True, "1": True, "false": False, "0": False}


class RegisterFileParser(BaseParser):
    """Takes the body itself as the file, no further than a file may be long."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, bytes]:
        return {"file": stream.read(MAX_BYTES + 1)}


class CsvParser(RegisterFileParser):
    media_type = "text/csv"


class GeoJsonParser(RegisterFileParser):
    media_type = "application/geo+json"


class ParkImportCreate(APIView):
    """Check a register file, and import its good rows where `dry_run=false`."""

    parser_classes = [MultiPartParser, CsvParser, GeoJsonParser]

    @extend_schema(
        operation_id="park_import_create",
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
        },
        responses={200: ImportResultSerializer, **problems(400, 403)},
    )
    def post(self, request: Request) -> Response:
        user = user_of(request)
        if not may_import_parks(user):
            raise PermissionDenied(_("Only an authority of a region keeps the parks in it."))
        dry_run = is_dry_run(request)
        content, name = file_sent(request)
        upload, result = keep_upload(content, name, by=user)
        if not dry_run:
            result = carry_out(upload, by=user)
        answer = {"dry_run": dry_run, "upload": upload.pk, **answer_of(result)}
        return Response(ImportResultSerializer(answer).data)


def is_dry_run(request: Request) -> bool:
    """Return what `dry_run` says; a word that it does not know changes nothing and is refused."""
    asked = request.query_params.get("dry_run", "true")
    if asked.lower() not in YES_OR_NO:
        raise ValidationError({"dry_run": [_("Write true or false.")]}, code="not_true_or_false")
    return YES_OR_NO[asked.lower()]


def file_sent(request: Request) -> tuple[bytes, str]:
    """Return what was sent: the body itself, or the file of a form."""
    sent = request.data if isinstance(request.data, dict) else {}
    file = sent.get("file")
    if isinstance(file, bytes):
        return file, "register"
    if not isinstance(file, UploadedFile):
        raise RuleBroken("file_missing", _("Send the register as the field “file”."))
    return file.read(), file.name or "register"


def answer_of(result: ImportResult) -> dict[str, Any]:
    """Return a result with the sentences of its problems."""
    return {
        **asdict(result),
        "problems": [_problem(problem) for problem in result.problems],
        "notices": [_problem(notice) for notice in result.notices],
        "warnings": [_problem(warning) for warning in result.warnings],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "reason": problem.reason}
