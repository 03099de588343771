"""The import of the register: upload, look at what would happen, carry out."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from parks.choices import Industry, ParkLevel
from parks.forms import UploadForm
from parks.models import RegisterImport
from parks.permissions import may_import_parks, may_view_import
from parks.services.register_uploads import carry_out, keep_upload, result_of

SHOWN_ROWS = 200
SHOWN_UPLOADS = 10


@require_http_methods(["GET", "HEAD", "POST"])
def park_import(request: Request) -> HttpResponse:
    if not may_import_parks(request.user):
        raise PermissionDenied(_("Only an authority of a region keeps the parks in it."))
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload, _result = keep_upload(file.read(), file.name, by=request.user)
        except RuleBroken as error:
            form.add_error("file", error.message)
        else:
            return redirect("parks:park_import_detail", upload.pk)
    mine = _uploads(request)
    context = {
        "form": form,
        "uploads": mine[:SHOWN_UPLOADS],
        "levels": ParkLevel.choices,
        "industries": Industry.choices,
    }
    status = 422 if form.errors else 200
    return render_page(request, "parks/park_import.html", context, status=status)


@require_safe
def park_import_detail(request: Request, pk: uuid.UUID) -> HttpResponse:
    upload = _upload(request, pk)
    result = result_of(upload.outcome or upload.result)
    context = {
        "upload": upload,
        "result": result,
        "changes": result.changes[:SHOWN_ROWS],
        "problems": result.problems[:SHOWN_ROWS],
        "good": result.created + result.updated,
    }
    return render_page(request, "parks/park_import_detail.html", context)


@require_POST
def park_import_confirm(request: Request, pk: uuid.UUID) -> HttpResponse:
    upload = _upload(request, pk)
    if not may_import_parks(request.user):
        raise PermissionDenied(_("Only an authority of a region keeps the parks in it."))
    carry_out(upload, by=request.user)
    messages.success(request, _("The register was imported."))
    return redirect("parks:park_import_detail", pk)


def _upload(request: Request, pk: uuid.UUID) -> RegisterImport:
    return get_object_or_404(_uploads(request), pk=pk)


def _uploads(request: Request) -> QuerySet[RegisterImport]:
    """Return the person's uploads of this register; other registers have pages of their own."""
    mine = RegisterImport.objects.filter(may_view_import(request.user), register="")
    return mine.defer("content")
