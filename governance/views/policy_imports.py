"""The import of policies: upload, look at what would happen, carry out."""

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
from governance.choices import PolicyKind
from governance.forms import PolicyUploadForm
from governance.permissions import may_issue_policies
from governance.selectors.policy_detail import REGISTER
from governance.services.policy_import import import_policies, keep_policy_upload
from parks.models import RegisterImport
from parks.permissions import may_view_import
from parks.services.register_uploads import result_of

SHOWN_ROWS = 200
SHOWN_UPLOADS = 10


@require_http_methods(["GET", "HEAD", "POST"])
def policy_import(request: Request) -> HttpResponse:
    if not may_issue_policies(request.user):
        raise PermissionDenied(_("Only an authority of a region issues policies."))
    form = PolicyUploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload, _result = keep_policy_upload(file.read(), file.name, by=request.user)
        except RuleBroken as error:
            form.add_error("file", error.message)
        else:
            return redirect("governance:policy_import_detail", upload.pk)
    uploads = _uploads(request)[:SHOWN_UPLOADS]
    context = {"form": form, "uploads": uploads, "kinds": PolicyKind.choices}
    status = 422 if form.errors else 200
    return render_page(request, "governance/policy_import.html", context, status=status)


@require_safe
def policy_import_detail(request: Request, pk: uuid.UUID) -> HttpResponse:
    upload = get_object_or_404(_uploads(request), pk=pk)
    result = result_of(upload.outcome or upload.result)
    context = {
        "upload": upload,
        "result": result,
        "changes": result.changes[:SHOWN_ROWS],
        "problems": result.problems[:SHOWN_ROWS],
        "good": result.created + result.updated,
    }
    return render_page(request, "governance/policy_import_detail.html", context)


@require_POST
def policy_import_confirm(request: Request, pk: uuid.UUID) -> HttpResponse:
    upload = get_object_or_404(_uploads(request), pk=pk)
    import_policies(upload, by=request.user)
    messages.success(request, _("The policies were imported."))
    return redirect("governance:policy_import_detail", pk)


def _uploads(request: Request) -> QuerySet[RegisterImport]:
    mine = RegisterImport.objects.filter(may_view_import(request.user), register=REGISTER)
    return mine.defer("content")
