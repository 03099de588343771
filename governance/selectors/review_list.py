"""The review queue: what waits, since when, and how odd it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Q

from accounts.models import User
from governance.choices import ReportStatus
from governance.models import StageReport
from governance.permissions import may_review_report
from governance.selectors.checks import results_of
from governance.selectors.facts import load_contents

MOST_SHOWN = 50


@dataclass(frozen=True)
class Waiting:
    """A report in the queue; `odd` is the number of its values that a warning speaks of."""

    report: StageReport
    odd: int

    @property
    def since(self) -> datetime | None:
        return self.report.submitted_at


@dataclass(frozen=True)
class ReviewQueue:
    """The oldest reports that wait for this person, and how many there are in all."""

    waiting: Sequence[Waiting]
    total: int
    returned: int

    @property
    def oldest(self) -> datetime | None:
        return min((one.since for one in self.waiting if one.since), default=None)

    def find(self, park: str, period: str) -> StageReport | None:
        """Return the report of the queue that an address names, else the first."""
        for one in self.waiting:
            if (one.report.park.code, one.report.period.code) == (park, period):
                return one.report
        return self.waiting[0].report if self.waiting and not park else None


def review_queue(user: User, *, odd_first: bool = False) -> ReviewQueue:
    """Collect what waits for `user`, oldest first or oddest first, in a constant number of queries."""
    awaiting = StageReport.objects.filter(may_review_report(user)).awaiting_review()
    reports = list(awaiting.for_display().order_by("submitted_at", "pk")[:MOST_SHOWN])
    contents = load_contents(reports, only_checked=True) if reports else {}
    waiting = [
        Waiting(one, sum(1 for result in results_of(contents[one.pk]) if result.is_warning))
        for one in reports
    ]
    if odd_first:
        waiting.sort(key=lambda one: -one.odd)
    total = len(reports) if len(reports) < MOST_SHOWN else awaiting.count()
    return ReviewQueue(waiting=waiting, total=total, returned=_returned_by(user))


def _returned_by(user: User) -> int:
    """Return how many reports that `user` returned are with their committees now."""
    last_return = Max("steps__pk", filter=Q(steps__step="return", steps__by=user))
    drafts = StageReport.objects.filter(may_review_report(user), status=ReportStatus.DRAFT)
    returned = drafts.annotate(last_step=Max("steps__pk"), last_return=last_return)
    return returned.filter(last_return__isnull=False, last_step=F("last_return")).count()
