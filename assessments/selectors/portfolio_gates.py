"""Which gates are open in a whole portfolio, as selectors.gates says of each park, from narrow rows of all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from assessments.choices import Outcome
from assessments.framework_file import spec_of
from assessments.models import FrameworkVersion
from assessments.selectors.as_of import known_readings, known_steps
from assessments.selectors.gate_records import month_of, quarter_code
from assessments.selectors.gate_words import gate_part
from assessments.selectors.gates import MONTHS_OF_A_QUARTER
from assessments.selectors.headlines import scored_at
from assessments.selectors.in_force import InForce, in_force_for
from assessments.selectors.portfolio_shown import Shown
from governance.choices import ReportStatus
from governance.models import StageReport
from parks.choices import Frequency
from parks.models import Park, Period

QUARTERS_LOOKED_BACK = 12
"""How many ended quarters are looked at; no gate asks for more in a row."""

Quarter = tuple[int, int]
"""A park's id and the last month of a quarter."""


@dataclass(frozen=True)
class OpenGate:
    """A gate whose rules hold over the quarters asked for, the last of which is `period`."""

    park_id: int
    code: str
    from_stage: str
    to_stage: str
    period: str


@dataclass(frozen=True)
class _Records:
    """What is on record of the parks whose rules held in a quarter that can end a window."""

    in_force: InForce
    day: date
    last_due: int
    stages: dict[int, str]
    held: dict[Quarter, tuple[str, int]]
    accepted: frozenset[Quarter]
    scored: frozenset[tuple[int, int, str]]
    versions: dict[int, FrameworkVersion]
    texts: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)
    late: dict[int, int] = field(default_factory=dict)

    def gate(self, park: Park) -> OpenGate | None:
        """Return the gate ahead of a park where it is open."""
        stage = self.stages.get(park.pk, "")
        version = self.in_force.version(park, self.day) if stage else None
        part = gate_part(spec_of(version), stage) if version else None
        if version is None or part is None:
            return None
        end = self.late.get(park.pk, self.last_due)
        months = [end - MONTHS_OF_A_QUARTER * back for back in range(part.quarters)]
        wanted = self._rules(version.pk, stage)
        if all(self._counts(park.pk, month, stage, wanted) for month in months):
            return OpenGate(park.pk, park.code, stage, part.to_stage, quarter_code(end))
        return None

    def _counts(self, park: int, month: int, stage: str, wanted: tuple[str, ...]) -> bool:
        """Whether every rule held in a quarter that counts: reported, up to date, same stage, same rules."""
        read = self.held.get((park, month))
        return (
            read is not None
            and read[0] == stage
            and (park, month) in self.accepted
            and (park, month, stage) in self.scored
            and self._rules(read[1], stage) == wanted
        )

    def _rules(self, version: int, stage: str) -> tuple[str, ...]:
        key = (version, stage)
        if key not in self.texts:
            part = gate_part(spec_of(self.versions[version]), stage)
            self.texts[key] = tuple(one.rule for one in part.rules) if part else ()
        return self.texts[key]


def open_gates(shown: Shown) -> tuple[OpenGate, ...]:
    """Return the open gates of the portfolio's parks as of its day, by the codes of the parks; in a constant number of queries."""
    day = shown.filters.as_of.today
    quarters = _recent_quarters(day)
    last_due = _last_due(quarters, day)
    ends = [one for one in quarters if month_of(one.ends_on) >= last_due]
    parks = _candidates(shown, ends)
    records = _records(shown, parks, quarters, last_due)
    found = (records.gate(park) for park in parks)
    return tuple(one for one in found if one is not None)


def _recent_quarters(day: date) -> list[Period]:
    ended = Period.objects.ended(day).filter(every=Frequency.QUARTER)
    return list(ended.order_by("-ends_on")[:QUARTERS_LOOKED_BACK])


def _last_due(quarters: Iterable[Period], day: date) -> int:
    past = [month_of(one.ends_on) for one in quarters if one.due_on < day]
    return max(past, default=month_of(day) // 3 * 3 - 1)


def _candidates(shown: Shown, ends: Collection[Period]) -> list[Park]:
    """Return the parks whose rules all held in a quarter with which a window can end."""
    readings = known_readings(shown.moment).filter(period__in=ends, outcome=Outcome.HOLDS)
    parks = shown.parks().filter(pk__in=readings.order_by().values("park"))
    return list(parks.only("code", "region_id").order_by("code"))


def _records(
    shown: Shown, parks: Collection[Park], quarters: Collection[Period], last_due: int
) -> _Records:
    ids = {park.pk for park in parks}
    moment, in_force = shown.moment, in_force_for(parks)
    asked = [gate.quarters for one in in_force.versions.values() for gate in spec_of(one).gates]
    first = last_due - MONTHS_OF_A_QUARTER * max(asked, default=1)
    months = {one.pk: month for one in quarters if (month := month_of(one.ends_on)) > first}
    of_window = {"park__in": ids, "period__in": months}
    readings = known_readings(moment).filter(**of_window, outcome=Outcome.HOLDS).order_by()
    held = {
        (park, months[period]): (stage, version)
        for park, period, stage, version in readings.values_list(
            "park_id", "period_id", "from_stage", "version_id"
        )
    }
    of_readings = {version for _stage, version in held.values()}
    until = Q(accepted_at__lte=moment) if moment else Q()
    reports = StageReport.objects.filter(until, **of_window, status=ReportStatus.ACCEPTED)
    accepted = frozenset(
        (park, months[period])
        for park, period in reports.order_by().values_list("park_id", "period_id")
    )
    standing = scored_at(moment).filter(**of_window).order_by()
    scored = list(standing.values_list("park_id", "period_id", "stage", "is_stale"))
    steps = known_steps(moment).filter(park__in=ids).order_by("entered_on", "pk")
    ever_scored = {(park, months[period]) for park, period, _stage, _is_stale in scored}
    late = sorted(one for one in accepted & ever_scored if one[1] > last_due)
    return _Records(
        in_force=in_force,
        day=shown.filters.as_of.today,
        last_due=last_due,
        stages=dict(steps.values_list("park_id", "stage")),
        held=held,
        accepted=accepted,
        scored=frozenset(
            (park, months[period], stage)
            for park, period, stage, is_stale in scored
            if moment is not None or not is_stale
        ),
        versions=in_force.versions | FrameworkVersion.objects.in_bulk(of_readings),
        late=dict(late),
    )
