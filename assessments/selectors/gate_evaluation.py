"""The evaluation of a gate as it is frozen into a decision, and the mark by which it is known to be the same."""

from __future__ import annotations

from typing import Any

from accounts.audit import hash_of
from assessments.selectors.gate_words import RuleWords
from assessments.selectors.gates import GateState, QuarterReading


def evaluation_of(state: GateState) -> dict[str, Any]:
    """Return everything that a decision rests on: the version with its hash, each quarter with each rule, all in words."""
    version = state.version
    return {
        "framework": version.framework.code,
        "version": version.version,
        "source_sha256": version.source_sha256,
        "from_stage": state.from_stage,
        "to_stage": state.to_stage,
        "quarters": state.quarters,
        "outcome": str(state.outcome),
        "rules": [_rule_data(one) for one in state.words.rules],
        "window": [_quarter_data(one) for one in state.window],
    }


def fingerprint(evaluation: dict[str, Any]) -> str:
    """Return what tells one evaluation from another: the SHA-256 of its canonical text."""
    return hash_of(evaluation)


def _rule_data(words: RuleWords) -> dict[str, Any]:
    return {
        "rule": words.rule,
        "titles": dict(words.titles),
        "in_words": dict(words.in_words),
        "units": dict(words.units),
        "is_share": words.is_share,
        "names": {name: dict(one.titles) for name, one in words.names.items()},
    }


def _quarter_data(quarter: QuarterReading) -> dict[str, Any]:
    rules = quarter.reading.rules if quarter.reading else []
    return {
        "period": quarter.period,
        "outcome": str(quarter.outcome),
        "why_none": quarter.why_none,
        "rules": [{name: held for name, held in one.items() if name != "rule"} for one in rules],
    }
