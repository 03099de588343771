"""What is on record of parks and gates, loaded at once: stages, versions, reports, scored quarters and readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from accounts import clock
from assessments.framework_file import spec_of
from assessments.models import FrameworkVersion, GateReading
from assessments.selectors.as_of import known_readings, known_steps
from assessments.selectors.gate_words import GateWords, gate_part, gate_words
from assessments.selectors.headlines import scored_at
from assessments.selectors.in_force import InForce, in_force_for
from governance.choices import ReportStatus
from governance.models import StageReport
from parks.choices import Frequency
from parks.models import Park, Period

Quarter = tuple[int, int]
"""A park's id and the last month of a quarter as the engine counts."""


@dataclass(frozen=True)
class ScoredQuarter:
    """At which stage a quarter was scored, and whether its scores are up to date."""

    stage: str
    is_up_to_date: bool


@dataclass(frozen=True)
class GateRecords:
    """Everything that says how parks stand before their gates, at a moment or now."""

    today: date
    stages: dict[int, str]
    in_force: InForce
    last_due: int
    accepted: frozenset[Quarter]
    scored: dict[Quarter, ScoredQuarter]
    readings: dict[Quarter, GateReading]
    words: dict[tuple[int, str], GateWords | None] = field(default_factory=dict)

    def gate(self, park: Park) -> tuple[FrameworkVersion, GateWords] | None:
        """Return the gate that leads out of the latest stage entered, in the version in force."""
        stage = self.stages.get(park.pk, "")
        version = self.in_force.version(park, self.today) if stage else None
        if version is None:
            return None
        key = (version.pk, stage)
        if key not in self.words:
            file = spec_of(version)
            part = gate_part(file, stage)
            self.words[key] = gate_words(file, part) if part else None
        words = self.words[key]
        return (version, words) if words else None

    def window_end(self, park: Park) -> int:
        """Return the last month of the later of the park's headline quarter and the last one past its due date."""
        reported = [
            month for key, month in self.accepted if key == park.pk and (key, month) in self.scored
        ]
        return max([self.last_due, *reported])


def load_records(parks: Sequence[Park], known_at: datetime | None) -> GateRecords:
    """Load the records of some parks, in nine queries."""
    ids = {park.pk for park in parks}
    today = timezone.localdate(known_at) if known_at else clock.today()
    return GateRecords(
        today=today,
        stages=_latest_stages(ids, known_at),
        in_force=in_force_for(parks),
        last_due=_last_due(today),
        accepted=_accepted(ids, known_at),
        scored=_scored(ids, known_at),
        readings=_readings(ids, known_at),
    )


def quarter_code(last_month: int) -> str:
    """Return the code of the quarter that ends with a month: 2026-Q3."""
    return f"{last_month // 12}-Q{last_month % 12 // 3 + 1}"


def month_of(day: date) -> int:
    """Return the month of a day as the engine counts: year × 12 + month − 1."""
    return day.year * 12 + day.month - 1


def _latest_stages(ids: set[int], known_at: datetime | None) -> dict[int, str]:
    """Return the stage that each park entered last, be it from tomorrow on."""
    steps = known_steps(known_at).filter(park__in=ids).order_by("entered_on", "pk")
    return dict(steps.values_list("park_id", "stage"))


def _last_due(today: date) -> int:
    """Return the last month of the last quarter past its due date, by the calendar where there is none."""
    past = Period.objects.filter(every=Frequency.QUARTER, due_on__lt=today)
    last = past.order_by("-ends_on").values_list("ends_on", flat=True).first()
    if last is not None:
        return month_of(last)
    return month_of(today) // 3 * 3 - 1


def _accepted(ids: set[int], known_at: datetime | None) -> frozenset[Quarter]:
    until = Q(accepted_at__lte=known_at) if known_at else Q()
    reports = StageReport.objects.filter(
        until, park__in=ids, status=ReportStatus.ACCEPTED, period__every=Frequency.QUARTER
    ).order_by()
    rows = reports.values_list("park_id", "period__ends_on")
    return frozenset((park, month_of(end)) for park, end in rows)


def _scored(ids: set[int], known_at: datetime | None) -> dict[Quarter, ScoredQuarter]:
    """Return the scored quarters; of an earlier moment it is not known that scores were not up to date."""
    quarters = scored_at(known_at).filter(park__in=ids)
    fields = ("park_id", "period__ends_on", "stage", "is_stale")
    return {
        (park, month_of(end)): ScoredQuarter(stage, known_at is not None or not is_stale)
        for park, end, stage, is_stale in quarters.order_by().values_list(*fields)
    }


def _readings(ids: set[int], known_at: datetime | None) -> dict[Quarter, GateReading]:
    readings = known_readings(known_at).filter(park__in=ids).select_related("period").order_by("pk")
    return {(one.park_id, month_of(one.period.ends_on)): one for one in readings}
