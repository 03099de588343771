"""Finds the finding that an address names, among those that the person may see, and shows its page."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from accounts.http import Request, render_page
from governance.forms import ReasonForm
from governance.forms.supervision import (
    CloseFindingForm,
    EscalateForm,
    ExtendForm,
    PlanForm,
    ProofForm,
    RectifyForm,
)
from governance.models import Finding
from governance.permissions import may_view_finding
from governance.selectors.finding_acts import with_finding_acts
from governance.selectors.finding_detail import FindingPage, finding_page

FORMS: dict[str, type[forms.Form]] = {
    "plan": PlanForm,
    "rectify": RectifyForm,
    "prove": ProofForm,
    "close": CloseFindingForm,
    "send_back": ReasonForm,
    "escalate": EscalateForm,
    "extend": ExtendForm,
}


def find_finding(request: Request, code: str, finding: str) -> Finding:
    """Return the finding with what the person may do about it."""
    seen = Finding.objects.filter(may_view_finding(request.user)).for_display()
    return get_object_or_404(with_finding_acts(seen, request.user), park__code=code, code=finding)


def show_finding(
    request: Request,
    finding: Finding,
    *,
    form: tuple[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page of a finding; a form that was refused keeps what was typed and says what is wrong."""
    page = finding_page(finding, request.user)
    shown = _forms_of(page)
    if form is not None:
        shown |= {form[0]: form[1]} if form[0] in shown else {}
        status = 422 if status in {200, 400} else status
    context = {
        "park": finding.park,
        "finding": finding,
        "page": page,
        "forms": shown,
        "refused": form[1] if form else None,
    }
    return render_page(request, "governance/finding_detail.html", context, status=status)


def _forms_of(page: FindingPage) -> dict[str, forms.Form]:
    known = {"action": page.finding.action, "action_on": page.finding.action_on}
    initial = {"plan": known if page.finding.action else {}}
    return {act: FORMS[act](initial=initial.get(act), auto_id=f"{act}-%s") for act in page.acts}
