"""A framework as it stands in its file: every text, number and rule in the order given, and the engine's spec of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from engine.rules import Name, parse
from engine.rules.nodes import walk
from engine.spec import ScoringRule, Spec
from parks.models.indicators import is_plain_unit

Texts = Mapping[str, str]
"""A text in both languages: {"en": …, "zh-hans": …}; empty where the file gives none."""


@dataclass(frozen=True)
class StagePart:
    """A stage of the path; the terminal one asks for nothing new."""

    code: str
    title: Texts
    definition: Texts
    led_by: Texts
    inclusion: Texts
    is_terminal: bool


@dataclass(frozen=True)
class AspectPart:
    """A second reading across the tree."""

    code: str
    title: Texts
    definition: Texts


@dataclass(frozen=True)
class BandPart:
    """A named range of scores from `start` on."""

    code: str
    start: float
    title: Texts


@dataclass(frozen=True)
class MeasurePart:
    """What an item and an indicator have in common: what is measured, in which unit, how often."""

    code: str
    title: Texts
    definition: Texts
    unit: str
    every: str
    over: str
    line: int


@dataclass(frozen=True)
class ItemPart(MeasurePart):
    """A base figure that is filed only because formulas use it."""


@dataclass(frozen=True)
class IndicatorPart(MeasurePart):
    """A leaf: where its value comes from (`by`: entry, formula, platform) and how it becomes a score."""

    by: str
    formula: str
    register: Texts
    empty_not_applicable: bool
    score: ScoringRule
    basis: str
    note: Texts
    evidence: Texts
    formula_line: int
    score_line: int


@dataclass(frozen=True)
class NodePart:
    """One place of the tree. `stage` is that of its goal; `indicator` is given for leaves."""

    code: str
    kind: str
    parent: str
    depth: int
    line: int
    title: Texts
    definition: Texts
    weight: float = 1.0
    aggregation: str = ""
    stage: str = ""
    aspect: str = ""
    paper: str = ""
    main_category: Texts = field(default_factory=dict)
    requires_all: bool = False
    indicator: IndicatorPart | None = None


@dataclass(frozen=True)
class CapPart:
    """A red line: while `when` holds, the node's score is at most `at`."""

    node: str
    at: float
    when: str
    title: Texts
    line: int


@dataclass(frozen=True)
class GateRulePart:
    """One of the rules that a gate asks for."""

    rule: str
    title: Texts
    line: int


@dataclass(frozen=True)
class GatePart:
    """The way from one stage to the next: its rules hold together for that many quarters in a row."""

    from_stage: str
    to_stage: str
    quarters: int
    rules: tuple[GateRulePart, ...]
    line: int


@dataclass(frozen=True)
class CheckPart:
    """A rule that a report has to meet; `fails_as` is what the reader is told."""

    level: str
    rule: str
    missing_fails: bool
    fails_as: Texts
    line: int


@dataclass(frozen=True)
class MissingPart:
    """For how many periods of its own frequency a value serves, and how complete a node must be."""

    carry: Mapping[str, int]
    minimum_completeness: float


@dataclass(frozen=True)
class FrameworkFile:
    """All of a framework file that holds together. Nodes stand in tree order, each before its children."""

    code: str
    version: str
    title: Texts
    citation: str
    doi: str
    aggregation: str
    missing: MissingPart
    bands: tuple[BandPart, ...]
    units: Mapping[str, Texts]
    stages: tuple[StagePart, ...]
    aspects: tuple[AspectPart, ...]
    items: tuple[ItemPart, ...]
    nodes: tuple[NodePart, ...]
    caps: tuple[CapPart, ...]
    gates: tuple[GatePart, ...]
    checks: tuple[CheckPart, ...]
    spec: Spec

    @cached_property
    def indicators(self) -> tuple[IndicatorPart, ...]:
        """The leaves, in tree order."""
        return tuple(node.indicator for node in self.nodes if node.indicator is not None)

    @cached_property
    def measures(self) -> Mapping[str, ItemPart | IndicatorPart]:
        """Items and indicators by code."""
        found: list[ItemPart | IndicatorPart] = [*self.items, *self.indicators]
        return {one.code: one for one in found}

    @cached_property
    def nodes_by_code(self) -> Mapping[str, NodePart]:
        return {node.code: node for node in self.nodes}

    @cached_property
    def formula_names(self) -> Mapping[str, tuple[str, ...]]:
        """The names that each formula uses, by the indicator's code, in the order of its text."""
        return {
            one.code: tuple(
                dict.fromkeys(
                    part.code for part in walk(parse(one.formula).root) if isinstance(part, Name)
                )
            )
            for one in self.indicators
            if one.formula
        }

    def titles(self, language: str) -> dict[str, str]:
        """The titles of all nodes and items by code, as rules in words need them."""
        named: list[NodePart | ItemPart] = [*self.items, *self.nodes]
        return {one.code: one.title.get(language, one.code) for one in named}

    def unit_titles(self, language: str) -> dict[str, str]:
        """How the unit of each item and indicator is written, by its code."""
        return {
            code: self.units.get(one.unit, {}).get(language, one.unit)
            for code, one in self.measures.items()
        }

    def units_beside(self, language: str) -> dict[str, str]:
        """The same as it stands beside a number: nothing for a plain ratio or count."""
        texts = {code: self.units.get(one.unit, {}) for code, one in self.measures.items()}
        titles = self.unit_titles(language)
        return {code: "" if is_plain_unit(texts[code]) else titles[code] for code in titles}

    def above(self, code: str) -> Iterator[NodePart]:
        """Yield the nodes above one, the nearest first."""
        node = self.nodes_by_code.get(self.nodes_by_code[code].parent)
        while node is not None:
            yield node
            node = self.nodes_by_code.get(node.parent)

    def children_of(self, code: str) -> tuple[NodePart, ...]:
        return tuple(node for node in self.nodes if node.parent == code)
