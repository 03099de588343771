"""Who may see scores and keep frameworks."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from assessments.choices import VersionStatus
from parks.permissions import parks_of


def may_view_score(user: User) -> Q:
    """Scores rest on accepted facts: whoever holds a role in the park sees them. On Score and StandingQuarter."""
    return Q(park__in=parks_of(user))


def may_view_framework(user: User) -> Q:
    """Published versions are open to everybody who signs in; drafts to administrators. On FrameworkVersion."""
    return Q() if user.is_administrator else Q(status=VersionStatus.PUBLISHED)


def may_manage_frameworks(user: User) -> bool:
    """Administrators load, publish and assign frameworks."""
    return user.is_administrator
