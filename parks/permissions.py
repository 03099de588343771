"""Who may see and change parks. A permission is a sentence that is also a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from accounts import clock
from accounts.models import User
from parks.choices import Role
from parks.models import Grant, Park, Region

Rule = Callable[[User], Q]


def parks_of(user: User, *roles: Role) -> QuerySet[Park, int]:
    """Return the ids of the parks in which `user` holds one of `roles` today (any role if none is named)."""
    grants = Grant.objects.in_force(clock.today()).filter(user=user)
    if roles:
        grants = grants.filter(role__in=roles)
    reaching = grants.annotate(
        place=ExpressionWrapper(OuterRef("region__path"), output_field=CharField())
    ).filter(Q(park=OuterRef("pk")) | _everywhere() | _in_region_above())
    return Park.objects.filter(Exists(reaching)).order_by().values_list("pk", flat=True)


def grants_held(user: User) -> list[Grant]:
    """Return the grants of `user` in force today, each with its region."""
    return list(Grant.objects.in_force(clock.today()).filter(user=user).select_related("region"))


def reach_of(grants: Iterable[Grant], *roles: Role) -> Q:
    """The same parks as `parks_of`, for who reads the grants once and asks about many parks often. On Park."""
    held = [one for one in grants if not roles or one.role in roles]
    if any(one.park_id is None and one.region is None for one in held):
        return Q()
    reached = Q(pk__in=sorted({one.park_id for one in held if one.park_id is not None}))
    for path in sorted({one.region.path for one in held if one.region is not None}):
        if path:
            reached |= Q(region__path__startswith=path)
    return reached


def regions_of(user: User, *roles: Role) -> QuerySet[Region, int]:
    """Return the ids of the regions over all of which `user` holds one of `roles` today."""
    reaching = (
        Grant.objects.in_force(clock.today())
        .filter(user=user, role__in=roles)
        .annotate(place=ExpressionWrapper(OuterRef("path"), output_field=CharField()))
        .filter(_everywhere() | _in_region_above())
    )
    return Region.objects.filter(Exists(reaching)).order_by().values_list("pk", flat=True)


def _everywhere() -> Q:
    return Q(park__isnull=True, region__isnull=True)


def _in_region_above() -> Q:
    """The grant's region is the place itself or lies above it; an unfinished path reaches nothing."""
    return Q(place__startswith=F("region__path"), region__path__gt="")


def may_view_park(user: User) -> Q:
    """Whoever holds any role in a park sees it; an administrator sees names, not drafts."""
    return Q() if user.is_administrator else Q(pk__in=parks_of(user))


def may_view_region(user: User) -> Q:
    """Regions in which one sees parks, keeps parks or has a role, and those above them. On Region."""
    if user.is_administrator:
        return Q()
    below = Park.objects.filter(may_view_park(user), region__path__startswith=OuterRef("path"))
    return Q(Exists(below)) | Q(pk__in=regions_of(user, *Role))


def may_edit_park(user: User) -> Q:
    """Authorities edit the parks of their region."""
    return Q(pk__in=parks_of(user, Role.AUTHORITY))


def may_keep_parks_in(user: User) -> Q:
    """Authorities add parks to their region, by hand or by import. On Region."""
    return Q(pk__in=regions_of(user, Role.AUTHORITY))


def may_import_parks(user: User) -> bool:
    """Whoever may keep parks in some region."""
    return Region.objects.filter(may_keep_parks_in(user)).exists()


def may_keep_calendar(user: User) -> bool:
    """Administrators set working days and days off; everybody may read them."""
    return user.is_administrator


def may_import_history(user: User) -> Q:
    """Authorities answer for the accepted history of the parks of their region. On Park."""
    return Q(pk__in=parks_of(user, Role.AUTHORITY))


def may_view_import(user: User) -> Q:
    """Everybody sees their own uploads of the register. On RegisterImport."""
    return Q(uploaded_by=user)


def may_name_editors(user: User) -> Q:
    """The lead of a committee names its editors. On Park."""
    return Q(pk__in=parks_of(user, Role.LEAD))


def may_view_grant(user: User) -> Q:
    """Everybody sees what they themselves were granted; administrators keep all grants on their own pages."""
    return Q(user=user)


def may_view_observation(user: User) -> Q:
    """Accepted facts of a park are for whoever holds a role in it. On Observation."""
    return Q(park__in=parks_of(user))


def may_view_facts(user: User) -> Q:
    """Accepted facts and scores of a park are for whoever holds a role in it. On Park."""
    return Q(pk__in=parks_of(user))


def may_view_park_audit(user: User) -> Q:
    """Who did what in a park, drafts included, is for those who see its drafts. On Park."""
    return Q(pk__in=parks_of(user, Role.EDITOR, Role.LEAD, Role.REVIEWER, Role.AUTHORITY))


def may_view_records(user: User) -> Q:
    """What stands behind accepted facts is for whoever holds a role in the park. On Park."""
    return Q(pk__in=parks_of(user))


def may_keep_register(user: User, keepers: Iterable[Role]) -> Q:
    """A register is kept by the roles that it names. On Park."""
    return Q(pk__in=parks_of(user, *keepers))
