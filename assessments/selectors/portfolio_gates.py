"""Which gates are open in a whole portfolio, as selectors.gates says of each park, from narrow rows of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessments.choices import Outcome
from assessments.framework_file import spec_of
from assessments.framework_file.parts import GatePart
from assessments.models import FrameworkVersion
from assessments.selectors.as_of import known_readings, known_steps
from assessments.selectors.gate_records import month_of, quarter_code
from assessments.selectors.gate_words import gate_part
from assessments.selectors.gates import MONTHS_OF_A_QUARTER
from assessments.selectors.headlines import scored_at
from assessments.selectors.in_force import InForce, versions_everywhere
from assessments.selectors.portfolio_shown import Shown
from governance.choices import ReportStatus
from governance.models import StageReport
from parks.choices import Frequency
from parks.models import Period

SAME_QUARTER = {"park": OuterRef("park"), "period": OuterRef("period")}
QUARTERS_LOOKED_BACK = 12
"""How many ended quarters are looked at; no gate asks for more in a row."""


@dataclass(frozen=True)
class OpenGate:
    """A gate whose rules hold over the quarters asked for, the last of which is `period`."""

    park_id: int
    code: str
    from_stage: str
    to_stage: str
    period: str


class _Park(NamedTuple):
    """What has to be known of a park itself."""

    pk: int
    code: str
    region: int


Held = dict[_Park, dict[int, tuple[str, int]]]
"""For each park, by the last month of a quarter that counts and in which every rule held, its stage and version."""


@dataclass(frozen=True)
class _Rules:
    """What versions ask of a gate and which of them is in force, each looked up once."""

    in_force: InForce
    day: date
    versions: Mapping[int, FrameworkVersion]
    of_regions: dict[int, FrameworkVersion | None] = field(default_factory=dict)
    gates: dict[tuple[int, str], GatePart | None] = field(default_factory=dict)

    def version(self, park: _Park) -> FrameworkVersion | None:
        """Return the version in force for a park; without assignments of its own it is that of its region."""
        if park.pk in self.in_force.of_parks:
            return self.in_force.version_at(park.pk, park.region, self.day)
        if park.region not in self.of_regions:
            found = self.in_force.version_at(park.pk, park.region, self.day)
            self.of_regions[park.region] = found
        return self.of_regions[park.region]

    def gate(self, version: int, stage: str) -> GatePart | None:
        key = (version, stage)
        if key not in self.gates:
            self.gates[key] = gate_part(spec_of(self.versions[version]), stage)
        return self.gates[key]

    def asks_the_same(self, gate: GatePart, read: tuple[str, int] | None) -> bool:
        """Whether a quarter counts for a gate: every rule held in it, and they were the same rules."""
        other = self.gate(read[1], read[0]) if read and read[0] == gate.from_stage else None
        if other is None or other is gate:
            return other is gate
        return [one.rule for one in other.rules] == [one.rule for one in gate.rules]


def open_gates(shown: Shown) -> tuple[OpenGate, ...]:
    """Return the open gates of the portfolio's parks as of its day, by the codes of the parks; in at most eight queries."""
    day = shown.filters.as_of.today
    quarters = _recent_quarters(day)
    in_force, last_due = versions_everywhere(), _last_due(quarters, day)
    asked = [gate.quarters for one in in_force.versions.values() for gate in spec_of(one).gates]
    first = last_due - MONTHS_OF_A_QUARTER * max(asked, default=1)
    months = {one.pk: month for one in quarters if (month := month_of(one.ends_on)) > first}
    held = _held(shown, months)
    read_by = {version for read in held.values() for _stage, version in read.values()}
    others = FrameworkVersion.objects.in_bulk(read_by - in_force.versions.keys())
    rules = _Rules(in_force, day, in_force.versions | others)
    late = _late(shown, {pk: month for pk, month in months.items() if month > last_due})
    return tuple(sorted(_open(held, rules, late, last_due), key=lambda one: one.code))


def _recent_quarters(day: date) -> list[Period]:
    ended = Period.objects.ended(day).filter(every=Frequency.QUARTER)
    return list(ended.order_by("-ends_on")[:QUARTERS_LOOKED_BACK])


def _last_due(quarters: Iterable[Period], day: date) -> int:
    past = [month_of(one.ends_on) for one in quarters if one.due_on < day]
    return max(past, default=month_of(day) // 3 * 3 - 1)


def _held(shown: Shown, months: Mapping[int, int]) -> Held:
    """Return the quarters in which every rule held of the gate that lies ahead now, reported and scored up to date."""
    moment = shown.moment
    steps = known_steps(moment).order_by("entered_on", "pk")
    stages = dict(steps.values_list("park_id", "stage"))
    up_to_date = Q() if moment else Q(is_stale=False)
    scored = scored_at(moment).filter(up_to_date, stage=OuterRef("from_stage"), period__in=months)
    readings = known_readings(moment).filter(
        Exists(_accepted(moment).filter(**SAME_QUARTER, period__in=months)),
        Exists(scored.filter(**SAME_QUARTER)),
        period__in=months,
        outcome=Outcome.HOLDS,
    )
    found: Held = {}
    rows = shown.narrowed(readings, shown.parks()).order_by()
    columns = ("park_id", "park__code", "park__region_id", "period_id", "from_stage", "version_id")
    for park, code, region, period, stage, version in rows.values_list(*columns):
        if stages.get(park) == stage:
            found.setdefault(_Park(park, code, region), {})[months[period]] = (stage, version)
    return found


def _late(shown: Shown, months: Mapping[int, int]) -> dict[int, int]:
    """Return the latest of some quarters that each park has reported and that was ever scored: its window ends there."""
    scored = scored_at(shown.moment).filter(**SAME_QUARTER)
    reports = _accepted(shown.moment).filter(Exists(scored), period__in=months)
    rows = shown.narrowed(reports, shown.parks()).order_by("period__ends_on")
    return {park: months[period] for park, period in rows.values_list("park_id", "period_id")}


def _accepted(moment: datetime | None) -> QuerySet[StageReport]:
    until = Q(accepted_at__lte=moment) if moment else Q()
    return StageReport.objects.filter(until, status=ReportStatus.ACCEPTED)


def _open(held: Held, rules: _Rules, late: Mapping[int, int], last_due: int) -> Iterator[OpenGate]:
    for park, read in held.items():
        end = late.get(park.pk, last_due)
        version = rules.version(park) if end in read else None
        gate = rules.gate(version.pk, read[end][0]) if version else None
        if gate is None:
            continue
        window = [end - MONTHS_OF_A_QUARTER * back for back in range(gate.quarters)]
        if all(rules.asks_the_same(gate, read.get(month)) for month in window):
            yield OpenGate(park.pk, park.code, gate.from_stage, gate.to_stage, quarter_code(end))
