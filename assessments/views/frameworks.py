"""Frameworks: all versions, one version with its tree, loading a file, publishing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, administrators_only, render_page
from assessments.choices import VersionStatus
from assessments.forms import FrameworkTextForm
from assessments.framework_file import FrameworkErrors, spec_of
from assessments.models import FrameworkVersion
from assessments.permissions import may_manage_frameworks, may_view_framework
from assessments.selectors.framework_detail import framework_detail as detail_of
from assessments.selectors.framework_list import versions_shown
from assessments.selectors.framework_problems import problems_shown
from assessments.services.frameworks import load_framework, publish_version


@require_safe
def framework_list(request: Request) -> HttpResponse:
    page = Paginator(versions_shown(request.user), per_page=50).get_page(request.GET.get("page"))
    context = {"page": page, "may_load": may_manage_frameworks(request.user)}
    return render_page(request, "assessments/framework_list.html", context)


@require_safe
def framework_detail(request: Request, code: str, version: str) -> HttpResponse:
    found = _version(request, code, version)
    is_draft = found.status == VersionStatus.DRAFT
    context = {
        "version": found,
        "file": spec_of(found),
        "detail": detail_of(spec_of(found)),
        "is_open": "all" in request.GET,
        "may_publish": is_draft and may_manage_frameworks(request.user),
    }
    return render_page(request, "assessments/framework_detail.html", context)


@require_safe
def framework_source(request: Request, code: str, version: str) -> HttpResponse:
    """Hand out the file itself, as it was loaded."""
    found = _version(request, code, version)
    name = f'attachment; filename="{found.framework.code}-{found.version}.yaml"'
    headers = {"Content-Disposition": name}
    return HttpResponse(found.source, "application/yaml; charset=utf-8", headers=headers)


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def framework_load(request: Request) -> HttpResponse:
    is_sent = request.method == "POST"
    form = FrameworkTextForm(request.POST, request.FILES) if is_sent else FrameworkTextForm()
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        text = form.cleaned_data["text"]
        try:
            version = load_framework(text, by=request.user)
        except FrameworkErrors as error:
            shown = problems_shown(error, text)
            form = FrameworkTextForm(initial={"text": text})
            context = {"form": form, "problems": shown, "message": error.message}
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("%(version)s is loaded.") % {"version": version})
            return redirect("assessments:framework_detail", version.framework.code, version.version)
    status = 422 if is_sent else 200
    return render_page(request, "assessments/framework_load.html", context, status=status)


@administrators_only
@require_POST
def framework_publish(request: Request, code: str, version: str) -> HttpResponse:
    found = _version(request, code, version)
    try:
        publish_version(found, by=request.user)
    except RuleBroken as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(version)s is published.") % {"version": found})
    return redirect("assessments:framework_detail", code, version)


def _version(request: Request, code: str, version: str) -> FrameworkVersion:
    visible = FrameworkVersion.objects.filter(may_view_framework(request.user)).for_display()
    return get_object_or_404(visible, framework__code=code, version=version)
