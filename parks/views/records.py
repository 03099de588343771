"""The registers of a park: what stands in each, one record, adding, changing and striking off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from parks.forms.records import RecordForm, RemovalForm
from parks.models import Park
from parks.permissions import may_view_records
from parks.registers import REGISTERS, Register
from parks.selectors.record_detail import record_detail_page
from parks.selectors.record_list import (
    RecordFilter,
    may_keep,
    record_list_page,
    records_of,
    registers_of,
)
from parks.selectors.record_values import with_related
from parks.services.records import add_record, change_record, remove_record


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
    record = record_of(kept, park, pk)
    found = record_detail_page(kept, park, record, request.user)
    context = {"park": park, "register": kept, "found": found, "removal": RemovalForm()}
    return render_page(request, "parks/record_detail.html", context)


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
    context = {"park": park, "register": kept, "form": form}
    status = 422 if form.errors else 200
    return render_page(request, "parks/record_create.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: Request, code: str, register: str, pk: int) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    record = record_of(kept, park, pk)
    require_keeping(request, kept, park)
    form = RecordForm(request.POST or None, register=kept, park=park, record=record)
    if form.is_valid():
        try:
            change_record(kept, record, form.values, seen_version=form.version, by=request.user)
        except RuleBroken as error:
            form.refuse(error)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("parks:record_detail", code, register, pk)
    context = {"park": park, "register": kept, "form": form, "record": record}
    status = 422 if form.errors else 200
    return render_page(request, "parks/record_edit.html", context, status=status)


@require_http_methods(["POST"])
def record_remove(request: Request, code: str, register: str, pk: int) -> HttpResponse:
    park, kept = park_seen_by(request, code), register_named(register)
    record = record_of(kept, park, pk)
    require_keeping(request, kept, park)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        found = record_detail_page(kept, park, record, request.user)
        context = {"park": park, "register": kept, "found": found, "removal": form}
        return render_page(request, "parks/record_detail.html", context, status=422)
    remove_record(kept, record, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, _("%(record)s was struck off.") % {"record": record})
    return redirect("parks:record_list", code, register)


def park_seen_by(request: Request, code: str) -> Park:
    """Find a park whose registers the person may see."""
    seen = Park.objects.filter(may_view_records(request.user)).select_related("region")
    return get_object_or_404(seen, code=code)


def register_named(word: str) -> Register:
    """Find a register by its word."""
    register = REGISTERS.get(word)
    if register is None:
        raise Http404
    return register


def record_of(register: Register, park: Park, pk: int) -> Any:
    """Find what stands in a register of a park."""
    return get_object_or_404(with_related(register, records_of(register, park)), pk=pk)


def require_keeping(request: Request, register: Register, park: Park) -> None:
    """Refuse whoever sees the register and does not keep it."""
    if not may_keep(register, park, request.user):
        raise PermissionDenied(_("You do not keep this register of the park."))
