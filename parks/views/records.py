"""The registers of a park: what stands in each, one record, adding, changing and striking off."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import ChangedMeanwhile, RuleBroken
from accounts.http import Request, render_page
from parks.forms.records import RecordForm, RemovalForm
from parks.selectors.record_detail import differences
from parks.selectors.record_ground import ground_of
from parks.selectors.record_list import RecordFilter, record_list_page, registers_of
from parks.services.records import add_record, change_record, remove_record
from parks.views.showing_records import (
    park_seen_by,
    record_of,
    register_named,
    require_keeping,
    show_record,
)


@require_safe
def register_list(request: Request, code: str) -> HttpResponse:
    park = park_seen_by(request, code)
    context = {"park": park, "lines": registers_of(park)}
    return render_page(request, "parks/register_list.html", context)


@require_safe
def record_list(request: Request, code: str, register: str) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    wanted = RecordFilter.asked_by(kept, request.GET.dict())
    found = record_list_page(kept, park, request.user, wanted, request.GET.get("page"))
    context = {"park": park, "found": found, "register": kept}
    return render_page(request, "parks/record_list.html", context, partial="found")


@require_safe
def record_detail(request: Request, code: str, register: str, pk: int) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    return show_record(request, kept, record_of(kept, park, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def record_create(request: Request, code: str, register: str) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    require_keeping(request, kept, park)
    form = RecordForm(request.POST or None, register=kept, park=park)
    if form.is_valid():
        try:
            record = add_record(kept, park, form.values, by=request.user)
        except RuleBroken as error:
            form.refuse(error)
        else:
            messages.success(request, _("%(record)s was added.") % {"record": record})
            return redirect("parks:record_detail", code, register, record.pk)
    context = {"park": park, "register": kept, "form": form, "ground": ground_of(kept, park)}
    status = 422 if form.errors else 200
    return render_page(request, "parks/record_create.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: Request, code: str, register: str, pk: int) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    record = record_of(kept, park, pk)
    require_keeping(request, kept, park)
    context = {"park": park, "register": kept, "record": record, "name": str(record)}
    context["form"] = form = RecordForm(
        request.POST or None, register=kept, park=park, record=record
    )
    context["ground"] = ground_of(kept, park, record)
    status = 200
    if form.is_valid():
        try:
            change_record(kept, record, form.values, seen_version=form.version, by=request.user)
        except ChangedMeanwhile as error:
            context["changed"], status = error, error.status
            context["differences"] = differences(kept, form.plain, error.details["theirs"])
            form.show_version(error.details["version"])
        except RuleBroken as error:
            form.refuse(error)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("parks:record_detail", code, register, pk)
    status = 422 if form.errors else status
    return render_page(request, "parks/record_edit.html", context, status=status)


@require_http_methods(["POST"])
def record_remove(request: Request, code: str, register: str, pk: int) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    record = record_of(kept, park, pk)
    require_keeping(request, kept, park)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        return show_record(request, kept, record, removal=form, status=422)
    try:
        remove_record(kept, record, reason=form.cleaned_data["reason"], by=request.user)
    except RuleBroken as error:
        return show_record(request, kept, record, removal=form, error=error)
    messages.success(request, _("%(record)s was struck off.") % {"record": record})
    return redirect("parks:record_list", code, register)
