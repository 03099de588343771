"""Who may see a run: `may_view_run`, asked the other way round."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from accounts.models import User
from assessments.models import Run, RunPark
from parks.choices import Role
from parks.models import Park
from parks.selectors.people import people_of_any


def people_of_run(run: Run) -> QuerySet[User]:
    """Return who started it, and the consultants, reviewers and authorities of any of its parks."""
    parks = Park.objects.filter(pk__in=RunPark.objects.filter(run=run).values("park"))
    judges = people_of_any(parks, Role.CONSULTANT, Role.REVIEWER, Role.AUTHORITY)
    return User.objects.filter(Q(pk=run.started_by_id) | Q(pk__in=judges), is_active=True)
