"""What the frame of every page needs to know of the person: roles, and how much waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Subquery, Value
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts import clock
from accounts.models import User
from assessments.selectors.saved_views import SavedViews, saved_views_at
from governance.models import StageReport
from governance.permissions import may_review_report
from parks.choices import Role
from parks.models import Grant, Park
from parks.permissions import may_view_facts, may_view_park_audit

MANY = {Role.REVIEWER, Role.AUTHORITY, Role.CONSULTANT}
WIDE = {Role.OBSERVER}


@dataclass(frozen=True)
class Navigation:
    """Which pages are offered to a person; `waiting` counts the reports they may review.

    `sees_many` is for those whose role reaches over many parks, who see them all at once in the portfolio.
    """

    roles: frozenset[str] = frozenset()
    is_administrator: bool = False
    waiting: int = 0
    sees_many: bool = False

    @property
    def is_judge(self) -> bool:
        return bool(self.roles & {Role.REVIEWER, Role.AUTHORITY})


@dataclass(frozen=True)
class ParkTabs:
    """Which pages of the park in view are offered to a person."""

    shows_facts: bool = False
    shows_audit: bool = False


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Loaded when a template first asks, so that answers without a frame cost nothing."""
    return {
        "navigation": SimpleLazyObject(lambda: navigation_of(request)),
        "park_tabs": SimpleLazyObject(lambda: park_tabs_of(request)),
        "saved_views": SimpleLazyObject(lambda: saved_views_on(request)),
    }


def saved_views_on(request: HttpRequest) -> SavedViews:
    """Return the person's saved views of the page in view, in one query."""
    user, match = getattr(request, "user", None), request.resolver_match
    if not isinstance(user, User) or match is None:
        return SavedViews()
    return saved_views_at(user, match.view_name, request.GET.dict())


def park_tabs_of(request: HttpRequest) -> ParkTabs:
    """Say which tabs of the park that the address names lead somewhere for the person, in one query."""
    user, match = getattr(request, "user", None), request.resolver_match
    if not isinstance(user, User) or match is None:
        return ParkTabs()
    rules = (may_view_facts(user), may_view_park_audit(user))
    flags = [ExpressionWrapper(rule, output_field=BooleanField()) for rule in rules]
    found = Park.objects.filter(code=match.kwargs.get("code", "")).values_list(*flags).first()
    return ParkTabs(*map(bool, found)) if found else ParkTabs()


def navigation_of(request: HttpRequest) -> Navigation:
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Navigation()
    grants = Grant.objects.in_force(clock.today()).filter(user=user).order_by()
    held = list(grants.values_list("role", "park", _waiting_for(user)))
    return Navigation(
        roles=frozenset(role for role, _park, _waiting in held),
        is_administrator=user.is_administrator,
        waiting=max((waiting or 0 for _role, _park, waiting in held), default=0),
        sees_many=any(
            role in MANY or (role in WIDE and park is None) for role, park, _waiting in held
        ),
    )


def _waiting_for(user: User) -> Subquery:
    """How many reports the person may review, beside each grant, so that every role asks once."""
    waiting = StageReport.objects.filter(may_review_report(user)).awaiting_review().order_by()
    counted = waiting.annotate(all=Value(1)).values("all").annotate(reports=Count("pk"))
    return Subquery(counted.values("reports"))
