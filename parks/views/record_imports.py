"""The import of a register of a park: upload, look at what would happen, carry out."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from parks.forms.records import RecordUploadForm
from parks.models import Park, RegisterImport
from parks.permissions import may_view_import
from parks.registers import Register
from parks.services.record_import import import_records, keep_record_upload
from parks.services.register_uploads import result_of
from parks.views.showing_records import park_seen_by, register_named, require_keeping

SHOWN_ROWS: Final = 200
SHOWN_UPLOADS: Final = 10


@require_http_methods(["GET", "HEAD", "POST"])
def record_import(request: Request, code: str, register: str) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    require_keeping(request, kept, park)
    form = RecordUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload, _result = keep_record_upload(
                kept, park, file.read(), file.name, by=request.user
            )
        except RuleBroken as error:
            form.add_error("file", error.message)
        else:
            return redirect("parks:record_import_detail", code, register, upload.pk)
    uploads = _uploads(request, kept, park)[:SHOWN_UPLOADS]
    context = {"park": park, "register": kept, "form": form, "uploads": uploads}
    status = 422 if form.errors else 200
    return render_page(request, "parks/record_import.html", context, status=status)


@require_safe
def record_import_detail(request: Request, code: str, register: str, pk: uuid.UUID) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    upload = get_object_or_404(_uploads(request, kept, park), pk=pk)
    result = result_of(upload.outcome or upload.result)
    context = {
        "park": park,
        "register": kept,
        "upload": upload,
        "result": result,
        "changes": result.changes[:SHOWN_ROWS],
        "problems": result.problems[:SHOWN_ROWS],
        "warnings": result.warnings[:SHOWN_ROWS],
        "good": result.created + result.updated,
    }
    return render_page(request, "parks/record_import_detail.html", context)


@require_POST
def record_import_confirm(
    request: Request, code: str, register: str, pk: uuid.UUID
) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    upload = get_object_or_404(_uploads(request, kept, park), pk=pk)
    import_records(upload, by=request.user)
    messages.success(request, _("The file was imported."))
    return redirect("parks:record_import_detail", code, register, pk)


def _uploads(request: Request, register: Register, park: Park) -> QuerySet[RegisterImport]:
    """Return the person's uploads for this register of the park."""
    mine = RegisterImport.objects.filter(may_view_import(request.user))
    return mine.filter(register=register.word, park=park).defer("content")
