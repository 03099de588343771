"""What a gate of a framework version asks, in both languages: its rules in words, their units, the names they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.framework_file import FrameworkFile, Texts
from assessments.framework_file.parts import GatePart, GateRulePart
from engine.rules import Name, Rule, in_words, number_text, parse
from engine.rules.nodes import COMPLETENESS, Comparison, walk
from engine.rules.words import Speaker

LANGUAGES = ("en", "zh-hans")
SHARE = "share"


@dataclass(frozen=True)
class NamedValue:
    """A name of a rule with its title in both languages; `code` is the node or item that it is of."""

    name: str
    code: str
    titles: Texts


@dataclass(frozen=True)
class RuleWords:
    """One rule as text and in words. `units` are those of its margin; a share's margin is in points of a hundred."""

    rule: str
    titles: Texts
    in_words: Texts
    units: Texts
    is_share: bool
    names: Mapping[str, NamedValue] = field(default_factory=dict)


@dataclass(frozen=True)
class GateWords:
    """A gate of a version: from where to where, for how many quarters, and its rules."""

    from_stage: str
    to_stage: str
    from_titles: Texts
    to_titles: Texts
    quarters: int
    rules: tuple[RuleWords, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(one.rule for one in self.rules)


def gate_part(file: FrameworkFile, stage: str) -> GatePart | None:
    """Return the gate that leads out of a stage; None where the framework has none."""
    return next((gate for gate in file.gates if stage and gate.from_stage == stage), None)


def gate_words(file: FrameworkFile, gate: GatePart) -> GateWords:
    """Say a gate in both languages."""
    stages = {one.code: one.title for one in file.stages}
    writer = _Writer(file)
    return GateWords(
        from_stage=gate.from_stage,
        to_stage=gate.to_stage,
        from_titles=stages.get(gate.from_stage, {}),
        to_titles=stages.get(gate.to_stage, {}),
        quarters=gate.quarters,
        rules=tuple(writer.rule(one) for one in gate.rules),
    )


class _Writer:
    """Says rules of one framework; its titles and units are looked up once."""

    def __init__(self, file: FrameworkFile) -> None:
        self.titles = {language: file.titles(language) for language in LANGUAGES}
        self.units = {language: file.unit_titles(language) for language in LANGUAGES}
        self.beside = {language: file.units_beside(language) for language in LANGUAGES}

    def rule(self, part: GateRulePart) -> RuleWords:
        rule = parse(part.rule)
        names = [node for node in walk(rule.root) if isinstance(node, Name)]
        return RuleWords(
            rule=part.rule,
            titles=dict(part.title),
            in_words={language: self.words(rule, language) for language in LANGUAGES},
            units={language: self.unit(rule, language) for language in LANGUAGES},
            is_share=any(one.namespace == COMPLETENESS for one in names),
            names={one.text: self.named(one) for one in names},
        )

    def words(self, rule: Rule, language: str) -> str:
        return in_words(rule, self.titles[language], language, units=self.beside[language])

    def named(self, name: Name) -> NamedValue:
        rule = parse(name.text)
        words = {language: self.words(rule, language) for language in LANGUAGES}
        return NamedValue(name.text, name.code, words)

    def unit(self, rule: Rule, language: str) -> str:
        """Return the unit of what a rule compares, empty where its comparisons have several."""
        speaker = Speaker(self.titles[language], language, self.units[language], number_text)
        found = {
            speaker.unit(node.left) or speaker.unit(node.right)
            for node in walk(rule.root)
            if isinstance(node, Comparison)
        }
        return found.pop() if len(found) == 1 else ""
