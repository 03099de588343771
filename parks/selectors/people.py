"""Who holds a role in a park: `parks_of`, asked the other way round."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts import clock
from accounts.models import User
from parks.choices import Role
from parks.models import Grant, Park


def people_of(park: Park, *roles: Role) -> QuerySet[User]:
    """Return the active people who hold one of `roles` in `park` today (any role if none is named)."""
    return people_of_any(Park.objects.filter(pk=park.pk), *roles)


def people_of_any(parks: QuerySet[Park], *roles: Role) -> QuerySet[User]:
    """Return the active people who hold one of `roles` today in at least one of `parks`."""
    parks = parks.order_by()
    grants = Grant.objects.in_force(clock.today()).filter(role__in=roles or list(Role))
    here = Q(park__in=parks.values("pk"))
    above = Q(region__path__gt="") & Exists(
        parks.filter(region__path__startswith=OuterRef("region__path"))
    )
    everywhere = Q(park__isnull=True, region__isnull=True) & Exists(parks)
    reaching = grants.filter(here | above | everywhere).order_by()
    return User.objects.filter(pk__in=reaching.values("user"), is_active=True)
