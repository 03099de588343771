"""One entry of a report: its panel, saving it, and the notes on it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from accounts.models import User
from governance.forms import REASONS, TypedCell, read_number
from governance.models import Entry, StageReport
from governance.selectors.entry_detail import entry_panel
from governance.selectors.report_detail import report_page, standing_of
from governance.services.notes import add_note
from governance.services.reports import save_entry
from governance.views.showing import Refusal, cell_of, find_report, may_edit, report_context


def save_typed(report: StageReport, typed: TypedCell, *, by: User) -> RuleBroken | None:
    """Save what was typed into one cell; return what is wrong with it, if anything."""
    entry = report.entries.select_related("indicator").get(indicator__code=typed.code)
    try:
        value = (
            entry.value
            if typed.value is None
            else read_number(typed.value, unit=entry.indicator.unit)
        )
        reason = entry.missing_reason if typed.missing_reason is None else typed.missing_reason
        save_entry(
            report,
            typed.code,
            value=value,
            missing_reason=reason,
            note=entry.note if typed.note is None else typed.note,
            seen_version=typed.seen_version,
            by=by,
        )
    except RuleBroken as error:
        return error
    return None


def find_entry(report: StageReport, indicator: str) -> Entry:
    entries = report.entries.select_related("indicator", "changed_by")
    entry = get_object_or_404(entries, indicator__code=indicator)
    entry.report = report
    return entry


@require_safe
def entry_detail(request: Request, code: str, period: str, indicator: str) -> HttpResponse:
    """The panel of one entry: what it means, its past values, notes and evidence."""
    report = find_report(request, code, period)
    return show_entry(request, report, find_entry(report, indicator))


def show_entry(
    request: Request, report: StageReport, entry: Entry, error: RuleBroken | None = None
) -> HttpResponse:
    """Render the panel of an entry, at the status of the error that it explains."""
    page, standing = report_page(report), standing_of(request.user, report)
    context = {
        "report": report,
        "park": report.park,
        "row": page.row(entry.indicator.code),
        "panel": entry_panel(entry, with_work=standing.sees_notes),
        "standing": standing,
        "is_editable": may_edit(page, standing),
        "error": error,
        "reasons": REASONS,
    }
    status = (422 if error.status == 400 else error.status) if error else 200
    template = "governance/entry_detail.html"
    return render_page(request, template, context, partial="panel", status=status)


@require_POST
def entry_save(request: Request, code: str, period: str, indicator: str) -> HttpResponse:
    """Save one cell; the grid gets back its row, the computed rows and the bar at the foot."""
    report = find_report(request, code, period)
    entry = find_entry(report, indicator)
    typed = TypedCell.of(indicator, request.POST)
    error = save_typed(report, typed, by=request.user)
    if "X-Entry-Grid" not in request.headers:
        if error:
            return show_entry(request, report, entry, error)
        return redirect("governance:entry_detail", code, period, indicator)
    refused = {indicator: Refusal(typed, error)} if error else {}
    context = report_context(request, report)
    context["cells"] = [
        cell_of(row, refused)
        for row in context["page"].rows
        if row.code == indicator or row.is_formula
    ]
    status = (422 if error.status == 400 else error.status) if error else 200
    response = render_page(request, "governance/entry_save.html", context, status=status)
    response.headers["X-Entry-Grid"] = "refused" if error else "saved"
    return response


@require_POST
def review_note_add(request: Request, code: str, period: str, indicator: str) -> HttpResponse:
    """Add a reviewer's note or the committee's answer to an entry."""
    report = find_report(request, code, period)
    if not standing_of(request.user, report).sees_notes:
        raise Http404(_("There is nothing at this address that you may see."))
    entry = find_entry(report, indicator)
    try:
        add_note(entry, request.POST.get("text", ""), by=request.user)
    except RuleBroken as error:
        return show_entry(request, report, entry, error)
    if request.htmx:
        return show_entry(request, report, entry)
    return redirect("governance:entry_detail", code, period, indicator)
