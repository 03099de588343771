"""Weights sets: the list, one set, making and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from assessments.forms import WeightsForm
from assessments.models import FrameworkVersion, WeightsSet
from assessments.permissions import may_edit_weights, may_make_weights
from assessments.selectors.run_choices import versions_offered
from assessments.selectors.weights import groups_of, runs_using, weights_shown
from assessments.services.weights import WeightsWrong, change_weights_set, make_weights_set


@require_safe
def weights_list(request: Request) -> HttpResponse:
    page = Paginator(weights_shown(request.user), per_page=25).get_page(request.GET.get("page"))
    context = {"page": page, "may_make": may_make_weights(request.user)}
    return render_page(request, "assessments/weights_list.html", context)


@require_safe
def weights_detail(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(weights_shown(request.user), pk=pk)
    editable = WeightsSet.objects.filter(may_edit_weights(request.user), pk=pk)
    context = {
        "set": found,
        "groups": groups_of(found),
        "runs": list(runs_using(found, request.user)[:20]),
        "may_edit": editable.exists(),
    }
    return render_page(request, "assessments/weights_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def weights_create(request: Request) -> HttpResponse:
    """Make a set for the version of `?version=`; without one, it is chosen first."""
    if not may_make_weights(request.user):
        message = _("Weights sets are made by consultants and authorities of a park.")
        raise PermissionDenied(message)
    versions = list(versions_offered(request.user))
    version = _chosen(versions, request.GET.get("version", ""))
    context: dict[str, Any] = {"versions": versions, "version": version}
    if version is None:
        return render_page(request, "assessments/weights_create.html", context)
    form = context["form"] = WeightsForm(request.POST or None, version=version, weights={})
    if _is_to_be_kept(request, form):
        made = _kept(form, lambda **given: make_weights_set(version, **given, by=request.user))
        if made is not None:
            messages.success(request, _("%(name)s is kept.") % {"name": made.name})
            return redirect("assessments:weights_detail", made.pk)
    status = 422 if form.errors else 200
    return render_page(request, "assessments/weights_create.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def weights_edit(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(weights_shown(request.user), pk=pk)
    if found.made_by_id != request.user.pk:
        raise PermissionDenied(_("Only who made a weights set changes it."))
    initial = {"name": found.name, "note": found.note}
    form = WeightsForm(
        request.POST or None, version=found.version, weights=found.weights, initial=initial
    )
    if _is_to_be_kept(request, form):
        made = _kept(form, lambda **given: change_weights_set(found, **given, by=request.user))
        if made is not None:
            messages.success(request, _("The changes were saved."))
            return redirect("assessments:weights_detail", pk)
    status = 422 if form.errors else 200
    context = {"set": found, "version": found.version, "form": form}
    return render_page(request, "assessments/weights_edit.html", context, status=status)


def _chosen(versions: list[FrameworkVersion], asked: str) -> FrameworkVersion | None:
    if len(versions) == 1 and not asked:
        return versions[0]
    return next((one for one in versions if str(one.pk) == asked), None)


def _is_to_be_kept(request: Request, form: WeightsForm) -> bool:
    """Whether the form holds together and was not sent only to see the shares."""
    return form.is_valid() and "show" not in request.POST


def _kept(form: WeightsForm, keep: Any) -> WeightsSet | None:
    """Keep what was typed; what the service finds wrong is told at the fields."""
    given = {"name": form.cleaned_data["name"], "note": form.cleaned_data["note"]}
    try:
        kept: WeightsSet = keep(**given, weights=form.weights)
    except WeightsWrong as error:
        form.add_weight_errors(error.by_node)
    except RuleBroken as error:
        form.add_error("name" if error.code.startswith("weights_name") else None, error.message)
    else:
        return kept
    return None
