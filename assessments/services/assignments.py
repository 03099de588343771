"""Assigns framework versions to regions and parks."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import RuleBroken
from accounts.models import User
from assessments.choices import VersionStatus
from assessments.models import Assignment, FrameworkVersion
from assessments.services.following import queue_assignment
from assessments.services.frameworks import refuse_others
from parks.models import Park, Period, Region


@transaction.atomic
def assign_version(
    version: FrameworkVersion,
    *,
    from_period: Period,
    park: Park | None = None,
    region: Region | None = None,
    by: User,
) -> Assignment:
    """Let a published version score one park, or a region with all below it, from a period on.

    The same assignment again changes nothing. Errors: version_not_published, scope_unclear.
    """
    refuse_others(by)
    if version.status != VersionStatus.PUBLISHED:
        message = _("Only a published version can be assigned.")
        raise RuleBroken("version_not_published", message)
    if (park is None) == (region is None):
        raise RuleBroken("scope_unclear", _("Name either a park or a region."))
    latest = (
        Assignment.objects.filter(park=park, region=region, from_period=from_period)
        .order_by("-pk")
        .first()
    )
    if latest is not None and latest.version_id == version.pk:
        return latest
    assignment = Assignment.objects.create(
        version=version,
        park=park,
        region=region,
        from_period=from_period,
        assigned_by=by,
        assigned_at=clock.now(),
    )
    scope = park.code if park else region.code if region else ""
    audit.record(
        "assignment.create",
        by=by,
        on=assignment,
        version=str(version),
        scope=scope,
        from_period=from_period.code,
    )
    queue_assignment(assignment)
    return assignment
