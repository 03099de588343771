"""The authority's entry decision: at which stage a park joins the path."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from governance.forms import EntryDecisionForm
from governance.permissions import may_enter_stage
from governance.services.path import enter_stage
from parks.models import Park
from parks.permissions import may_view_park


@require_http_methods(["GET", "HEAD", "POST"])
def path_enter(request: Request, code: str) -> HttpResponse:
    """Decide at which stage a park joins the path."""
    park = get_object_or_404(Park.objects.filter(may_view_park(request.user)), code=code)
    if not Park.objects.filter(may_enter_stage(request.user), pk=park.pk).exists():
        raise PermissionDenied(_("Only an authority of the park's region decides on its entry."))
    form = EntryDecisionForm(request.POST or None, initial={"entered_on": clock.today()})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                enter_stage(park, by=request.user, **form.cleaned_data)
            except RuleBroken as error:
                form.add_error(None, error.message)
            else:
                return redirect("assessments:path_detail", code)
        status = 422
    context = {"park": park, "form": form}
    return render_page(request, "governance/path_enter.html", context, status=status)
