"""What must hold before the site starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def check_demo_is_not_public(**kwargs: Any) -> list[CheckMessage]:
    """Anybody who reaches the demo can sign in, so it answers to names of this machine only."""
    is_public = bool(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if not settings.DEMO or not is_public or getattr(settings, "DEMO_PUBLIC", False):
        return []
    return [
        Error(
            "The demo must not answer to a public address: its accounts are open to everybody.",
            hint="Leave ALLOWED_HOSTS as it is, or set PARKPATH_DEMO_PUBLIC=yes if that is meant.",
            id="accounts.E001",
        )
    ]
