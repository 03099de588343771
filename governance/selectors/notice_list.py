"""The monthly notices: of one park, and what the notices of a month would say before they are issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef

from accounts import clock
from accounts.models import User
from accounts.templatetags.page import period_name
from governance.models import MonthlyNotice, PathStep
from governance.models.supervision import MonthlyNoticeQuerySet
from governance.permissions import may_issue_notice, may_view_notice
from governance.selectors.notice_figures import Figures, figures_of
from parks.models import Park, Period, Region

MOST_PARKS = 500
MOST_MONTHS = 6


@dataclass(frozen=True)
class Drafted:
    """What the notice of a park would say."""

    park: Park
    figures: Figures


@dataclass(frozen=True)
class DraftedNotices:
    """The notices of a month that a person may issue in a region; `more` parks come after these are issued."""

    region: Region
    month: Period
    drafted: Sequence[Drafted]
    issued: int
    more: int


def notices_seen_by(user: User) -> MonthlyNoticeQuerySet:
    """Return the notices that a person may see, the newest first."""
    seen = MonthlyNotice.objects.filter(may_view_notice(user)).for_display()
    return seen.order_by("-period__ends_on", "park__code")


def drafted_notices(user: User, region: Region, month: Period) -> DraftedNotices:
    """Collect what would be issued for the parks on their path, in a constant number of queries."""
    notices = MonthlyNotice.objects.filter(
        park=OuterRef("pk"), period=month, issued_at__isnull=False
    )
    on_path = PathStep.objects.in_force().filter(park=OuterRef("pk"), entered_on__lte=month.ends_on)
    parks = Park.objects.filter(
        Exists(on_path), may_issue_notice(user), region__path__startswith=region.path
    ).annotate(is_issued=Exists(notices))
    due = parks.filter(is_issued=False).order_by("code")
    shown, count = list(due[:MOST_PARKS]), due.count()
    figures = figures_of([park.pk for park in shown], month)
    return DraftedNotices(
        region=region,
        month=month,
        drafted=[Drafted(park, figures[park.pk]) for park in shown],
        issued=parks.filter(is_issued=True).count(),
        more=count - len(shown),
    )


def months_to_notify() -> list[tuple[str, str]]:
    """Return the last months that have ended, the newest first, each with its name."""
    codes, day = [], clock.today()
    for _number in range(MOST_MONTHS):
        day = day.replace(day=1) - timedelta(days=1)
        codes.append(f"{day:%Y-%m}")
    return [(code, period_name(code)) for code in codes]
