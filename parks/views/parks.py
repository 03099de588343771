"""Parks: the list with its map, the export, adding and editing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import audit, clock
from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from parks.forms import ParkForm
from parks.models import Park
from parks.permissions import may_edit_park, may_import_parks, may_view_park
from parks.selectors.park_list import ParkFilter, park_list_page, parks_found
from parks.services.parks import add_park, facts_of, update_park
from parks.services.register_export import FORMATS


@require_safe
def park_list(request: Request) -> HttpResponse:
    wanted = ParkFilter.asked_by(request.GET.dict())
    found = park_list_page(
        request.user, wanted, request.GET.get("page"), reverse("parks:park_list")
    )
    context = {"found": found, "wanted": wanted}
    return render_page(request, "parks/park_list.html", context, partial="found")


@require_safe
def park_export(request: Request) -> HttpResponseBase:
    """Stream the parks that the list shows, as CSV or GeoJSON."""
    form = FORMATS.get(request.GET.get("format", "csv"), FORMATS["csv"])
    parks = parks_found(request.user, ParkFilter.asked_by(request.GET.dict())).for_display()
    with transaction.atomic():
        count = parks.count()
        audit.record("park_register.export", by=request.user, on=request.user, parks=count)
    response = StreamingHttpResponse(
        form.pieces(parks.iterator(chunk_size=500)), content_type=form.content_type
    )
    name = f"parks-{clock.today():%Y-%m-%d}.{form.ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Row-Count"] = str(count)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def park_create(request: Request) -> HttpResponse:
    if not may_import_parks(request.user):
        raise PermissionDenied(_("Only an authority of a region keeps the parks in it."))
    form = ParkForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            park = add_park(form.facts, by=request.user)
        except RuleBroken as error:
            form.add_error("code", error.message)
        else:
            messages.success(request, _("%(park)s is in the register.") % {"park": park.name})
            return redirect("parks:park_list")
    status = 422 if form.errors else 200
    return render_page(request, "parks/park_create.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def park_edit(request: Request, code: str) -> HttpResponse:
    visible = Park.objects.filter(may_view_park(request.user)).for_display()
    park = get_object_or_404(visible, code=code)
    if not Park.objects.filter(may_edit_park(request.user), pk=park.pk).exists():
        raise PermissionDenied(_("Only an authority of a region keeps the parks in it."))
    form = ParkForm(request.POST or None, by=request.user, before=facts_of(park))
    if form.is_valid():
        update_park(park, form.facts, by=request.user)
        messages.success(request, _("The changes were saved."))
        return redirect("parks:park_edit", code)
    status = 422 if form.errors else 200
    context = {"form": form, "park": park}
    return render_page(request, "parks/park_edit.html", context, status=status)
