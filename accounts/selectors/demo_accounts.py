"""Who may be tried out on the demo's sign-in page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings

from accounts.models import User

LISTED_FIRST: Final = 12


@dataclass(frozen=True)
class DemoAccount:
    email: str
    name: str
    position: str


@dataclass(frozen=True)
class DemoAccounts:
    """The people who are listed at first sight, and all others."""

    main: tuple[DemoAccount, ...] = ()
    others: tuple[DemoAccount, ...] = ()


def demo_accounts() -> DemoAccounts:
    """Return the accounts that the demo opens to everybody; none outside the demo."""
    if not settings.DEMO:
        return DemoAccounts()
    people = User.objects.filter(is_active=True).order_by("pk")
    found = tuple(DemoAccount(p.email, p.name, p.position) for p in people)
    return DemoAccounts(found[:LISTED_FIRST], found[LISTED_FIRST:])
