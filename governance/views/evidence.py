"""Evidence of a report: attach, remove, download."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import audit
from accounts.errors import RuleBroken
from accounts.http import Request, file_response
from governance.models import Evidence, StageReport
from governance.services.evidence import attach_file, attach_link, remove_evidence
from governance.views.entries import find_entry, show_entry
from governance.views.showing import (
    back_to_report,
    find_report,
    show_report,
    visible_reports,
)


@require_POST
def evidence_add(request: Request, code: str, period: str) -> HttpResponse:
    """Attach a file or a link to an entry, or to the report as a whole."""
    report = find_report(request, code, period)
    indicator, upload = request.POST.get("indicator", ""), request.FILES.get("file")
    title, url = request.POST.get("title", ""), request.POST.get("url", "")
    if indicator:
        find_entry(report, indicator)
    try:
        if upload:
            attach_file(report, indicator, upload, title=title, by=request.user)
        else:
            attach_link(report, indicator, url, title=title, by=request.user)
    except RuleBroken as error:
        return _after(request, report, indicator, error)
    return _after(request, report, indicator)


@require_POST
def evidence_remove(request: Request, code: str, period: str, pk: int) -> HttpResponse:
    """Take a piece of evidence off a draft."""
    report = find_report(request, code, period)
    evidence = get_object_or_404(report.evidence.select_related("indicator"), pk=pk)
    indicator = evidence.indicator.code if evidence.indicator else ""
    try:
        remove_evidence(evidence, by=request.user)
    except RuleBroken as error:
        return _after(request, report, indicator, error)
    return _after(request, report, indicator)


@require_safe
def evidence_download(request: Request, code: str, period: str, pk: int) -> HttpResponseBase:
    """Hand out a file to whoever may see the report; the reading is on record."""
    evidence = get_object_or_404(
        Evidence.objects.filter(
            report__in=visible_reports(request, code, period), file__isnull=False
        ).select_related("file", "report__park", "report__period"),
        pk=pk,
    )
    assert evidence.file is not None
    with transaction.atomic():
        audit.record("evidence.read", by=request.user, on=evidence, title=evidence.title)
    return file_response(evidence.file)


def _after(
    request: Request, report: StageReport, indicator: str, error: RuleBroken | None = None
) -> HttpResponse:
    """Show the panel or page that the act was taken on."""
    if indicator:
        entry = find_entry(report, indicator)
        if error or request.htmx:
            return show_entry(request, report, entry, error)
        return redirect("governance:entry_detail", report.park.code, report.period.code, indicator)
    if error:
        return show_report(request, report, error=error)
    return back_to_report(request, report, _("The evidence of the report is changed."))
