"""The audit trail, for administrators."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.forms import AuditFilterForm
from accounts.http import Request, administrators_only, render_page
from accounts.selectors import audit_list as entries


@administrators_only
@require_safe
def audit_list(request: Request) -> HttpResponse:
    form = AuditFilterForm(request.GET)
    filters = form.cleaned_data if form.is_valid() else {}
    shown = entries.audit_list(request.user, filters=filters, page=request.GET.get("page", "1"))
    context = {"form": form, "shown": shown, "page": shown.page}
    return render_page(request, "accounts/audit_list.html", context)
