"""The steps of a report's life: each is one press of a button, which says what it did or why it could not."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.errors import RuleBroken
from accounts.http import Request
from governance.models import StageReport
from governance.report_workflow import (
    accept_report,
    open_review,
    reopen_report,
    return_report,
    submit_report,
    withdraw_report,
)
from governance.views.showing import back_to_report, find_report, show_report

Step = Callable[[StageReport], StageReport]


@require_POST
def report_submit(request: Request, code: str, period: str) -> HttpResponse:
    """Hand the draft to the reviewers."""
    said = _("The report is submitted. It can be withdrawn until a reviewer opens it.")
    return _take(request, code, period, lambda one: submit_report(one, by=request.user), said)


@require_POST
def report_withdraw(request: Request, code: str, period: str) -> HttpResponse:
    """Take the submitted report back."""
    said = _("The report is withdrawn and is a draft again.")
    return _take(request, code, period, lambda one: withdraw_report(one, by=request.user), said)


@require_POST
def report_open(request: Request, code: str, period: str) -> HttpResponse:
    """Begin the review; the person stays on the page where the button was pressed."""
    report = find_report(request, code, period)
    try:
        open_review(report, by=request.user)
    except RuleBroken as error:
        return show_report(request, find_report(request, code, period), error=error)
    if request.POST.get("from") == "queue":
        queue = redirect("governance:review_list").url
        return redirect(f"{queue}?park={report.park.code}&period={report.period.code}")
    return back_to_report(request, report, _("The report is in review now."))


@require_POST
def report_return(request: Request, code: str, period: str) -> HttpResponse:
    """Send the report back with a reason."""
    reason, said = request.POST.get("reason", ""), _("The report is back with its committee.")
    step: Step = lambda one: return_report(one, by=request.user, reason=reason)  # noqa: E731
    return _take(request, code, period, step, said)


@require_POST
def report_accept(request: Request, code: str, period: str) -> HttpResponse:
    """Make the report's entries observations."""
    said = _("The report is accepted; its values are on record and the scores are up to date.")
    return _take(request, code, period, lambda one: accept_report(one, by=request.user), said)


@require_POST
def report_reopen(request: Request, code: str, period: str) -> HttpResponse:
    """Make a draft copy of the accepted report."""
    reason, said = request.POST.get("reason", ""), _("The report is reopened as a new revision.")
    step: Step = lambda one: reopen_report(one, by=request.user, reason=reason)  # noqa: E731
    return _take(request, code, period, step, said)


def _take(request: Request, code: str, period: str, step: Step, said: str) -> HttpResponse:
    report = find_report(request, code, period)
    try:
        step(report)
    except RuleBroken as error:
        return show_report(request, find_report(request, code, period), error=error)
    if request.POST.get("from") == "queue":
        return redirect("governance:review_list")
    return back_to_report(request, report, said)
