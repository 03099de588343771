"""Pages of monthly notices: those of a park, one to read and print, and issuing them for the parks of a region."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from governance.forms.supervision import RemarksForm
from governance.permissions import may_issue_notice
from governance.selectors.notice_list import (
    drafted_notices,
    months_to_notify,
    notices_seen_by,
)
from governance.services.notices import due_on, issue_notices
from parks.models import Park, Region
from parks.permissions import may_keep_parks_in, may_view_facts
from parks.services.periods import period_of

PER_PAGE = 24


@require_safe
def notice_list(request: Request, code: str) -> HttpResponse:
    """The monthly notices of one park."""
    park = get_object_or_404(Park.objects.filter(may_view_facts(request.user)), code=code)
    notices = notices_seen_by(request.user).filter(park=park)
    page = Paginator(notices, PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "governance/notice_list.html", {"park": park, "page": page})


@require_safe
def notice_month(request: Request, period: str) -> HttpResponse:
    """The notices of a month, of all parks that the person sees."""
    notices = notices_seen_by(request.user).filter(period__code=period, issued_at__isnull=False)
    page = Paginator(notices, PER_PAGE).get_page(request.GET.get("page"))
    if not page.object_list:
        raise Http404
    context = {"month": page.object_list[0].period, "page": page}
    return render_page(request, "governance/notice_month.html", context)


@require_safe
def notice_detail(request: Request, code: str, period: str) -> HttpResponse:
    """One notice with the figures that stood still when it was issued."""
    notice = get_object_or_404(notices_seen_by(request.user), park__code=code, period__code=period)
    context = {"park": notice.park, "notice": notice}
    return render_page(request, "governance/notice_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_issue(request: Request) -> HttpResponse:
    """What the notices of a month would say, and issuing them for the chosen parks of a region in one act."""
    regions = list(Region.objects.filter(may_keep_parks_in(request.user)))
    if not Park.objects.filter(may_issue_notice(request.user)).exists():
        message = _("Only an authority of the park's region issues its monthly notices.")
        raise PermissionDenied(message)
    asked = {**request.GET.dict(), **request.POST.dict()}
    months = months_to_notify()
    region = next((one for one in regions if one.code == asked.get("region")), None)
    month = asked.get("month", "") if asked.get("month", "") in dict(months) else months[0][0]
    form, error = RemarksForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            issued = _issue(request, month, form.cleaned_data["remarks"])
        except RuleBroken as refused:
            error = refused
        else:
            said = ngettext("%(count)s notice is issued.", "%(count)s notices are issued.", issued)
            messages.success(request, said % {"count": issued})
            return redirect("governance:supervision_board")
    context: dict[str, Any] = {"regions": regions, "months": months, "form": form, "error": error}
    return _show_drafts(request, context, region or (regions[0] if regions else None), month)


def _issue(request: Request, month: str, remarks: str) -> int:
    """Issue for the parks that were ticked, among those that the person may issue for."""
    codes = request.POST.getlist("park")[:1000]
    parks = list(Park.objects.filter(may_issue_notice(request.user), code__in=codes))
    return len(issue_notices(parks, period_of(month), remarks=remarks, by=request.user))


def _show_drafts(
    request: Request, context: dict[str, Any], region: Region | None, month: str
) -> HttpResponse:
    period = period_of(month)
    if region is not None:
        context["drafts"] = drafted_notices(request.user, region, period)
    context |= {"region": region, "month": period, "due_on": due_on(period)}
    error, form = context["error"], context["form"]
    status = (422 if error.status == 400 else error.status) if error else 200
    status = 422 if form.errors else status
    return render_page(request, "governance/notice_issue.html", context, status=status)
