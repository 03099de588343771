"""Who holds a role in a park: `parks_of`, asked the other way round."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet, Value

from accounts import clock
from accounts.models import User
from parks.choices import Role
from parks.models import Grant, Park


def people_of(park: Park, *roles: Role) -> QuerySet[User]:
    """Return the active people who hold one of `roles` in `park` today (any role if none is named)."""
    grants = Grant.objects.in_force(clock.today()).filter(role__in=roles or list(Role))
    everywhere = Q(park__isnull=True, region__isnull=True)
    above = Q(place__startswith=F("region__path"), region__path__gt="")
    reaching = grants.annotate(place=Value(park.region.path)).filter(
        Q(park=park) | everywhere | above
    )
    return User.objects.filter(pk__in=reaching.order_by().values("user"), is_active=True)
