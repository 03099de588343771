"""Pages of findings: the list of a park, raising one, one with its steps; and its proof."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.errors import RuleBroken
from accounts.http import Request, file_response, render_page
from governance.finding_workflow import raise_finding
from governance.forms.supervision import FindingForm, ProofForm
from governance.models import Finding, Sampled
from governance.permissions import may_raise_finding
from governance.selectors.finding_detail import proof_of
from governance.selectors.notice_list import notices_seen_by
from governance.selectors.supervision_board import FindingFilter, findings_found
from governance.services.findings import FindingFacts
from governance.services.proof import Proof, attach_proof, note_reading, remove_proof
from governance.views.finding_showing import find_finding, show_finding
from governance.views.rounds import find_item
from parks.models import Park
from parks.permissions import may_view_facts

PER_PAGE = 25
NEWEST_NOTICES = 6
USUAL_DAYS = 30


@require_safe
def finding_list(request: Request, code: str) -> HttpResponse:
    """The findings of one park that the person may see, and its newest monthly notices."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    found = findings_found(request.user, FindingFilter(park=park.code)).for_display()
    context = {
        "park": park,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "notices": notices_seen_by(request.user).filter(park=park)[:NEWEST_NOTICES],
        "may_raise": Park.objects.filter(may_raise_finding(request.user), pk=park.pk).exists(),
    }
    return render_page(request, "governance/finding_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def finding_raise(request: Request, code: str) -> HttpResponse:
    """Raise a finding; `?item=` names what a round has drawn and it was seen on."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    if not Park.objects.filter(may_raise_finding(request.user), pk=park.pk).exists():
        message = _("Only a reviewer or authority of the park's region raises findings.")
        raise PermissionDenied(message)
    item = _named_item(request, park)
    form = FindingForm(request.POST or None, park=park, initial=_initial(item))
    if request.method == "POST" and form.is_valid():
        try:
            finding = raise_finding(park, _facts(form, item), by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The finding is before the committee of the park."))
            return redirect("governance:finding_detail", park.code, finding.code)
    context = {"park": park, "form": form, "item": item}
    status = 422 if form.errors else 200
    return render_page(request, "governance/finding_raise.html", context, status=status)


@require_safe
def finding_detail(request: Request, code: str, finding: str) -> HttpResponse:
    """One finding, with what may be done about it now."""
    return show_finding(request, find_finding(request, code, finding))


@require_POST
def finding_evidence_add(request: Request, code: str, finding: str) -> HttpResponse:
    """Attach a file or a link as proof."""
    found = find_finding(request, code, finding)
    form = ProofForm(request.POST, request.FILES, auto_id="prove-%s")
    if not form.is_valid():
        return show_finding(request, found, form=("prove", form))
    try:
        attach_proof(found, Proof(**form.cleaned_data), by=request.user)
    except RuleBroken as error:
        form.add_error(None, error.message)
        return show_finding(request, found, form=("prove", form), status=error.status)
    return _back(request, found, _("The proof is attached."))


@require_POST
def finding_evidence_remove(request: Request, code: str, finding: str, pk: int) -> HttpResponse:
    """Take a piece of proof off a finding that is to be answered."""
    found = find_finding(request, code, finding)
    evidence = get_object_or_404(proof_of(found), pk=pk)
    try:
        remove_proof(found, evidence, by=request.user)
    except RuleBroken as error:
        messages.error(request, error.message)
        return show_finding(request, found, status=error.status)
    return _back(request, found, _("The proof is removed."))


@require_safe
def finding_evidence_download(
    request: Request, code: str, finding: str, pk: int
) -> HttpResponseBase:
    """Hand out a file to whoever may see the finding; the reading is on record."""
    found = find_finding(request, code, finding)
    evidence = get_object_or_404(proof_of(found), pk=pk, file__isnull=False)
    assert evidence.file is not None
    note_reading(found, evidence, by=request.user)
    return file_response(evidence.file)


def _named_item(request: Request, park: Park) -> Sampled | None:
    """Return the item of a round that the form came from, among those of the park that the person may see."""
    named = request.POST.get("item", "") or request.GET.get("item", "")
    return find_item(request.user, named, park=park) if named else None


def _initial(item: Sampled | None) -> dict[str, Any]:
    due = clock.today() + timedelta(days=USUAL_DAYS)
    return {"due_on": due, "item": item.address if item else ""}


def _facts(form: FindingForm, item: Sampled | None) -> FindingFacts:
    typed = {name: value for name, value in form.cleaned_data.items() if name != "item"}
    return FindingFacts(**typed, item=item)


def _back(request: Request, finding: Finding, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("governance:finding_detail", finding.park.code, finding.code)
