"""Who may see and change parks. A permission is a sentence that is also a filter."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from accounts import clock
from accounts.models import User
from parks.choices import Role
from parks.models import Grant, Park

Rule = Callable[[User], Q]


def parks_of(user: User, *roles: Role) -> QuerySet[Park, int]:
    """Return the ids of the parks in which `user` holds one of `roles` today (any role if none is named)."""
    grants = Grant.objects.in_force(clock.today()).filter(user=user)
    if roles:
        grants = grants.filter(role__in=roles)
    reaching = grants.annotate(
        place=ExpressionWrapper(OuterRef("region__path"), output_field=CharField())
    ).filter(
        Q(park=OuterRef("pk"))
        | Q(park__isnull=True, region__isnull=True)
        | Q(place__startswith=F("region__path"))
    )
    return Park.objects.filter(Exists(reaching)).order_by().values_list("pk", flat=True)


def may_view_park(user: User) -> Q:
    """Whoever holds any role in a park sees it; an administrator sees names, not drafts."""
    return Q() if user.is_administrator else Q(pk__in=parks_of(user))


def may_edit_park(user: User) -> Q:
    """Authorities edit the parks of their region."""
    return Q(pk__in=parks_of(user, Role.AUTHORITY))


def may_view_facts(user: User) -> Q:
    """Accepted facts and scores of a park are for whoever holds a role in it. On Park."""
    return Q(pk__in=parks_of(user))
