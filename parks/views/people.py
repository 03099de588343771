"""The people of a park, of whom its lead names the editors."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from parks.choices import Role
from parks.forms import EditorForm
from parks.models import Grant, Park
from parks.permissions import may_name_editors, may_view_park
from parks.services.grants import end_grant, grant_role


@require_safe
def people_list(request: Request, code: str) -> HttpResponse:
    park = _park(request, code)
    grants = Grant.objects.in_force(clock.today()).filter(park=park).for_display()
    return render_page(request, "parks/people_list.html", {"park": park, "grants": grants})


@require_http_methods(["GET", "HEAD", "POST"])
def editor_add(request: Request, code: str) -> HttpResponse:
    park = _park(request, code)
    form = EditorForm(request.POST or None)
    if form.is_valid():
        try:
            grant_role(**form.cleaned_data, role=Role.EDITOR, park=park, by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("The editor was named."))
            return redirect("parks:people_list", code)
    status = 422 if form.errors else 200
    context = {"park": park, "form": form}
    return render_page(request, "parks/editor_add.html", context, status=status)


@require_POST
def editor_end(request: Request, code: str, pk: int) -> HttpResponse:
    park = _park(request, code)
    end_grant(get_object_or_404(Grant, park=park, role=Role.EDITOR, pk=pk), by=request.user)
    messages.success(request, _("The role has ended."))
    return redirect("parks:people_list", code)


def _park(request: Request, code: str) -> Park:
    """Find a park whose editors this person names."""
    visible = Park.objects.filter(may_view_park(request.user))
    park = get_object_or_404(visible, code=code)
    if not Park.objects.filter(may_name_editors(request.user), pk=park.pk).exists():
        raise PermissionDenied(_("Only the lead of a committee names its editors."))
    return park
