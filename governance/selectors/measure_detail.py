"""What the page of a measure shows: the figure of a park and period, what was accepted, and the records behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from accounts.models import User
from governance.choices import ReportStatus
from governance.measures import MEASURES
from governance.models import Entry, StageReport
from governance.permissions import may_view_drafts
from governance.selectors.measure_rows import MeasureRow, measure_rows
from governance.selectors.measure_words import entry_words, figure_words
from governance.selectors.report_detail import difference
from parks.choices import MissingReason
from parks.measures import Figure, Measure
from parks.models import Indicator, Observation, Park, Period
from parks.permissions import may_view_facts

NOT_FOR_ALL: Final = frozenset({"findings", "notices", "rounds", "reports"})
"""Of these, whoever only reads accepted facts does not see all: how many there are now is not theirs to know."""


@dataclass(frozen=True)
class Said:
    """What is said of a park in a period: a value or the reason for none, and what it is made of, in words."""

    value: float | None
    missing_reason: str
    part: float | None
    whole: float | None
    words: str

    @property
    def reason(self) -> str:
        return str(MissingReason(self.missing_reason).label) if self.missing_reason else ""


@dataclass(frozen=True)
class Accepted:
    """The fact of record, with the report that brought it; none where it was taken in as history."""

    said: Said
    observation: Observation
    report: StageReport | None


@dataclass(frozen=True)
class MeasureDetail:
    """A measure of a park in a period, as far as a person may see it. `unseen` records count and are not named."""

    park: Park
    period: Period
    indicator: Indicator
    register: str
    accepted: Accepted | None
    now: Said | None
    rows: Sequence[MeasureRow]
    unseen: int

    @property
    def said(self) -> Said | None:
        """What is said first: the fact of record, else what the registers say now."""
        return self.accepted.said if self.accepted else self.now

    @property
    def differs(self) -> bool:
        """Whether the registers now say something else than what was accepted."""
        if self.accepted is None or self.now is None:
            return False
        before, now = self.accepted.said, self.now
        return (before.value is None) != (now.value is None) or bool(self.change)

    @property
    def change(self) -> float | None:
        """By how much the registers now differ from what was accepted."""
        if self.accepted is None or self.now is None:
            return None
        before, now = self.accepted.said.value, self.now.value
        return None if before is None or now is None else difference(now, before)

    @property
    def has_amounts(self) -> bool:
        """Whether the records count with amounts, and not just as one or none."""
        return any(row.whole != 1.0 or row.part not in {0.0, 1.0} for row in self.rows)


def find_measure(user: User, code: str, indicator: str, period: str) -> MeasureDetail | None:
    """Return the measure that an address names, as far as the person may see it; None where there is none."""
    measure = MEASURES.get(indicator)
    park = Park.objects.filter(may_view_facts(user), code=code).first()
    measured = Indicator.objects.filter(code=indicator).first()
    if measure is None or park is None or measured is None:
        return None
    asked = Period.objects.filter(code=period, every=measured.every).first()
    return None if asked is None else measure_detail(measure, measured, park, asked, user)


def measure_detail(
    measure: Measure, indicator: Indicator, park: Park, period: Period, user: User
) -> MeasureDetail | None:
    """Collect what a person may see of a measure; None where nothing is accepted and drafts are not theirs to see."""
    accepted = _accepted(indicator, park, period)
    sees_drafts = Park.objects.filter(may_view_drafts(user), pk=park.pk).exists()
    if accepted is None and not sees_drafts:
        return None
    figure = measure.figures([park.pk], period)[park.pk]
    rows = measure_rows(measure.register, figure.records, park, user)
    sees_all = sees_drafts or measure.register not in NOT_FOR_ALL
    return MeasureDetail(
        park=park,
        period=period,
        indicator=indicator,
        register=measure.register,
        accepted=accepted,
        now=_said_now(measure, indicator, figure) if sees_all else None,
        rows=rows,
        unseen=len(figure.records) - len(rows) if sees_all else 0,
    )


def _said_now(measure: Measure, indicator: Indicator, figure: Figure) -> Said:
    return Said(
        value=figure.value,
        missing_reason=indicator.reason_for_nothing if figure.value is None else "",
        part=figure.part,
        whole=figure.whole,
        words=figure_words(measure, figure.value, figure.part, figure.whole),
    )


def _accepted(indicator: Indicator, park: Park, period: Period) -> Accepted | None:
    observed = Observation.objects.current().filter(park=park, indicator=indicator, period=period)
    fact = observed.first()
    if fact is None:
        return None
    entry = _entry_of(fact)
    made_of = (entry.part, entry.whole) if entry else (None, None)
    words = entry_words(entry) if entry else ""
    said = Said(fact.value, fact.missing_reason, *made_of, words=words)
    return Accepted(said, fact, entry.report if entry else None)


def _entry_of(fact: Observation) -> Entry | None:
    """Return the last accepted entry that states a fact."""
    entries = Entry.objects.filter(observation=fact, report__status=ReportStatus.ACCEPTED)
    return entries.select_related("indicator", "report").order_by("-report__revision").first()
