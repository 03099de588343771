"""The steps of a finding's life: each is one form, which says what it did or why it could not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.errors import RuleBroken
from accounts.http import Request
from accounts.models import User
from governance.finding_workflow import (
    close_finding,
    escalate_finding,
    extend_deadline,
    plan_action,
    rectify_finding,
    require_possible,
    send_finding_back,
)
from governance.models import Finding
from governance.services.proof import Proof
from governance.views.finding_showing import FORMS, find_finding, show_finding

Typed = Mapping[str, Any]
Act = Callable[[Finding, Typed, User], Finding]


@require_POST
def finding_plan(request: Request, code: str, finding: str) -> HttpResponse:
    """Say what will be done, and until when."""
    act: Act = lambda one, typed, by: plan_action(one, **typed, by=by)  # noqa: E731
    return _take(request, (code, finding), "plan", act, _("The corrective action is on record."))


@require_POST
def finding_rectify(request: Request, code: str, finding: str) -> HttpResponse:
    """Report the finding as rectified, with its proof."""
    said = _("The rectification is reported; the supervision judges it.")
    return _take(request, (code, finding), "rectify", _rectify, said)


@require_POST
def finding_close(request: Request, code: str, finding: str) -> HttpResponse:
    """Find the rectification good."""
    act: Act = lambda one, typed, by: close_finding(one, **typed, by=by)  # noqa: E731
    return _take(request, (code, finding), "close", act, _("The finding is closed."))


@require_POST
def finding_send_back(request: Request, code: str, finding: str) -> HttpResponse:
    """Find the rectification wanting."""
    act: Act = lambda one, typed, by: send_finding_back(one, **typed, by=by)  # noqa: E731
    said = _("The finding is back with the committee.")
    return _take(request, (code, finding), "send_back", act, said)


@require_POST
def finding_escalate(request: Request, code: str, finding: str) -> HttpResponse:
    """Bring a late finding before somebody higher."""
    act: Act = lambda one, typed, by: escalate_finding(one, **typed, by=by)  # noqa: E731
    return _take(request, (code, finding), "escalate", act, _("The finding is escalated."))


@require_POST
def finding_extend(request: Request, code: str, finding: str) -> HttpResponse:
    """Move the deadline, with a reason."""
    act: Act = lambda one, typed, by: extend_deadline(one, **typed, by=by)  # noqa: E731
    return _take(request, (code, finding), "extend", act, _("The deadline is moved."))


def _rectify(finding: Finding, typed: Typed, by: User) -> Finding:
    proof = Proof(file=typed["file"], url=typed["url"], title=typed["title"])
    return rectify_finding(finding, text=typed["text"], proof=proof, by=by)


def _take(
    request: Request, address: tuple[str, str], name: str, act: Act, said: str
) -> HttpResponse:
    finding = find_finding(request, *address)
    form = FORMS[name](request.POST, request.FILES, auto_id=f"{name}-%s")
    try:
        if not form.is_valid():
            require_possible(name, finding, by=request.user)
            return show_finding(request, finding, form=(name, form))
        act(finding, form.cleaned_data, request.user)
    except RuleBroken as error:
        form.add_error(None, error.message)
        shown = find_finding(request, *address)
        return show_finding(request, shown, form=(name, form), status=error.status)
    messages.success(request, said)
    return redirect("governance:finding_detail", *address)
