"""Evidence of a record: attach, remove, download."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, file_response
from parks.registers import Register
from parks.selectors.record_detail import evidence_of
from parks.services.record_evidence import attach_file, attach_link, note_reading, remove_evidence
from parks.views.showing_records import (
    park_seen_by,
    record_of,
    register_named,
    require_keeping,
    show_record,
)


@require_POST
def record_evidence_add(request: Request, code: str, register: str, pk: int) -> HttpResponse:
    """Attach a file or a link to a record."""
    kept, record = _kept_record(request, code, register, pk)
    title, url = request.POST.get("title", ""), request.POST.get("url", "")
    try:
        if upload := request.FILES.get("file"):
            attach_file(kept, record, upload, title=title, by=request.user)
        else:
            attach_link(kept, record, url, title=title, by=request.user)
    except RuleBroken as error:
        return show_record(request, kept, record, error=error)
    messages.success(request, _("The evidence was attached."))
    return redirect("parks:record_detail", code, register, pk)


@require_POST
def record_evidence_remove(
    request: Request, code: str, register: str, pk: int, evidence: int
) -> HttpResponse:
    """Take a piece of evidence off a record."""
    kept, record = _kept_record(request, code, register, pk)
    found = get_object_or_404(evidence_of(kept, record), pk=evidence)
    remove_evidence(kept, record, found, by=request.user)
    messages.success(request, _("The evidence was removed."))
    return redirect("parks:record_detail", code, register, pk)


@require_safe
def record_evidence_download(
    request: Request, code: str, register: str, pk: int, evidence: int
) -> HttpResponseBase:
    """Hand out a file to whoever may see the record; the reading is on record."""
    park, kept = park_seen_by(request, code), register_named(register)
    record = record_of(kept, park, pk)
    files = evidence_of(kept, record).filter(file__isnull=False).select_related("file")
    found = get_object_or_404(files, pk=evidence)
    assert found.file is not None
    note_reading(kept, record, found, by=request.user)
    return file_response(found.file)


def _kept_record(request: Request, code: str, register: str, pk: int) -> tuple[Register, Any]:
    """Find a record that the person keeps."""
    park, kept = park_seen_by(request, code), register_named(register)
    record = record_of(kept, park, pk)
    require_keeping(request, kept, park)
    return kept, record
