"""The rules of a gate as the lines of a table: each quarter in words, what is missing and where it would come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from accounts.templatetags.page import NO_VALUE, exact
from assessments.choices import Outcome
from assessments.selectors.gate_words import NamedValue, RuleWords
from assessments.selectors.gates import RuleQuarter, RuleState
from parks.models.indicators import unit_beside
from parks.models.naming import in_language

DIGITS: Final = 2


@dataclass(frozen=True)
class Gap:
    """Something that is missing; `code` is the node or item that it is of."""

    title: str
    code: str


@dataclass(frozen=True)
class QuarterLine:
    """What came of a rule in one quarter, in words; `why` says why the quarter does not count at all."""

    period: str
    outcome: str
    words: str
    why: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class ValueRead:
    """A value that a rule read in the latest quarter; a dash where it is missing."""

    title: str
    amount: str


@dataclass(frozen=True)
class RuleLine:
    """One rule: its title, how it reads, what it comes to over the quarters asked for, and each of these."""

    title: str
    in_words: str
    outcome: str
    values: tuple[ValueRead, ...]
    quarters: tuple[QuarterLine, ...]

    @property
    def latest(self) -> QuarterLine:
        return self.quarters[-1]


def rule_lines(rules: Iterable[RuleState]) -> Iterator[RuleLine]:
    """Yield the lines of a gate's rules in their order."""
    for rule in rules:
        yield RuleLine(
            title=rule.title or rule.in_words,
            in_words=rule.in_words if rule.title else "",
            outcome=rule.outcome,
            values=tuple(_values_read(rule)),
            quarters=tuple(_quarter_line(rule.words, one) for one in rule.quarters),
        )


def _values_read(rule: RuleState) -> Iterator[ValueRead]:
    for name, back, value in rule.read:
        if not back:
            amount = NO_VALUE if value is None else amount_in_words(rule.words, value)
            yield ValueRead(in_language(dict(name.titles)), amount)


def _quarter_line(words: RuleWords, quarter: RuleQuarter) -> QuarterLine:
    gaps = tuple(Gap(in_language(dict(one.titles)), one.code) for one in quarter.missing)
    said = outcome_in_words(words, quarter.outcome, quarter.margin)
    return QuarterLine(quarter.period, quarter.outcome, said, quarter.why, gaps)


def outcome_in_words(words: RuleWords, outcome: str, margin: float | None) -> str:
    """Say what came of a rule and by how much: fails by 1.2 points."""
    if outcome == Outcome.UNDECIDED:
        return _("cannot be decided")
    holds = outcome == Outcome.HOLDS
    if margin is None or (holds and not margin):
        return _("holds") if holds else _("fails")
    amount = amount_in_words(words, abs(margin), is_difference=True)
    text = _("holds by %(amount)s") if holds else _("fails by %(amount)s")
    return text % {"amount": amount}


def amount_in_words(words: RuleWords, value: float, *, is_difference: bool = False) -> str:
    """Write a value of a rule, or its distance from the threshold, with its unit."""
    unit = unit_beside(words.units)
    if words.is_share:
        value, unit = value * 100, "%"
    if unit == "%" and is_difference:
        unit = _("percentage points")
    figure = exact(_short(value))
    if not unit:
        return figure
    bracketed = _("%(value)s (%(unit)s)")
    text = bracketed if unit[0].isdigit() else _("%(value)s %(unit)s")
    return text % {"value": figure, "unit": unit}


def _short(value: float) -> float:
    """Round to two decimals, or, where nothing would be left, to two digits that count."""
    rounded = round(value, DIGITS)
    return rounded if rounded or not value else float(f"{value:.{DIGITS}g}")


def frozen_rules(evaluation: Mapping[str, Any]) -> tuple[RuleState, ...]:
    """Return the rules of a decision as they were, from its frozen evaluation alone."""
    return tuple(
        _frozen_rule(place, held, evaluation["window"])
        for place, held in enumerate(evaluation["rules"])
    )


def _frozen_rule(place: int, held: Mapping[str, Any], window: list[dict[str, Any]]) -> RuleState:
    names = {
        name: NamedValue(name, name.split(".")[-1], titles)
        for name, titles in held["names"].items()
    }
    words = RuleWords(
        rule=held["rule"],
        titles=held["titles"],
        in_words=held["in_words"],
        units=held["units"],
        is_share=held["is_share"],
        names=names,
    )
    quarters = tuple(_frozen_quarter(place, one, words) for one in window)
    latest = window[-1]["rules"]
    read = latest[place]["read"] if latest else []
    return RuleState(
        words, quarters, tuple((names[one["name"]], one["back"], one["value"]) for one in read)
    )


def _frozen_quarter(place: int, quarter: Mapping[str, Any], words: RuleWords) -> RuleQuarter:
    if not quarter["rules"]:
        return RuleQuarter(quarter["period"], Outcome.UNDECIDED, None, (), quarter["why_none"])
    held = quarter["rules"][place]
    missing = tuple(words.names[name] for name in held["missing"])
    return RuleQuarter(quarter["period"], held["outcome"], held["margin"], missing)
