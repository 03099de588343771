"""Assessment runs: the list, a new one in four steps, one run with its result, its parks, export and comparison."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from assessments.choices import RunStatus
from assessments.forms import RUN_STEPS, RunForm, RunStep
from assessments.models import Run
from assessments.permissions import may_cancel_run, may_run_assessment
from assessments.selectors.run_choices import values_on_record
from assessments.selectors.run_compare import run_compare as comparison_of
from assessments.selectors.run_detail import parks_in_sight
from assessments.selectors.run_detail import run_detail as detail_of
from assessments.selectors.run_list import run_list_page, runs_shown
from assessments.selectors.run_park import run_park as park_of
from assessments.services.run_differences import parts_of_differences
from assessments.services.run_export import run_export as export_of
from assessments.services.run_states import failure_in_words
from assessments.services.runs import cancel_run, start_run, take_up_lost_runs
from parks.models import Park


@require_safe
def run_list(request: Request) -> HttpResponse:
    found = run_list_page(request.user, request.GET.get("status", ""), request.GET.get("page"))
    return render_page(request, "assessments/run_list.html", {"found": found}, partial="found")


@require_http_methods(["GET", "HEAD", "POST"])
def run_create(request: Request) -> HttpResponse:
    """Four steps at one address: `?step=` names the one in view; only the last one sends a run on its way."""
    if not _may_run(request):
        raise PermissionDenied(_("Runs are started by consultants and authorities of a park."))
    is_sent = request.method == "POST"
    form = RunForm(request.POST.dict() if is_sent else request.GET.dict(), by=request.user)
    if is_sent and form.is_valid():
        run = _started(request, form)
        if run is not None:
            messages.success(request, _("The run is on its way."))
            return redirect("assessments:run_detail", run.pk)
    asked = "weights" if is_sent else request.GET.get("step", "")
    asked = asked if asked in RUN_STEPS else RUN_STEPS[0]
    step = form.first_wrong_step(asked)
    summary = _summary(form) if step == "weights" and not _wrong(form) else None
    if step == asked and not is_sent:
        form.forget_errors(step)
    context = {"step": RunStep(form, step), "steps": RUN_STEPS, "summary": summary}
    status = 422 if is_sent else 200
    return render_page(request, "assessments/run_create.html", context, status=status)


def _wrong(form: RunForm) -> bool:
    return any(name in form.errors for step in RUN_STEPS[:-1] for name in form.steps[step])


def _started(request: Request, form: RunForm) -> Run | None:
    given = form.cleaned_data
    try:
        return start_run(
            version=given["version"],
            period=form.period_chosen,
            parks=form.parks,
            weights=given["weights"],
            title=given["title"],
            by=request.user,
        )
    except RuleBroken as error:
        form.add_error(None, error.message)
    return None


def _summary(form: RunForm) -> dict[str, Any]:
    """Collect what the sentence before the start says."""
    version, parks = form.cleaned_data["version"], form.parks
    return {
        "parks": parks.count(),
        "values": values_on_record(version, form.period_chosen, parks),
        "version": version,
        "period": form.period_chosen,
    }


@require_safe
def run_detail(request: Request, pk: int) -> HttpResponse:
    """While a run goes on, its page asks for its state again and again, and takes up what was lost."""
    run = _run(request, pk)
    if run.is_going_on:
        take_up_lost_runs()
        run = _run(request, pk)
    node, number = request.GET.get("node", ""), request.GET.get("page")
    context = {
        "run": run,
        "detail": detail_of(run, request.user, node=node, page=number),
        "may_cancel": run.is_going_on and _may_cancel(request, pk),
        "failure": failure_in_words(run),
        "may_repeat": run.is_over_without_result and _may_run(request),
        "again": _asked_of(run),
    }
    response = render_page(request, "assessments/run_detail.html", context, partial="state")
    if request.htmx and not run.is_going_on:
        response.headers["HX-Refresh"] = "true"
    return response


@require_safe
def run_park(request: Request, pk: int, code: str) -> HttpResponse:
    run = _run(request, pk)
    if run.status != RunStatus.DONE:
        raise Http404
    visible = parks_in_sight(run, request.user).select_related("park__region")
    found = get_object_or_404(visible, park__code=code)
    found.run = run
    context = {"run": run, "park": found.park, "detail": park_of(found)}
    return render_page(request, "assessments/run_park.html", context)


@require_POST
def run_cancel(request: Request, pk: int) -> HttpResponse:
    run = _run(request, pk)
    if not _may_cancel(request, pk):
        raise PermissionDenied(_("A run is cancelled by who started it or by an authority."))
    try:
        cancel_run(run, by=request.user)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The run is cancelled."))
    return redirect("assessments:run_detail", pk)


@require_safe
def run_export(request: Request, pk: int) -> HttpResponseBase:
    """Hand out the figures of the parks in sight, as `?format=` csv, xlsx or json."""
    run = _run(request, pk)
    try:
        made = export_of(run, request.GET.get("format", "csv"), by=request.user)
    except RuleBroken as error:
        messages.error(request, error.message)
        return redirect("assessments:run_detail", pk)
    response = StreamingHttpResponse(made.pieces, content_type=made.content_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, made.name))
    response.headers["X-Row-Count"] = str(made.rows)
    return response


@require_safe
def run_compare(request: Request) -> HttpResponse:
    """Compare the runs `?a=` and `?b=`; while one of them is not named, both are chosen first."""
    asked = [request.GET.get(name, "") for name in ("a", "b")]
    done = runs_shown(request.user).filter(status=RunStatus.DONE)
    context: dict[str, Any] = {"runs": list(done[:100]), "asked": asked, "found": None}
    if all(asked):
        before, after = (get_object_or_404(done, pk=_number(one)) for one in asked)
        node, number = request.GET.get("node", ""), request.GET.get("page")
        found = comparison_of(before, after, request.user, node=node, page=number)
        parts = parts_of_differences(found) if found else {}
        rows = [(park, move, parts.get(move.code)) for park, move in (found.rows if found else [])]
        context |= {"before": before, "found": found, "rows": rows, "has_parts": bool(parts)}
    return render_page(request, "assessments/run_compare.html", context)


def _run(request: Request, pk: int) -> Run:
    """Return a run in sight, with its statistics of the engine left out."""
    visible = runs_shown(request.user).defer(None).defer("version__source", "statistics")
    return get_object_or_404(visible, pk=pk)


def _may_run(request: Request) -> bool:
    return Park.objects.filter(may_run_assessment(request.user)).exists()


def _asked_of(run: Run) -> str:
    """Return the query with which a new run begins as this one did; its parks are chosen anew."""
    asked = {"version": run.version_id, "period": run.period.code, "title": run.title}
    weights = {"weights": run.weights_id} if run.weights_id else {}
    return urlencode({**asked, **weights, "step": "parks"})


def _may_cancel(request: Request, pk: int) -> bool:
    return Run.objects.filter(may_cancel_run(request.user), pk=pk).exists()


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)
