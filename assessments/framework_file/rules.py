"""Reads caps, gates and checks, and checks their rules against the names that each kind of rule may use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from assessments.framework_file.fields import Fields, each
from assessments.framework_file.parts import (
    CapPart,
    CheckPart,
    GatePart,
    GateRulePart,
    IndicatorPart,
    ItemPart,
    NodePart,
    StagePart,
)
from assessments.framework_file.problems import Problems
from engine.errors import EngineError
from engine.rules import Context, NameInfo, check, parse
from governance.choices import CheckLevel

MOST_OF_A_RULE: Final = 2000
MOST_QUARTERS: Final = 40


def read_caps(head: Fields, nodes: Sequence[NodePart]) -> tuple[CapPart, ...]:
    """Return the caps; their rules are checked with the spec."""
    inner = {node.code for node in nodes if node.indicator is None}
    found = []
    for cap in each(head.nodes("caps"), head.problems, "caps", ("node", "at", "when", "title")):
        node = cap.text("node", required=True)
        if node and node not in inner:
            message = _("“%(node)s” is no goal, category or concept of this framework.")
            cap.note("node", "node_unknown", message % {"node": node[:80]})
        found.append(
            CapPart(
                node=node,
                at=cap.number("at", low=0, high=100),
                when=cap.text("when", required=True, most=MOST_OF_A_RULE),
                title=cap.texts("title", required=True),
                line=cap.line_of("when"),
            )
        )
    return tuple(found)


def read_gates(head: Fields, stages: Sequence[StagePart]) -> tuple[GatePart, ...]:
    """Return the gates; each leads from a stage to the next one."""
    steps = {one.code: after.code for one, after in pairwise(stages)}
    found: list[GatePart] = []
    known = ("from", "to", "quarters", "rules")
    for gate in each(head.nodes("gates"), head.problems, "gates", known):
        start, end = gate.text("from", required=True), gate.text("to", required=True)
        gate.at(f"gates {start}")
        if start and end and steps.get(start) != end:
            message = _("A gate leads from a stage to the one that follows it.")
            gate.note("from", "gate_order", message)
        if start in {one.from_stage for one in found}:
            gate.note("from", "gate_duplicate", _("Two gates lead out of the same stage."))
        rules = gate.nodes("rules", required=True)
        found.append(
            GatePart(
                from_stage=start,
                to_stage=end,
                quarters=gate.whole("quarters", 1, low=1, high=MOST_QUARTERS),
                rules=tuple(
                    GateRulePart(
                        rule=rule.text("rule", required=True, most=MOST_OF_A_RULE),
                        title=rule.texts("title", required=True),
                        line=rule.line_of("rule"),
                    )
                    for rule in each(rules, head.problems, gate.place, ("rule", "title"))
                ),
                line=gate.line,
            )
        )
    return tuple(found)


def read_checks(head: Fields) -> tuple[CheckPart, ...]:
    """Return the checks on reports."""
    known = ("level", "rule", "missing", "fails_as")
    return tuple(
        CheckPart(
            level=one.choice("level", CheckLevel.values),
            rule=one.text("rule", required=True, most=MOST_OF_A_RULE),
            missing_fails=one.choice("missing", ("skip", "fail"), "skip") == "fail",
            fails_as=one.texts("fails_as", required=True),
            line=one.line_of("rule"),
        )
        for one in each(head.nodes("checks"), head.problems, "checks", known)
    )


def check_rules(
    problems: Problems,
    measures: Collection[ItemPart | IndicatorPart],
    nodes: Sequence[NodePart],
    gates: Sequence[GatePart],
    checks: Sequence[CheckPart],
) -> None:
    """Note every problem of the rules of gates and checks, each at its line."""
    values = {one.code: NameInfo(unit=one.unit, every=one.every) for one in measures}
    by_quarter = {one.code: NameInfo(unit=one.unit) for one in measures}
    scores = {f"score.{node.code}": NameInfo(unit="points") for node in nodes}
    shares = {f"completeness.{node.code}": NameInfo(unit="share") for node in nodes}
    for one in checks:
        _check_rule(problems, one, "checks", values, Context.CHECK)
    for gate in gates:
        for rule in gate.rules:
            names = {**by_quarter, **scores, **shares}
            _check_rule(problems, rule, f"gates {gate.from_stage}", names, Context.GATE)


def _check_rule(
    problems: Problems,
    part: CheckPart | GateRulePart,
    place: str,
    names: dict[str, NameInfo],
    context: Context,
) -> None:
    if not part.rule:
        return
    try:
        check(parse(part.rule), names=names, expects="truth", context=context)
    except EngineError as error:
        for problem in error.problems:
            problems.add_of_engine(part.line, place, problem)
