"""Pages of stage reports: the list of a park, one report, and saving it as a whole."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from accounts.selectors.as_of import as_of_asked
from governance.forms import NarrativeForm, TypedCell
from governance.selectors.report_list import reports_of_park, state_word
from governance.services.reports import copy_forward, save_narrative
from governance.views.entries import save_typed
from governance.views.showing import Refusal, back_to_report, find_report, show_report
from parks.models import Park
from parks.permissions import may_view_park


@require_safe
def report_list(request: Request, code: str) -> HttpResponse:
    """The reports of one park; `?as_of=` as they stood on a day."""
    park = get_object_or_404(Park.objects.filter(may_view_park(request.user)), code=code)
    as_of = as_of_asked(request.GET.get("as_of", ""))
    reports = reports_of_park(park, request.user, as_of.moment)
    page = Paginator(reports, per_page=25).get_page(request.GET.get("page"))
    shown = [(report, state_word(report, as_of.day)) for report in page]
    context = {"park": park, "page": page, "reports": shown, "as_of": as_of}
    return render_page(request, "governance/report_list.html", context)


@require_safe
def report_detail(request: Request, code: str, period: str) -> HttpResponse:
    """One report: the entry grid for its committee while it is a draft, a reading copy for others."""
    return show_report(request, find_report(request, code, period))


@require_POST
def report_save(request: Request, code: str, period: str) -> HttpResponse:
    """Save all cells that were posted, for browsers without JavaScript; what is refused keeps what was typed."""
    report = find_report(request, code, period)
    refused: dict[str, Refusal] = {}
    for row_code in report.entries.values_list("indicator__code", flat=True):
        typed = TypedCell.of(row_code, request.POST)
        if typed.is_posted and (error := save_typed(report, typed, by=request.user)):
            refused[row_code] = Refusal(typed, error)
    if refused:
        message = ngettext(
            "%(count)s cell could not be saved; it is marked below.",
            "%(count)s cells could not be saved; they are marked below.",
            len(refused),
        )
        error = RuleBroken("cells_refused", message % {"count": len(refused)})
        return show_report(request, report, error=error, refused=refused)
    category = request.GET.get("category", "")
    return back_to_report(request, report, _("The report is saved."), category=category)


@require_POST
def narrative_save(request: Request, code: str, period: str) -> HttpResponse:
    """Save the narrative of a draft."""
    report = find_report(request, code, period)
    form = NarrativeForm(request.POST)
    if not form.is_valid():
        error = RuleBroken("invalid", _("The narrative could not be saved."))
        return show_report(request, report, error=error, narrative_form=form)
    text, seen = form.cleaned_data["narrative"], form.cleaned_data["seen_narrative"]
    try:
        save_narrative(report, text=text, seen_version=seen, by=request.user)
    except RuleBroken as error:
        kept = NarrativeForm(initial={"narrative": text, **_version_to_keep(error, seen)})
        return show_report(request, report, error=error, narrative_form=kept)
    return back_to_report(request, report, _("The narrative is saved."))


def _version_to_keep(error: RuleBroken, seen: int) -> dict[str, int]:
    """After a conflict both texts are shown; saving again then keeps the person's own."""
    theirs = error.details.get("theirs", {})
    return {"seen_narrative": theirs.get("version", seen)}


@require_POST
def report_copy_forward(request: Request, code: str, period: str) -> HttpResponse:
    """Fill the empty cells with the latest earlier values."""
    report = find_report(request, code, period)
    try:
        copied = copy_forward(report, by=request.user)
    except RuleBroken as error:
        return show_report(request, report, error=error)
    said = ngettext(
        "%(count)s empty cell was filled with its last value.",
        "%(count)s empty cells were filled with their last values.",
        copied,
    )
    return back_to_report(request, report, said % {"count": copied})
