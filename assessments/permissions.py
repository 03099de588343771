"""Who may see scores, keep frameworks, run assessments and make weights sets."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from assessments.choices import VersionStatus
from assessments.models import Run, RunPark
from parks.choices import Role
from parks.models import Park
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


def may_run_assessment(user: User) -> Q:
    """Consultants and authorities run assessments over their parks. On Park."""
    return Q(pk__in=parks_of(user, Role.CONSULTANT, Role.AUTHORITY))


def may_view_run(user: User) -> Q:
    """Who started a run, and the consultants, reviewers and authorities of any of its parks. On Run."""
    own = parks_of(user, Role.CONSULTANT, Role.REVIEWER, Role.AUTHORITY)
    return Q(started_by=user) | Q(pk__in=RunPark.objects.filter(park__in=own).values("run"))


def may_cancel_run(user: User) -> Q:
    """Who started a run stops it, and so may an authority of any of its parks. On Run."""
    own = parks_of(user, Role.AUTHORITY)
    return Q(started_by=user) | Q(pk__in=RunPark.objects.filter(park__in=own).values("run"))


def may_make_weights(user: User) -> bool:
    """Whoever may run assessments makes weights sets for them."""
    return Park.objects.filter(may_run_assessment(user)).exists()


def may_view_weights(user: User) -> Q:
    """Who made a set sees it, and whoever sees a run that used it. On WeightsSet."""
    return Q(made_by=user) | Q(pk__in=Run.objects.filter(may_view_run(user)).values("weights"))


def may_edit_weights(user: User) -> Q:
    """Who made a set changes it until a run has used it. On WeightsSet."""
    return Q(made_by=user, frozen_at__isnull=True)


def may_use_saved_view(user: User) -> Q:
    """Everybody sees, renames and deletes their own saved views, nobody else's. On SavedView."""
    return Q(user=user)
