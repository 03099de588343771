"""Finds the policy that an address names, among those that the person may see, and shows its page."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from governance.forms import ReasonForm
from governance.models import Policy
from governance.permissions import may_view_policy
from governance.selectors.policy_detail import policy_page
from governance.services.policy_exports import Export


def find_policy(request: Request, code: str) -> Policy:
    """Return a policy by its code, struck off ones included: their history stays readable."""
    visible = Policy.objects.filter(may_view_policy(request.user)).for_display()
    return get_object_or_404(visible, code=code)


def show_policy(
    request: Request, policy: Policy, *, error: RuleBroken | None = None, act: str = ""
) -> HttpResponse:
    """Render the page of a policy; where an act was refused, with the reason beside it and at its status."""
    if error is not None and error.status == 409:
        raise error
    context = {
        "shown": policy_page(policy, request.user),
        "policy": policy,
        "reason_form": ReasonForm(),
        "error": error,
        "act": act,
    }
    status = 422 if error else 200
    return render_page(request, "governance/policy_detail.html", context, status=status)


def hand_out(export: Export) -> StreamingHttpResponse:
    """Hand out an export as a file; a header says how many rows it holds."""
    response = StreamingHttpResponse(export.pieces, content_type=export.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{export.name}"'
    response.headers["X-Row-Count"] = str(export.rows)
    return response
