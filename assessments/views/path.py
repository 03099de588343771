"""The path of a park: its stages, the gate ahead of it, and the decisions on gates."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from assessments.selectors.as_of import as_of_asked
from assessments.selectors.path_detail import decision_detail as decision_detail_of
from assessments.selectors.path_detail import path_detail as path_detail_of
from assessments.services.gates import decide
from governance.forms import GateDecisionForm, ReasonForm
from governance.models import GateDecision
from governance.permissions import may_decide_gate, may_revoke_decision, may_view_decision
from governance.services.gates import NOT_ALLOWED, revoke_decision
from parks.models import Park
from parks.permissions import may_view_facts


@require_safe
def path_detail(request: Request, code: str) -> HttpResponse:
    """The stages entered, the rules of the gate ahead, and what was decided; `?as_of=` shows an earlier day."""
    park = _park(request, code)
    as_of = as_of_asked(request.GET.get("as_of", ""))
    detail = path_detail_of(park, request.user, known_at=as_of.moment)
    context = {"park": park, "detail": detail, "as_of": as_of}
    return render_page(request, "assessments/path_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def gate_decide(request: Request, code: str) -> HttpResponse:
    """Pass the gate ahead, refuse or defer it, with a reason, on the evaluation shown."""
    park = _park(request, code)
    if not Park.objects.filter(may_decide_gate(request.user), pk=park.pk).exists():
        raise PermissionDenied(str(NOT_ALLOWED))
    form, status = GateDecisionForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                decision = decide(park, by=request.user, **form.cleaned_data)
            except RuleBroken as error:
                form.add_error(None, error.message)
                status = 422 if error.status == RuleBroken.status else error.status
            else:
                messages.success(request, _("The decision is on record."))
                return redirect("assessments:decision_detail", code, decision.pk)
    detail = path_detail_of(park, request.user)
    form.show(detail.seen, closed=detail.why_closed)
    context = {"park": park, "detail": detail, "form": form}
    return render_page(request, "assessments/gate_decide.html", context, status=status)


@require_safe
def decision_detail(request: Request, code: str, pk: int) -> HttpResponse:
    """One decision with all that it rested on."""
    return _show_decision(request, _decision(request, code, pk), ReasonForm())


@require_POST
def decision_revoke(request: Request, code: str, pk: int) -> HttpResponse:
    """Take a decision back, with a reason."""
    decision = _decision(request, code, pk)
    if not GateDecision.objects.filter(may_revoke_decision(request.user), pk=pk).exists():
        raise PermissionDenied(str(NOT_ALLOWED))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show_decision(request, decision, form, status=422)
    try:
        revoke_decision(decision, by=request.user, reason=form.cleaned_data["reason"])
    except RuleBroken as error:
        form.add_error(None, error.message)
        return _show_decision(request, decision, form, status=error.status)
    messages.success(request, _("The decision is revoked."))
    return redirect("assessments:decision_detail", code, pk)


def _show_decision(
    request: Request, decision: GateDecision, form: ReasonForm, status: int = 200
) -> HttpResponse:
    detail = decision_detail_of(decision, request.user)
    context = {"park": decision.park, "detail": detail, "form": form}
    return render_page(request, "assessments/decision_detail.html", context, status=status)


def _park(request: Request, code: str) -> Park:
    return get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)


def _decision(request: Request, code: str, pk: int) -> GateDecision:
    decisions = GateDecision.objects.filter(may_view_decision(request.user)).for_display()
    return get_object_or_404(decisions, park__code=code, pk=pk)
