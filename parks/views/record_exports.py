"""The export of a register of a park: the records that its list shows, as a file."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request
from parks.selectors.record_list import RecordFilter
from parks.services.record_exports import export_records, formats_of
from parks.views.showing_records import park_seen_by, register_named


@require_safe
def record_export(request: Request, code: str, register: str) -> StreamingHttpResponse:
    """Stream the records that the list shows; an unknown form is CSV."""
    park, kept = park_seen_by(request, code), register_named(register)
    forms = {form.ending: form for form in formats_of(kept)}
    form = forms.get(request.GET.get("format", ""), forms["csv"])
    wanted = RecordFilter.asked_by(kept, request.GET.dict())
    export = export_records(kept, park, wanted, form, by=request.user)
    response = StreamingHttpResponse(export.pieces, content_type=export.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{export.name}"'
    response.headers["X-Row-Count"] = str(export.rows)
    return response
