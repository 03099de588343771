"""What a framework asks of the scoring engine, as plain frozen data, and the one check of all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

from engine.canonical import hash_of
from engine.normalise import Band, Goalposts, MinMax, ScoringRule, Steps, read_scoring_rule

Frequency = Literal["month", "quarter", "year"]
Joining = Literal["last", "mean", "sum"]

INDICATOR: Final = "indicator"
"""The kind of a node that is a leaf; every other kind has children."""

__all__ = [
    "INDICATOR",
    "Band",
    "Cap",
    "Goalposts",
    "Indicator",
    "Item",
    "MinMax",
    "MissingPolicy",
    "Node",
    "ScoreBand",
    "ScoringRule",
    "Spec",
    "Steps",
    "read_scoring_rule",
]


@dataclass(frozen=True)
class Item:
    """A base figure that formulas use; it has no score of its own.

    `over` says how the monthly values of a quarter become one: the last there is, their mean or their sum.
    """

    code: str
    unit: str
    every: Frequency
    over: Joining = "last"


@dataclass(frozen=True)
class Indicator:
    """A leaf of the tree: a measured value, or a formula over items, and how it is scored.

    `empty_not_applicable` makes 0/0 in the formula "not applicable" instead of missing.
    """

    code: str
    unit: str
    every: Frequency
    score: ScoringRule
    over: Joining = "last"
    formula: str | None = None
    empty_not_applicable: bool = False


@dataclass(frozen=True)
class Node:
    """One place in the tree; `weight` counts among its siblings and is kept as entered.

    The node of an indicator has that indicator's code and the kind `indicator`. `stage` is the first stage that asks
    for it ("" for always; a child inherits). `requires_all` makes it null unless every child is scored.
    """

    code: str
    parent: str
    kind: str
    weight: float = 1.0
    aggregation: str = "arithmetic"
    stage: str = ""
    aspect: str = ""
    requires_all: bool = False


@dataclass(frozen=True)
class Cap:
    """A red line: where the rule `when` holds, the node's score cannot exceed `at`."""

    node: str
    at: float
    when: str
    code: str = ""


@dataclass(frozen=True)
class ScoreBand:
    """A named range of scores, from `start` (included) up to the next band's start."""

    code: str
    start: float


@dataclass(frozen=True)
class MissingPolicy:
    """How many periods of its own frequency a value may be carried, and how complete a node must be to have a score."""

    carry: Mapping[str, int] = field(default_factory=lambda: {"month": 3, "quarter": 2, "year": 1})
    minimum_completeness: float = 0.6


@dataclass(frozen=True)
class Spec:
    """Everything that decides a score: the tree, its leaves, items, caps, bands and the policy for missing values.

    `nodes` are in tree order: siblings are summed in the order given here. `stages` are ordered, first to last.
    """

    code: str
    version: str
    nodes: tuple[Node, ...]
    indicators: tuple[Indicator, ...]
    items: tuple[Item, ...] = ()
    caps: tuple[Cap, ...] = ()
    bands: tuple[ScoreBand, ...] = ()
    stages: tuple[str, ...] = ()
    missing: MissingPolicy = field(default_factory=MissingPolicy)
    scale: tuple[float, float] = (0.0, 100.0)

    @cached_property
    def sha256(self) -> str:
        """The hash of everything in the spec."""
        return hash_of(self)

    @cached_property
    def measured(self) -> tuple[Item | Indicator, ...]:
        """Items, then the indicators that are not formulas: the columns that a table of values may have."""
        return (*self.items, *(one for one in self.indicators if one.formula is None))

    @cached_property
    def valued(self) -> tuple[Item | Indicator, ...]:
        """Items, then indicators: everything that has a value and that a rule can name."""
        return (*self.items, *self.indicators)

    def node(self, code: str) -> Node:
        """Return the node of that code; KeyError if there is none."""
        return self._node_by_code[code]

    def indicator(self, code: str) -> Indicator:
        """Return the indicator of that code; KeyError if there is none."""
        return self._indicator_by_code[code]

    @cached_property
    def _node_by_code(self) -> dict[str, Node]:
        return {node.code: node for node in self.nodes}

    @cached_property
    def _indicator_by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    def band_of(self, score: float) -> str:
        """Return the code of the band that a score (already rounded) falls into, "" where there is none."""
        found = ""
        for band in self.bands:
            if score >= band.start:
                found = band.code
        return found
