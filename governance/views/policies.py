"""The register of policies: the list and its export, one policy, adding, changing, striking off; those of a park."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import ChangedMeanwhile, RuleBroken
from accounts.http import Request, render_page
from accounts.models import User
from governance.forms import PolicyForm
from governance.permissions import may_issue_policies
from governance.selectors.park_policies import park_policies
from governance.selectors.policy_detail import Change, differences_between
from governance.selectors.policy_list import PolicyFilter, policies_found, policy_list_page
from governance.services.policies import (
    add_policy,
    change_policy,
    remove_policy,
    require_keeper,
)
from governance.services.policy_exports import FORMATS, export_policies
from governance.services.policy_facts import facts_of
from governance.views.showing_policies import find_policy, hand_out, show_policy
from parks.models import Park
from parks.permissions import may_view_facts, may_view_park


@require_safe
def policy_list(request: Request) -> HttpResponse:
    wanted = PolicyFilter.asked_by(request.GET.dict())
    found = policy_list_page(request.user, wanted, request.GET.get("page"))
    context = {"found": found, "wanted": wanted}
    return render_page(request, "governance/policy_list.html", context, partial="found")


@require_safe
def policy_export(request: Request) -> HttpResponseBase:
    """Hand out the policies that the list shows, as CSV or Excel."""
    form = FORMATS.get(request.GET.get("format", "csv"), FORMATS["csv"])
    found = policies_found(request.user, PolicyFilter.asked_by(request.GET.dict()))
    return hand_out(export_policies(found, form, by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def policy_create(request: Request) -> HttpResponse:
    if not may_issue_policies(request.user):
        raise PermissionDenied(_("Only an authority of a region issues policies."))
    form = PolicyForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            policy = add_policy(form.facts, by=request.user)
        except RuleBroken as error:
            form.add_error(error.details.get("field"), error.message)
        else:
            messages.success(request, _("%(policy)s is in the register.") % {"policy": policy.name})
            return redirect("governance:policy_detail", policy.code)
    status = 422 if form.errors else 200
    return render_page(request, "governance/policy_create.html", {"form": form}, status=status)


@require_safe
def policy_detail(request: Request, code: str) -> HttpResponse:
    return show_policy(request, find_policy(request, code))


@require_http_methods(["GET", "HEAD", "POST"])
def policy_edit(request: Request, code: str) -> HttpResponse:
    policy = find_policy(request, code)
    require_keeper(policy, by=request.user)
    seen = {"seen_version": policy.version}
    form = PolicyForm(request.POST or None, by=request.user, before=facts_of(policy), initial=seen)
    changed: ChangedMeanwhile | None = None
    if form.is_valid():
        version = form.cleaned_data["seen_version"] or 0
        try:
            change_policy(policy, form.facts, seen_version=version, by=request.user)
        except ChangedMeanwhile as error:
            changed = error
            form.show_version(error.details["version"])
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("governance:policy_detail", code)
    status = 412 if changed else 422 if form.errors else 200
    context = {
        "form": form,
        "policy": policy,
        "changed": changed,
        "differences": _differences(changed, request.user),
    }
    return render_page(request, "governance/policy_edit.html", context, status=status)


def _differences(changed: ChangedMeanwhile | None, user: User) -> list[Change]:
    """Put what was typed beside what somebody else has stored meanwhile."""
    if changed is None:
        return []
    return differences_between(changed.details["yours"], changed.details["theirs"], user)


@require_POST
def policy_remove(request: Request, code: str) -> HttpResponse:
    """Strike a policy off the register, with the reason."""
    policy = find_policy(request, code)
    reason = request.POST.get("reason", "")
    try:
        remove_policy(policy, reason=reason, by=request.user)
    except RuleBroken as error:
        return show_policy(request, policy, error=error, act="remove")
    messages.success(request, _("The policy was struck off the register."))
    return redirect("governance:policy_detail", code)


@require_safe
def park_policy_list(request: Request, code: str) -> HttpResponse:
    """Show what is in force for a park, what is to come and what was."""
    visible = Park.objects.filter(may_view_park(request.user)).select_related("region")
    park = get_object_or_404(visible.filter(may_view_facts(request.user)), code=code)
    context = {"park": park, "found": park_policies(park, request.user)}
    return render_page(request, "governance/park_policy_list.html", context)
