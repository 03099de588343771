"""The history of a park's facts."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from parks.models import Park
from parks.permissions import may_view_facts, may_view_park
from parks.selectors.observation_list import observation_list_page


@require_safe
def observation_list(request: Request, code: str) -> HttpResponse:
    visible = Park.objects.filter(may_view_park(request.user))
    park = get_object_or_404(visible, code=code)
    if not Park.objects.filter(may_view_facts(request.user), pk=park.pk).exists():
        raise PermissionDenied(_("The facts of a park are for people who have a role in it."))
    found = observation_list_page(
        park,
        indicator=request.GET.get("indicator", ""),
        current_only=request.GET.get("current") == "yes",
        number=request.GET.get("page"),
    )
    context = {"park": park, "found": found}
    return render_page(request, "parks/observation_list.html", context, partial="found")
