"""How the pages of registers find what a person asks for, and show a record after an act on it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.errors import RuleBroken
from accounts.http import Request, render_page
from parks.forms.records import RemovalForm
from parks.models import Park
from parks.permissions import may_view_records
from parks.registers import REGISTERS, Register
from parks.selectors.record_detail import record_detail_page
from parks.selectors.record_list import may_keep, records_of
from parks.selectors.record_values import with_related
from parks.services.record_checks import oddities_of


def show_record(
    request: Request,
    register: Register,
    record: Any,
    *,
    removal: RemovalForm | None = None,
    error: RuleBroken | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show the page of a record, with what was wrong with the act taken on it, if anything."""
    found = record_detail_page(register, record.park, record, request.user)
    context = {
        "park": record.park,
        "register": register,
        "found": found,
        "removal": removal or RemovalForm(),
        "error": error,
        "oddities": oddities_of(register, record),
    }
    if error is not None:
        status = 422 if error.status == 400 else error.status
    return render_page(request, "parks/record_detail.html", context, status=status)


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
