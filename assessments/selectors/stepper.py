"""The path of a park as steps with the gates between them, and the rules of the gate ahead in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import clock
from accounts.templatetags.page import exact, listed, named, percent, period_name
from assessments.choices import Outcome
from assessments.framework_file import FrameworkFile
from assessments.selectors.gates import GateState, RuleQuarter, RuleState
from governance.choices import Stage
from governance.models import GateDecision, PathStep
from parks.models.naming import in_language

PASSED, NOW, COMING = "passed", "now", "todo"
OPEN, AHEAD = "open", "ahead"


@dataclass(frozen=True)
class GateMark:
    """The gate behind a stage: passed, open, fails, undecided or ahead; `words` say how it stands."""

    state: str
    words: str = ""


@dataclass(frozen=True)
class StageStep:
    """One stage of the stepper: passed, now or still to come, with the gate that leads out of it."""

    code: str
    title: str
    entered_on: date | None
    state: str
    gate: GateMark = GateMark(AHEAD)


@dataclass(frozen=True)
class RuleRow:
    """One rule of the gate ahead: what came of it, `by` how much, what is missing, and its quarters.

    `failed_in` names the last quarter in which it failed, where it holds again since.
    """

    title: str
    in_words: str
    outcome: str
    value: str
    by: str
    missing: tuple[str, ...]
    quarters: tuple[tuple[str, str, str], ...]
    failed_in: str = ""

    @property
    def quarters_told(self) -> str:
        """What came of it, quarter by quarter, in words."""
        return listed(named(period, _told(outcome, why)) for period, outcome, why in self.quarters)


def stepper(
    steps: Sequence[PathStep],
    file: FrameworkFile | None,
    gate: GateState | None = None,
    decided: GateDecision | None = None,
    day: date | None = None,
) -> list[StageStep]:
    """Return the stages of the path with what the park has passed (by a day); empty where there is no path.

    `gate` is the one ahead, `decided` what was last decided on it.
    """
    if not steps:
        return []
    day = day or clock.today()
    titles = {one.code: in_language(dict(one.title)) for one in file.stages} if file else {}
    entered = {step.stage: step.entered_on for step in steps}
    order = Stage.values
    begun = [step for step in steps if step.entered_on <= day] or list(steps[:1])
    now = order.index(begun[-1].stage)
    found = []
    for place, code in enumerate(order[:-1]):
        state = NOW if place == now else PASSED if place < now else COMING
        title = titles.get(code) or str(Stage(code).label)
        mark = _mark(state, entered.get(order[place + 1]), gate, decided)
        found.append(StageStep(code, title, entered.get(code), state, mark))
    return found


def _mark(
    state: str, left_on: date | None, gate: GateState | None, decided: GateDecision | None
) -> GateMark:
    if state == PASSED:
        return GateMark(PASSED)
    if state == COMING:
        return GateMark(AHEAD)
    if left_on is not None:
        return GateMark(PASSED, _("Gate passed; the next stage begins the day after."))
    if gate is None:
        return GateMark(AHEAD)
    words = _gate_words(gate)
    if decided is not None:
        told = _("%(words)s Last decision: %(verdict)s.")
        words = told % {"words": words, "verdict": decided.get_verdict_display()}
    return GateMark(OPEN if gate.is_open else _state(gate.outcome), words)


def _state(outcome: str) -> str:
    return str(outcome) if outcome != Outcome.HOLDS else OPEN


def _gate_words(gate: GateState) -> str:
    """Say how a gate stands: how many rules hold, and for how long they are asked to."""
    if gate.is_open:
        return _("The gate is open: all its rules hold.")
    total = len(gate.rules)
    held = sum(one.outcome == Outcome.HOLDS for one in gate.rules)
    text = ngettext(
        "Gate: %(held)s of %(total)s rule holds. %(why)s",
        "Gate: %(held)s of %(total)s rules hold. %(why)s",
        total,
    )
    return text % {"held": held, "total": total, "why": _in_the_way(gate)}


def _in_the_way(gate: GateState) -> str:
    """Say which rule is the first in the way, and by how much it fails or what it misses."""
    rule = gate.first_in_the_way
    if rule is None:
        return ""
    title = rule.title or rule.in_words
    decisive = _decisive(rule)
    missing = _("; ").join(in_language(dict(one.titles)) for one in rule.missing)
    if rule.outcome == Outcome.FAILS and decisive is not None:
        told = {"rule": title, "by": _size(rule, decisive), "period": period_name(decisive.period)}
        if not told["by"]:
            return _("“%(rule)s” fails in %(period)s.") % told
        return _("“%(rule)s” fails in %(period)s by %(by)s.") % told
    if missing:
        text = _("“%(rule)s” cannot be decided; missing: %(names)s.")
        return text % {"rule": title, "names": missing}
    return _("“%(rule)s” cannot be decided.") % {"rule": title}


def rule_rows(gate: GateState) -> Iterator[RuleRow]:
    """Yield the rules of a gate in the order of its framework."""
    for rule in gate.rules:
        decisive = _decisive(rule)
        is_past = decisive is not None and decisive is not rule.latest
        yield RuleRow(
            title=rule.title or rule.in_words,
            in_words=rule.in_words if rule.title else "",
            outcome=str(rule.outcome),
            value=_amount(rule, rule.value),
            by=_size(rule, decisive),
            failed_in=str(period_name(decisive.period)) if decisive and is_past else "",
            missing=tuple(in_language(dict(one.titles)) for one in rule.missing),
            quarters=tuple(
                (str(period_name(one.period)), one.outcome, one.why) for one in rule.quarters
            ),
        )


def _told(outcome: str, why: str) -> str:
    if outcome == Outcome.UNDECIDED:
        words = _("cannot be decided")
        return named(words, why) if why else words
    return _("holds") if outcome == Outcome.HOLDS else _("fails")


def _decisive(rule: RuleState) -> RuleQuarter | None:
    """Return the quarter that tells how a rule stands: the last one in which it fails, else the latest."""
    failing = [one for one in rule.quarters if one.outcome == Outcome.FAILS]
    return failing[-1] if failing else rule.latest


def _size(rule: RuleState, quarter: RuleQuarter | None) -> str:
    margin = quarter.margin if quarter else None
    return _amount(rule, None if margin is None else abs(margin))


def _amount(rule: RuleState, value: float | None) -> str:
    if value is None:
        return ""
    if rule.words.is_share:
        return percent(value)
    rounded = exact(round(value, 2))
    if not rule.unit:
        return rounded
    return _("%(value)s %(unit)s") % {"value": rounded, "unit": rule.unit}
