"""Who may be tried out on the demo's sign-in page."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from accounts.models import User


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    position: str


def demo_accounts() -> list[DemoAccount]:
    """Return the accounts that the demo opens to everybody; none outside the demo."""
    if not settings.DEMO:
        return []
    people = User.objects.filter(is_active=True).order_by("pk")
    return [DemoAccount(p.email, p.name, p.position) for p in people]
