"""Which runs a person sees, and over how many of their parks each went."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from assessments.choices import RunStatus
from assessments.models import Run, RunPark
from assessments.permissions import may_run_assessment, may_view_run
from parks.models import Park
from parks.permissions import parks_of

PER_PAGE = 25


@dataclass(frozen=True)
class RunList:
    """What the page of all runs shows; `status` is the one asked for, empty for all."""

    page: Page[Run]
    status: str
    statuses: tuple[tuple[str, str], ...]
    may_run: bool


def runs_shown(user: User) -> QuerySet[Run]:
    """Return the runs that the user may see, the newest first, each with `parks_seen`: how many of its parks they see."""
    own = RunPark.objects.filter(run=OuterRef("pk"), park__in=parks_of(user)).order_by()
    counted = own.values("run").annotate(parks=Count("pk")).values("parks")
    seen = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    runs = Run.objects.filter(may_view_run(user)).for_display().annotate(parks_seen=seen)
    return runs.defer("version__source", "statistics", "notices", "manifest").order_by("-pk")


def run_list_page(user: User, status: str, number: str | None) -> RunList:
    """Collect what the page of runs shows; a status that there is not is as none."""
    runs = runs_shown(user)
    wanted = status if status in RunStatus.values else ""
    if wanted:
        runs = runs.filter(status=wanted)
    return RunList(
        page=Paginator(runs, PER_PAGE).get_page(number),
        status=wanted,
        statuses=tuple((one.value, str(one.label)) for one in RunStatus),
        may_run=Park.objects.filter(may_run_assessment(user)).exists(),
    )
