"""Evidence of a policy: attach, remove, download."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from accounts.errors import RuleBroken
from accounts.http import Request, file_response
from governance.selectors.policy_detail import evidence_of
from governance.services.policy_evidence import (
    attach_policy_file,
    attach_policy_link,
    detach_policy_evidence,
)
from governance.views.showing_policies import find_policy, show_policy


@require_POST
def policy_evidence_add(request: Request, code: str) -> HttpResponse:
    """Attach a file or a link to a policy."""
    policy, upload = find_policy(request, code), request.FILES.get("file")
    title, url = request.POST.get("title", ""), request.POST.get("url", "")
    try:
        if upload:
            attach_policy_file(policy, upload, title=title, by=request.user)
        else:
            attach_policy_link(policy, url, title=title, by=request.user)
    except RuleBroken as error:
        return show_policy(request, policy, error=error, act="attach")
    messages.success(request, _("The evidence of the policy is changed."))
    return redirect("governance:policy_detail", code)


@require_POST
def policy_evidence_remove(request: Request, code: str, pk: int) -> HttpResponse:
    """Take a piece of evidence off a policy."""
    policy = find_policy(request, code)
    evidence = get_object_or_404(evidence_of(policy), pk=pk)
    detach_policy_evidence(policy, evidence, by=request.user)
    messages.success(request, _("The evidence of the policy is changed."))
    return redirect("governance:policy_detail", code)


@require_safe
def policy_evidence_download(request: Request, code: str, pk: int) -> HttpResponseBase:
    """Hand out a file to whoever may see the policy; the reading is on record."""
    policy = find_policy(request, code)
    files = evidence_of(policy).filter(file__isnull=False).select_related("file")
    evidence = get_object_or_404(files, pk=pk)
    assert evidence.file is not None
    with transaction.atomic():
        audit.record("policy.read_evidence", by=request.user, on=policy, title=evidence.title)
    return file_response(evidence.file)
