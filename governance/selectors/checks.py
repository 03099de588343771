"""Evaluates the checks of a report: which hold, which fail and by how much, which cannot be decided. All at once."""

from __future__ import annotations

from dataclasses import dataclass

from engine.rules import FAILS, HOLDS, OK, Name, Rule, decide, margin, parse
from engine.rules.nodes import walk
from governance.choices import CheckLevel
from governance.models import FormCheck, StageReport
from governance.selectors.facts import ReportContents, ReportFacts, load_contents


@dataclass(frozen=True)
class CheckResult:
    """One check on one report; `codes` are the entries of the report that it speaks of, in reading order."""

    level: str
    rule: str
    message: str
    outcome: str
    margin: float | None
    codes: tuple[str, ...]
    missing: tuple[str, ...]
    is_noted: bool

    @property
    def is_failing(self) -> bool:
        return self.outcome == "fails"

    @property
    def is_error(self) -> bool:
        return self.is_failing and self.level == CheckLevel.ERROR

    @property
    def is_warning(self) -> bool:
        return self.is_failing and self.level == CheckLevel.WARNING

    @property
    def is_blocking(self) -> bool:
        """Whether the report cannot be submitted as it is: errors always, warnings without a note."""
        return self.is_error or (self.is_warning and not self.is_noted)

    @property
    def off_by(self) -> float | None:
        """By how much a failing check is missed, in the units of what it compares; none where that is zero."""
        return -self.margin if self.is_failing and self.margin else None


def report_checks(report: StageReport) -> list[CheckResult]:
    """Return the results of all checks of a report's form, in the framework's order."""
    return results_of(load_contents([report], only_checked=True)[report.pk])


def results_of(contents: ReportContents) -> list[CheckResult]:
    """Evaluate the checks of a report that is loaded already."""
    noted = {code for code, entry in contents.entries.items() if entry.note}
    asked = set(contents.entries)
    return [_result(check, contents.facts, asked, noted) for check in contents.checks]


def _result(check: FormCheck, facts: ReportFacts, asked: set[str], noted: set[str]) -> CheckResult:
    rule = parse(check.rule)
    decision = decide(rule, facts)
    by = margin(rule, facts)
    codes = tuple(code for code in _spoken_of(rule, facts) if code in asked)
    return CheckResult(
        level=check.level,
        rule=check.rule,
        message=check.message,
        outcome=_outcome(int(decision.outcome[0]), check.missing_fails),
        margin=float(by.values[0]) if by.state[0] == OK else None,
        codes=codes,
        missing=decision.missing(0),
        is_noted=not codes or bool(noted & set(codes)),
    )


def _outcome(decided: int, missing_fails: bool) -> str:
    if decided == HOLDS:
        return "holds"
    if decided == FAILS or missing_fails:
        return "fails"
    return "skipped"


def _spoken_of(rule: Rule, facts: ReportFacts, depth: int = 0) -> list[str]:
    """Return the codes of a rule in reading order, each formula followed by what it is made of."""
    found: list[str] = []
    for node in walk(rule.root):
        if isinstance(node, Name):
            found.append(node.code)
            if node.code in facts.formulas and depth < 20:
                found.extend(_spoken_of(facts.formulas[node.code], facts, depth + 1))
    return list(dict.fromkeys(found))
