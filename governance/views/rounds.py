"""Pages of supervision rounds: opening one, its sample, checking it item by item, closing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, csv_response, render_page
from accounts.models import User
from governance.forms.supervision import RemarkForm, RoundForm, SummaryForm
from governance.models import Sampled, SupervisionRound
from governance.permissions import may_open_round, may_view_round
from governance.selectors.round_detail import round_page
from governance.selectors.round_list import quarters_to_supervise, sampled_by
from governance.services.rounds import check_item, close_round, draw_sample, open_round
from governance.services.supervision_exports import export_population, export_round
from parks.models import Park, Region
from parks.services.periods import period_of


@require_http_methods(["GET", "HEAD", "POST"])
def round_create(request: Request) -> HttpResponse:
    """Open a round for a region and an ended quarter."""
    regions = Region.objects.filter(may_open_round(request.user))
    if not regions.exists():
        message = _("Only an authority of the region opens its supervision rounds.")
        raise PermissionDenied(message)
    form = RoundForm(request.POST or None, regions=regions, quarters=quarters_to_supervise())
    if request.method == "POST" and form.is_valid():
        asked = {**form.cleaned_data, "period": period_of(form.cleaned_data["period"])}
        try:
            supervision = open_round(**asked, by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The round is open; draw its sample next."))
            return _to(supervision)
    status = 422 if form.errors else 200
    return render_page(request, "governance/round_create.html", {"form": form}, status=status)


@require_safe
def round_detail(request: Request, region: str, period: str) -> HttpResponse:
    """One round: seed and population, the sample with what was seen, the findings that came of it."""
    return _show(request, find_round(request.user, region, period))


@require_POST
def round_draw(request: Request, region: str, period: str) -> HttpResponse:
    """Draw the sample."""
    supervision = find_round(request.user, region, period)
    try:
        draw_sample(supervision, by=request.user)
    except RuleBroken as error:
        return _show(request, supervision, error=error)
    messages.success(request, _("The sample is drawn."))
    return _to(supervision)


@require_POST
def round_check(request: Request, region: str, period: str, position: int) -> HttpResponse:
    """Mark an item of the sample as checked, with what was seen."""
    supervision = find_round(request.user, region, period)
    item = get_object_or_404(supervision.sample.select_related("round"), position=position)
    remark = request.POST.get("remark", "")
    try:
        check_item(item, remark=remark, by=request.user)
    except RuleBroken as error:
        return _show(request, supervision, error=error, typed={position: remark})
    messages.success(request, _("The item is checked."))
    return _to(supervision)


@require_POST
def round_close(request: Request, region: str, period: str) -> HttpResponse:
    """Close a round with what it has shown."""
    supervision = find_round(request.user, region, period)
    form = SummaryForm(request.POST)
    try:
        close_round(supervision, summary=request.POST.get("summary", ""), by=request.user)
    except RuleBroken as error:
        form.add_error(None, error.message)
        return _show(request, supervision, error=error, form=form)
    messages.success(request, _("The round is closed."))
    return _to(supervision)


@require_safe
def round_export(request: Request, region: str, period: str) -> HttpResponseBase:
    """The sample of a round with what was seen, as CSV."""
    supervision = find_round(request.user, region, period)
    count, lines = export_round(supervision, by=request.user)
    return csv_response(lines, name=f"round-{region}-{period}", count=count)


@require_safe
def round_population(request: Request, region: str, period: str) -> HttpResponseBase:
    """All that a round draws from, by number, so that anybody can draw it again."""
    supervision = find_round(request.user, region, period)
    count, lines = export_population(supervision, by=request.user)
    return csv_response(lines, name=f"population-{region}-{period}", count=count)


def find_round(user: User, region: str, period: str) -> SupervisionRound:
    """Return a round that the person may see."""
    seen = SupervisionRound.objects.filter(may_view_round(user)).for_display()
    return get_object_or_404(seen, region__code=region, period__code=period)


def find_item(user: User, named: str, *, park: Park) -> Sampled:
    """Return what a round drew in a park, named by region, quarter and position, if the person may see it."""
    return get_object_or_404(sampled_by(named, user=user), report__park=park)


def _show(
    request: Request,
    supervision: SupervisionRound,
    *,
    error: RuleBroken | None = None,
    typed: dict[int, str] | None = None,
    form: forms.Form | None = None,
) -> HttpResponse:
    page = round_page(supervision, request.user)
    context: dict[str, Any] = {
        "page": page,
        "round": supervision,
        "error": error,
        "items": [(one, _remark_form(one, typed or {})) for one in page.sample],
        "form": form or SummaryForm(),
    }
    status = (422 if error.status == 400 else error.status) if error else 200
    return render_page(request, "governance/round_detail.html", context, status=status)


def _remark_form(item: Sampled, typed: dict[int, str]) -> RemarkForm:
    remark = typed.get(item.position, item.remark)
    return RemarkForm(initial={"remark": remark}, auto_id=f"item-{item.position}-%s")


def _to(supervision: SupervisionRound) -> HttpResponse:
    return redirect("governance:round_detail", supervision.region.code, supervision.period.code)
