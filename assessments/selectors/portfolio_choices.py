"""Resolves the filters of a portfolio for its reader, and lists what can be chosen in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.models import FrameworkVersion, Score, StandingQuarter
from assessments.selectors.headlines import HEADS
from assessments.selectors.portfolio_filters import OFF_THE_PATH, PortfolioFilter
from assessments.selectors.portfolio_shown import Shown
from governance.choices import Stage
from parks.choices import Frequency, Industry, ParkLevel
from parks.models import Park, ParkIndustry, Period, Region
from parks.permissions import grants_held, reach_of

QUARTERS_OFFERED = 24


@dataclass(frozen=True)
class Choices:
    """What stands in the lists of the filter bar, each as (value, words)."""

    quarters: tuple[Period, ...]
    frameworks: tuple[FrameworkVersion, ...]
    regions: tuple[Region, ...]
    stages: tuple[tuple[str, str], ...]
    levels: tuple[tuple[str, str], ...]
    industries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Portfolio:
    """A resolved portfolio with its choices."""

    shown: Shown
    choices: Choices


def portfolio_shown(user: User, filters: PortfolioFilter) -> Portfolio:
    """Resolve the filters: what is unknown to the reader is told in `shown.errors` and not applied."""
    grants = grants_held(user)
    parks = Park.objects.filter(reach_of(grants)).order_by()
    errors = dict(filters.errors)
    quarters = _quarters(filters)
    quarter = _quarter(quarters, filters, errors)
    versions = _versions(filters, quarter, parks)
    regions = _regions(parks)
    region = _region(regions, filters, errors)
    version = _version(versions, filters, errors)
    shown = Shown(
        user=user,
        grants=grants,
        filters=filters if region or not filters.region else _without_region(filters),
        quarter=quarter,
        version=version,
        region=region,
        errors=errors,
    )
    return Portfolio(shown, _choices(quarters, versions, regions, parks))


def framework_key(version: FrameworkVersion) -> str:
    """How an address names a framework version."""
    return f"{version.framework.code}:{version.version}"


def _quarters(filters: PortfolioFilter) -> list[Period]:
    """Return the ended quarters, the latest first."""
    ended = Period.objects.ended(filters.as_of.today).filter(every=Frequency.QUARTER)
    return list(ended.order_by("-ends_on")[:QUARTERS_OFFERED])


def _quarter(
    quarters: Sequence[Period], filters: PortfolioFilter, errors: dict[str, str]
) -> Period | None:
    """Return the quarter asked for, else the last one past its due date, else the last one."""
    if filters.quarter:
        asked = [one for one in quarters if one.code == filters.quarter]
        if asked:
            return asked[0]
        words = _("“%(word)s” is not a quarter that has ended; write it as 2026-Q3.")
        errors["quarter"] = words % {"word": filters.quarter[:40]}
    past_due = [one for one in quarters if one.due_on < filters.as_of.today]
    return next(iter(past_due or quarters), None)


def _versions(
    filters: PortfolioFilter, quarter: Period | None, reached: QuerySet[Park]
) -> list[FrameworkVersion]:
    """Return the versions that score visible parks in the quarter, the one of most parks first."""
    if quarter is None:
        return []
    if filters.as_of.moment is None:
        rows = StandingQuarter.objects.filter(period=quarter, scored_at__isnull=False)
        seen = rows.filter(park__in=reached).order_by()
        parks = dict(seen.values_list("version").annotate(Count("pk")))
    else:
        known = Score.objects.known_at(filters.as_of.moment)
        heads = known.filter(period=quarter, node__kind__in=HEADS, park__in=reached).order_by()
        parks = dict(heads.values_list("node__version").annotate(Count("park", distinct=True)))
    versions = FrameworkVersion.objects.filter(pk__in=parks).select_related("framework")
    return sorted(versions, key=lambda one: (-parks[one.pk], -one.pk))


def _version(
    versions: Sequence[FrameworkVersion], filters: PortfolioFilter, errors: dict[str, str]
) -> FrameworkVersion | None:
    if filters.framework:
        asked = [one for one in versions if framework_key(one) == filters.framework]
        if asked:
            return asked[0]
        words = _("No park that you see is scored by “%(word)s” in this quarter.")
        errors["framework"] = words % {"word": filters.framework[:80]}
    return next(iter(versions), None)


def _regions(parks: QuerySet[Park]) -> list[Region]:
    """Return the regions in which the reader sees parks, and those above them, in tree order."""
    inhabited = set(parks.values_list("region", flat=True).distinct())
    regions = list(Region.objects.exclude(path=""))
    above = {
        int(step)
        for one in regions
        if one.pk in inhabited
        for step in one.path.strip("/").split("/")
    }
    return [one for one in regions if one.pk in above]


def _region(
    regions: Sequence[Region], filters: PortfolioFilter, errors: dict[str, str]
) -> Region | None:
    found = next((one for one in regions if one.code == filters.region), None)
    if filters.region and found is None:
        words = _("There is no region “%(word)s” in which you see parks.")
        errors["region"] = words % {"word": filters.region[:40]}
    return found


def _without_region(filters: PortfolioFilter) -> PortfolioFilter:
    return PortfolioFilter(**{**vars(filters), "region": ""})


def _choices(
    quarters: Sequence[Period],
    versions: Sequence[FrameworkVersion],
    regions: Sequence[Region],
    parks: QuerySet[Park],
) -> Choices:
    leading = ParkIndustry.objects.filter(park__in=parks)
    codes = leading.order_by("industry").values_list("industry", flat=True).distinct()
    return Choices(
        quarters=tuple(quarters),
        frameworks=tuple(versions),
        regions=tuple(regions),
        stages=(
            *((stage.value, str(stage.label)) for stage in Stage),
            (OFF_THE_PATH, _("Not yet on the path")),
        ),
        levels=tuple((level.value, str(level.label)) for level in ParkLevel),
        industries=tuple((code, str(Industry(code).label)) for code in codes),
    )
