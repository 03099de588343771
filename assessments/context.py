"""What the frame of every page needs to know of the person: roles, and how much waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import clock
from accounts.models import User
from governance.models import StageReport
from governance.permissions import may_review_report
from parks.choices import Role
from parks.models import Grant


@dataclass(frozen=True)
class Navigation:
    """Which pages are offered to a person; `waiting` counts the reports they may review."""

    roles: frozenset[str] = frozenset()
    is_administrator: bool = False
    waiting: int = 0

    @property
    def is_judge(self) -> bool:
        return bool(self.roles & {Role.REVIEWER, Role.AUTHORITY})


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Loaded when a template first asks, so that answers without a frame cost nothing."""
    return {"navigation": SimpleLazyObject(lambda: navigation_of(request))}


def navigation_of(request: HttpRequest) -> Navigation:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Navigation()
    grants = Grant.objects.in_force(clock.today()).filter(user=user).order_by()
    roles = frozenset(grants.values_list("role", flat=True))
    found = Navigation(roles, user.is_administrator)
    if not found.is_judge:
        return found
    waiting = StageReport.objects.filter(may_review_report(user)).awaiting_review().count()
    return Navigation(roles, user.is_administrator, waiting)
