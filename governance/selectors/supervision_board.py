"""What supervision has found, and under which filters: the board of all parks, and the list of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.utils.functional import cached_property

from accounts import clock
from accounts.models import User
from governance.choices import FindingStatus, Severity
from governance.models import Finding, MonthlyNotice, SupervisionRound
from governance.models.supervision import FindingQuerySet
from governance.permissions import (
    may_issue_notice,
    may_open_round,
    may_view_finding,
    may_view_notice,
    may_view_round,
)
from parks.models import Park, Region
from parks.permissions import may_view_region

PER_PAGE = 25
MOST_ROUNDS, MOST_MONTHS = 12, 12
# What is to be done comes first: what was brought before somebody higher, then by who has to act.
PLACES = {
    FindingStatus.ESCALATED: 0,
    FindingStatus.OPEN: 1,
    FindingStatus.PLANNED: 2,
    FindingStatus.RECTIFIED: 3,
    FindingStatus.CLOSED: 4,
}


@dataclass(frozen=True)
class FindingFilter:
    """What the address asks for; a word that is none of ours finds nothing."""

    region: str = ""
    park: str = ""
    severity: str = ""
    status: str = ""
    overdue: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> FindingFilter:
        words = {
            name: asked.get(name, "").strip().replace("\0", "")[:40]
            for name in ("region", "park", "severity", "status")
        }
        return cls(**words, overdue=asked.get("overdue", "") in {"1", "on", "true"})

    @property
    def is_narrowing(self) -> bool:
        return self != FindingFilter()


@dataclass(frozen=True)
class StatusCount:
    """How many findings stand at a status."""

    status: str
    label: str
    count: int


@dataclass(frozen=True)
class MonthOfNotices:
    """How many notices of a month were issued, and how many of them late."""

    period: str
    issued: int
    late: int


@dataclass(frozen=True)
class SupervisionBoard:
    """The findings under the filters, how many stand where, the newest rounds and months of notices."""

    wanted: FindingFilter
    page: Page[Finding]
    statuses: Sequence[StatusCount]
    overdue: int
    rounds: Sequence[SupervisionRound]
    months: Sequence[MonthOfNotices]
    regions: Sequence[Region]
    may_open_round: bool
    may_issue_notice: bool

    @property
    def severities(self) -> list[tuple[str, str]]:
        return [(one.value, str(one.label)) for one in Severity]

    @cached_property
    def unclosed(self) -> int:
        return sum(one.count for one in self.statuses if one.status != FindingStatus.CLOSED)


def findings_seen_by(user: User) -> FindingQuerySet:
    """Return the findings that a person may see: what is to be done first, then by deadline."""
    place = Case(
        *[When(status=status, then=Value(place)) for status, place in PLACES.items()],
        output_field=IntegerField(),
    )
    seen = Finding.objects.filter(may_view_finding(user))
    return seen.annotate(place=place).order_by("place", "due_on", "park__code", "code")


def findings_found(user: User, wanted: FindingFilter) -> FindingQuerySet:
    """Return what a person may see of what they ask for."""
    found = _narrowed(findings_seen_by(user), wanted)
    return found.filter(status=wanted.status) if wanted.status else found


def supervision_page(user: User, wanted: FindingFilter, *, number: str = "1") -> SupervisionBoard:
    """Collect the board, in a constant number of queries."""
    statuses, overdue = _counted(_narrowed(Finding.objects.filter(may_view_finding(user)), wanted))
    rounds = SupervisionRound.objects.filter(may_view_round(user)).for_display()
    return SupervisionBoard(
        wanted=wanted,
        page=Paginator(findings_found(user, wanted).for_display(), PER_PAGE).get_page(number),
        statuses=statuses,
        overdue=overdue,
        rounds=list(rounds[:MOST_ROUNDS]),
        months=_months(user),
        regions=list(Region.objects.filter(may_view_region(user))),
        may_open_round=Region.objects.filter(may_open_round(user)).exists(),
        may_issue_notice=Park.objects.filter(may_issue_notice(user)).exists(),
    )


def _narrowed(findings: FindingQuerySet, wanted: FindingFilter) -> FindingQuerySet:
    """Narrow by all but the status, which the counts are by."""
    if wanted.region:
        findings = findings.filter(park__in=Park.objects.below(wanted.region))
    if wanted.park:
        findings = findings.filter(park__code=wanted.park.upper())
    if wanted.severity:
        findings = findings.filter(severity=wanted.severity)
    return findings.overdue() if wanted.overdue else findings


def _counted(findings: FindingQuerySet) -> tuple[list[StatusCount], int]:
    late = Q(due_on__lt=clock.today()) & ~Q(status=FindingStatus.CLOSED)
    rows = (
        findings.order_by()
        .values("status")
        .annotate(count=Count("pk"), late=Count("pk", filter=late))
    )
    counted = {row["status"]: row["count"] for row in rows}
    statuses = [
        StatusCount(status.value, str(status.label), counted.get(status, 0)) for status in PLACES
    ]
    return statuses, sum(row["late"] for row in rows)


def _months(user: User) -> list[MonthOfNotices]:
    notices = MonthlyNotice.objects.filter(may_view_notice(user), issued_at__isnull=False)
    rows = (
        notices.order_by("-period__ends_on")
        .values("period__code", "period__ends_on")
        .annotate(issued=Count("pk"), late=Count("pk", filter=Q(issued_on__gt=F("due_on"))))
    )
    return [
        MonthOfNotices(row["period__code"], row["issued"], row["late"])
        for row in rows[:MOST_MONTHS]
    ]
