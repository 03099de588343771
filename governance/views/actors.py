"""The actors of a park as a network, as it is or as it was on a day."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import Request, render_page
from accounts.selectors.as_of import as_of_asked
from governance.registers.actors import ACTORS
from governance.selectors.network import actor_network_of
from parks.selectors.record_list import may_keep
from parks.views.showing_records import park_seen_by


@require_safe
def actor_network(request: Request, code: str) -> HttpResponse:
    """Show who is tied to whom and who connects whom; `?on=` shows a day."""
    park = park_seen_by(request, code)
    day = as_of_asked(request.GET.get("on", ""))
    context = {
        "park": park,
        "found": actor_network_of(park, day.today),
        "day": day,
        "may_keep": may_keep(ACTORS, park, request.user),
    }
    return render_page(request, "governance/actor_network.html", context)
