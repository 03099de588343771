"""The tree of regions, as administrators keep it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, administrators_only, render_page
from parks.forms import RegionForm
from parks.models import Region
from parks.services.regions import add_region


@administrators_only
@require_safe
def region_list(request: Request) -> HttpResponse:
    regions = Region.objects.annotate(park_count=Count("parks")).order_by("path")
    return render_page(request, "parks/region_list.html", {"regions": regions})


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def region_create(request: Request) -> HttpResponse:
    form = RegionForm(request.POST or None)
    if form.is_valid():
        try:
            region = add_region(**form.cleaned_data, by=request.user)
        except RuleBroken as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("%(region)s was added.") % {"region": region.name})
            return redirect("parks:region_list")
    status = 422 if form.errors else 200
    return render_page(request, "parks/region_create.html", {"form": form}, status=status)
