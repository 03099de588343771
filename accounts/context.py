"""What every page's frame shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demo, and where one is; the navigation itself is a template."""
    return {"is_demo": settings.DEMO, "here": _here(request)}


def _here(request: HttpRequest) -> str:
    """Return the address to come back to: a page that answers a form may have none that can be opened."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from._replace(scheme="", netloc="").geturl() or "/"
