"""What a new run can be made of: versions, quarters and parks, as the person who starts it may use them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, Q, Subquery

from accounts.models import User
from assessments.framework_file import spec_of
from assessments.models import Assignment, FrameworkVersion
from assessments.models.frameworks import FrameworkVersionQuerySet
from assessments.permissions import may_run_assessment
from assessments.selectors.inputs import reach_in_months
from governance.models import PathStep
from parks.choices import Frequency
from parks.models import Observation, Park, Period, Region
from parks.models.parks import ParkQuerySet

QUARTERS_OFFERED: Final = 20
MOST_PICKED: Final = 100


@dataclass(frozen=True)
class ParkChoice:
    """Which of the parks one may run for: all of them, those of a region, at a stage, or named by code."""

    by: str = "all"
    region: str = ""
    stage: str = ""
    codes: tuple[str, ...] = ()


def versions_offered(user: User) -> FrameworkVersionQuerySet:
    """Return the published versions that are assigned to any park for which the user may run assessments."""
    own = Park.objects.filter(may_run_assessment(user))
    below = own.filter(region__path__startswith=OuterRef("region__path"))
    reaching = Assignment.objects.filter(
        Q(park__in=own.values("pk")) | Q(Exists(below), region__path__gt=""),
        version=OuterRef("pk"),
    )
    published = FrameworkVersion.objects.published().filter(Exists(reaching))
    return published.for_display().defer("source").order_by("framework__code", "-published_at")


def quarters_offered(today: date) -> list[Period]:
    """Return the quarters that have ended, the latest first."""
    quarters = Period.objects.ended(today).filter(every=Frequency.QUARTER)
    return list(quarters.order_by("-ends_on")[:QUARTERS_OFFERED])


def usual_quarter(quarters: Sequence[Period], today: date) -> Period | None:
    """Return the last quarter past its due date, else the latest."""
    due = [one for one in quarters if one.due_on < today]
    return next(iter([*due, *quarters]), None)


def regions_offered(user: User) -> list[Region]:
    """Return the regions with parks below them for which the user may run assessments."""
    own = Park.objects.filter(may_run_assessment(user), region__path__startswith=OuterRef("path"))
    return list(Region.objects.filter(Exists(own), path__gt="").order_by("path"))


def parks_chosen(user: User, choice: ParkChoice, period: Period) -> ParkQuerySet:
    """Return the parks that a choice stands for; a stage is that on the quarter's last day."""
    parks = Park.objects.filter(may_run_assessment(user))
    if choice.by == "region":
        return parks.below(choice.region)
    if choice.by == "stage":
        last = PathStep.objects.on(period.ends_on).filter(park=OuterRef("pk"))
        return parks.annotate(stage_then=Subquery(last.values("stage")[:1])).filter(
            stage_then=choice.stage
        )
    if choice.by == "picked":
        return parks.filter(code__in=choice.codes)
    return parks


def codes_not_found(user: User, codes: Sequence[str]) -> list[str]:
    """Return the codes that are of no park for which the user may run assessments."""
    found = Park.objects.filter(may_run_assessment(user), code__in=codes)
    known = set(found.values_list("code", flat=True))
    return [code for code in codes if code not in known]


def values_on_record(version: FrameworkVersion, period: Period, parks: ParkQuerySet) -> int:
    """Count the accepted values that can act on a quarter of some parks."""
    spec = spec_of(version).spec
    first = period.last_month - reach_in_months(spec)
    values = Observation.objects.current().filter(
        park__in=parks.order_by().values("pk"),
        indicator__code__in=[one.code for one in spec.measured],
        period__ends_on__lte=period.ends_on,
        period__ends_on__gte=date(first // 12, first % 12 + 1, 1),
    )
    return values.count()
