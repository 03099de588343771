"""Grants: giving somebody a role in a park or region, and ending it."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from parks.choices import Role
from parks.models import Grant, Park, Region

COMMITTEE = (Role.EDITOR, Role.LEAD)


class During(TypedDict, total=False):
    """The first and the last day of a grant; open where not given."""

    starts_on: date | None
    ends_on: date | None


@transaction.atomic
def grant_role(
    user: User,
    role: str,
    *,
    park: Park | None = None,
    region: Region | None = None,
    by: User | None,
    **during: Unpack[During],
) -> Grant:
    """Give `user` a role in one park, in one region with all below it, or (neither named) everywhere."""
    starts_on, ends_on = during.get("starts_on"), during.get("ends_on")
    _check_scope(role, park, region)
    _check_dates(starts_on, ends_on)
    User.objects.select_for_update().get(pk=user.pk)
    alike = Grant.objects.in_force(clock.today()).filter(
        user=user, role=role, park=park, region=region
    )
    if alike.exists() and (starts_on is None or starts_on <= clock.today()):
        raise RuleBroken("grant_exists", _("This person already has this role here."))
    grant = Grant.objects.create(
        user=user,
        role=role,
        park=park,
        region=region,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_by=by,
        granted_at=clock.now(),
    )
    audit.record("grant.create", by=by, on=grant, **_facts(grant))
    return grant


@transaction.atomic
def end_grant(grant: Grant, *, by: User) -> Grant:
    """End a grant at once; the row stays as a record."""
    locked = Grant.objects.select_for_update().get(pk=grant.pk)
    if locked.ended_at is not None:
        raise NoLongerPossible("grant_ended", _("This grant has already ended."))
    locked.ended_at = clock.now()
    locked.save(update_fields=["ended_at"])
    audit.record("grant.end", by=by, on=locked, **_facts(locked))
    return locked


def _check_scope(role: str, park: Park | None, region: Region | None) -> None:
    if park is not None and region is not None:
        raise RuleBroken("grant_scope", _("A grant names a park or a region, not both."))
    if role in COMMITTEE and park is None:
        raise RuleBroken("grant_needs_park", _("Editors and leads belong to one park; name it."))


def _check_dates(starts_on: date | None, ends_on: date | None) -> None:
    if ends_on is None:
        return
    if starts_on is not None and ends_on < starts_on:
        raise RuleBroken("grant_dates", _("A grant ends on or after the day it starts."))
    if ends_on < clock.today():
        raise RuleBroken("grant_is_past", _("The last day of a grant lies in the future."))


def _facts(grant: Grant) -> dict[str, str]:
    """What the audit trail says of a grant."""
    return {
        "user": grant.user.email,
        "role": grant.role,
        "park": grant.park.code if grant.park else "",
        "region": grant.region.code if grant.region else "",
        "starts_on": grant.starts_on.isoformat() if grant.starts_on else "",
        "ends_on": grant.ends_on.isoformat() if grant.ends_on else "",
    }
