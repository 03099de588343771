"""The API described: for programs as OpenAPI 3.1, for people as a page to try it on."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularJSONAPIView

from accounts.http import Request, render_page

api_schema = SpectacularJSONAPIView.as_view()


@require_safe
def api_docs(request: Request) -> HttpResponse:
    """Show every address of the API with its parameters and answers."""
    return render_page(request, "config/api_docs.html", {})
