"""How parks stand before the gate ahead of them: every rule over the quarters asked for.

    gate_of(park, known_at=None)       # GateState, or None where no gate lies ahead
    gates_of(parks, known_at=None)     # the same of many parks by id, in a constant number of queries

The quarters asked for are consecutive and end with the later of the park's headline quarter and the last one past its due
date. A quarter counts if it is scored and up to date, its own quarter report is accepted, and it was read under the same
stage and the same rules; any other leaves the rules undecided, with the reason: a gate never opens for want of facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from assessments.choices import Outcome
from assessments.models import FrameworkVersion, GateReading
from assessments.selectors.gate_records import GateRecords, load_records, quarter_code
from assessments.selectors.gate_words import GateWords, NamedValue, RuleWords
from parks.models import Park
from parks.models.indicators import unit_beside
from parks.models.naming import in_language

MONTHS_OF_A_QUARTER: Final = 3
NOT_SCORED, NO_REPORT = "not_scored", "no_accepted_report"
OTHER_VERSION, OTHER_STAGE = "other_version", "other_stage"
WHY_NONE: Final = {
    NOT_SCORED: _("The quarter is not scored, or not up to date."),
    NO_REPORT: _("The report of the quarter is not accepted."),
    OTHER_VERSION: _("The quarter was read under other rules."),
    OTHER_STAGE: _("The park was at another stage."),
}


@dataclass(frozen=True)
class QuarterReading:
    """One quarter of the window: its reading where it counts, else why it does not (a key of WHY_NONE)."""

    period: str
    reading: GateReading | None = None
    why_none: str = ""

    @property
    def why(self) -> str:
        return str(WHY_NONE[self.why_none]) if self.why_none else ""

    @property
    def outcome(self) -> str:
        return self.reading.outcome if self.reading else Outcome.UNDECIDED

    def rule(self, place: int) -> Mapping[str, Any] | None:
        """Return what came of a rule, None where the quarter does not count."""
        return self.reading.rules[place] if self.reading else None


@dataclass(frozen=True)
class RuleQuarter:
    """What came of one rule in one quarter; `margin` is positive where it holds and negative where it fails."""

    period: str
    outcome: str
    margin: float | None
    missing: tuple[NamedValue, ...]
    why_none: str = ""

    @property
    def why(self) -> str:
        return str(WHY_NONE[self.why_none]) if self.why_none else ""


@dataclass(frozen=True)
class RuleState:
    """One rule over the window, oldest quarter first."""

    words: RuleWords
    quarters: tuple[RuleQuarter, ...]
    read: tuple[tuple[NamedValue, int, float | None], ...] = ()

    @property
    def rule(self) -> str:
        return self.words.rule

    @property
    def title(self) -> str:
        return in_language(dict(self.words.titles))

    @property
    def in_words(self) -> str:
        return in_language(dict(self.words.in_words))

    @property
    def unit(self) -> str:
        """The unit of what it compares, as it stands beside a number."""
        return unit_beside(self.words.units)

    @property
    def outcome(self) -> Outcome:
        return joined(one.outcome for one in self.quarters)

    @property
    def latest(self) -> RuleQuarter | None:
        return self.quarters[-1] if self.quarters else None

    @property
    def margin(self) -> float | None:
        """By how much the rule holds or fails in the latest quarter."""
        return self.latest.margin if self.latest else None

    @property
    def missing(self) -> tuple[NamedValue, ...]:
        """What is missing in any quarter of the window, each once."""
        return tuple({one.name: one for held in self.quarters for one in held.missing}.values())

    @property
    def value(self) -> float | None:
        """The first value that the rule reads, in the latest quarter."""
        return self.read[0][2] if self.read else None


@dataclass(frozen=True)
class GateState:
    """A park before a gate: the window of quarters and every rule over it."""

    park_id: int
    version: FrameworkVersion
    words: GateWords
    window: tuple[QuarterReading, ...]
    rules: tuple[RuleState, ...]

    @property
    def from_stage(self) -> str:
        return self.words.from_stage

    @property
    def to_stage(self) -> str:
        return self.words.to_stage

    @property
    def from_title(self) -> str:
        return in_language(dict(self.words.from_titles))

    @property
    def to_title(self) -> str:
        return in_language(dict(self.words.to_titles))

    @property
    def quarters(self) -> int:
        """For how many quarters in a row the rules have to hold."""
        return self.words.quarters

    @property
    def period(self) -> str:
        """The last quarter of the window."""
        return self.window[-1].period

    @property
    def outcome(self) -> Outcome:
        return joined(one.outcome for one in self.rules)

    @property
    def is_open(self) -> bool:
        """Whether every rule holds in every quarter asked for."""
        return bool(self.rules) and self.outcome == Outcome.HOLDS

    @property
    def held_for(self) -> int:
        """For how many quarters up to the latest all rules hold."""
        count = 0
        for one in reversed(self.window):
            if one.outcome != Outcome.HOLDS:
                break
            count += 1
        return count

    @property
    def first_in_the_way(self) -> RuleState | None:
        """The first rule that does not hold over the window; failing ones before undecided ones."""
        waiting = [one for one in self.rules if one.outcome != Outcome.HOLDS]
        failing = [one for one in waiting if one.outcome == Outcome.FAILS]
        return next(iter([*failing, *waiting]), None)


def joined(outcomes: Iterable[str]) -> Outcome:
    """Return what several outcomes come to: one that fails decides, then one that cannot be decided."""
    held = set(outcomes)
    if Outcome.FAILS in held:
        return Outcome.FAILS
    return Outcome.HOLDS if held == {Outcome.HOLDS} else Outcome.UNDECIDED


def gate_of(park: Park, *, known_at: datetime | None = None) -> GateState | None:
    """Return how a park stands before the gate ahead of it, now or as it was known at a moment; None without one."""
    return gates_of([park], known_at=known_at).get(park.pk)


def gates_of(parks: Iterable[Park], *, known_at: datetime | None = None) -> dict[int, GateState]:
    """Return the gates ahead of parks by their ids; parks without one are left out."""
    parks = list(parks)
    records = load_records(parks, known_at)
    states = {}
    for park in parks:
        found = records.gate(park)
        if found is not None:
            version, words = found
            states[park.pk] = _state(park, version, words, records)
    return states


def _state(
    park: Park, version: FrameworkVersion, words: GateWords, records: GateRecords
) -> GateState:
    end = records.window_end(park)
    months = [end - MONTHS_OF_A_QUARTER * back for back in reversed(range(words.quarters))]
    window = tuple(_quarter(park, month, words, records) for month in months)
    rules = tuple(_rule(place, rule, window) for place, rule in enumerate(words.rules))
    return GateState(park.pk, version, words, window, rules)


def _quarter(park: Park, month: int, words: GateWords, records: GateRecords) -> QuarterReading:
    """Return the reading of a quarter where it counts, else the reason why it does not."""
    key = (park.pk, month)
    reading, scored = records.readings.get(key), records.scored.get(key)
    stage = reading.from_stage if reading else scored.stage if scored else ""
    texts = tuple(one["rule"] for one in reading.rules) if reading else ()
    reasons = (
        (key not in records.accepted, NO_REPORT),
        (scored is None, NOT_SCORED),
        (stage != words.from_stage, OTHER_STAGE),
        (reading is None or scored is None or not scored.is_up_to_date, NOT_SCORED),
        (texts != words.texts, OTHER_VERSION),
    )
    why = next((code for is_so, code in reasons if is_so), "")
    return QuarterReading(quarter_code(month), None if why else reading, why)


def _rule(place: int, words: RuleWords, window: tuple[QuarterReading, ...]) -> RuleState:
    quarters = tuple(_rule_quarter(one, one.rule(place), words) for one in window)
    latest = window[-1].rule(place)
    read = [
        (words.names[one["name"]], one["back"], one["value"])
        for one in (latest["read"] if latest else ())
    ]
    return RuleState(words, quarters, tuple(read))


def _rule_quarter(
    quarter: QuarterReading, held: Mapping[str, Any] | None, words: RuleWords
) -> RuleQuarter:
    if held is None:
        return RuleQuarter(quarter.period, Outcome.UNDECIDED, None, (), quarter.why_none)
    missing = tuple(words.names[name] for name in held["missing"])
    return RuleQuarter(quarter.period, held["outcome"], held["margin"], missing)
