"""The page of a park's task force, as it is or as it was on a day."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from accounts.selectors.as_of import as_of_asked
from governance.selectors.task_force import task_force_of
from parks.views.showing_records import park_seen_by


@require_safe
def task_force(request: Request, code: str) -> HttpResponse:
    """Show who is in it, its rules, what it answers for, and its programme; `?on=` shows a day."""
    park = park_seen_by(request, code)
    day = as_of_asked(request.GET.get("on", ""))
    context = {"park": park, "found": task_force_of(park, day.today), "day": day}
    return render_page(request, "governance/task_force.html", context)
