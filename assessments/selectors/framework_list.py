"""What the page of all frameworks shows: versions side by side."""

from __future__ import annotations

from django.db.models import Count, Q

from accounts.models import User
from assessments.choices import NodeKind
from assessments.models import FrameworkVersion
from assessments.models.frameworks import FrameworkVersionQuerySet
from assessments.permissions import may_view_framework


def versions_shown(user: User) -> FrameworkVersionQuerySet:
    """Return the versions that the user may see, newest first within each framework, with their counts."""
    return (
        FrameworkVersion.objects.filter(may_view_framework(user))
        .for_display()
        .defer("source")
        .annotate(
            indicator_count=Count("nodes", filter=Q(nodes__kind=NodeKind.INDICATOR), distinct=True),
            assignment_count=Count("assignments", distinct=True),
        )
        .order_by("framework__code", "-loaded_at", "-pk")
    )
