"""Makes the engine's spec of a framework file and lets the engine check it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from assessments.choices import NodeKind
from assessments.framework_file.parts import (
    BandPart,
    CapPart,
    IndicatorPart,
    ItemPart,
    MissingPart,
    NodePart,
    StagePart,
)
from assessments.framework_file.problems import Problems
from engine.check import check_spec
from engine.errors import EngineError, Problem
from engine.spec import (
    Cap,
    Frequency,
    Indicator,
    Item,
    Joining,
    MissingPolicy,
    Node,
    ScoreBand,
    Spec,
)

SCORING: Final = {"goalposts_equal", "bands_order", "parameter_range", "shape_mismatch"}


@dataclass(frozen=True)
class SpecParts:
    """What of a framework decides a score."""

    code: str
    version: str
    aggregation: str
    nodes: Sequence[NodePart]
    items: Sequence[ItemPart]
    caps: Sequence[CapPart]
    bands: Sequence[BandPart]
    stages: Sequence[StagePart]
    missing: MissingPart


def spec_from(parts: SpecParts) -> Spec:
    """Return the engine's spec."""
    return Spec(
        code=parts.code,
        version=parts.version,
        nodes=tuple(_node(node, parts.aggregation) for node in parts.nodes),
        indicators=tuple(
            _indicator(node.indicator) for node in parts.nodes if node.indicator is not None
        ),
        items=tuple(
            Item(one.code, one.unit, cast(Frequency, one.every), cast(Joining, one.over))
            for one in parts.items
        ),
        caps=tuple(
            Cap(one.node, one.at, one.when, code=cap_code(one, number))
            for number, one in enumerate(parts.caps, start=1)
        ),
        bands=tuple(ScoreBand(one.code, one.start) for one in parts.bands),
        stages=tuple(one.code for one in parts.stages),
        missing=MissingPolicy(parts.missing.carry, parts.missing.minimum_completeness),
    )


def _node(part: NodePart, aggregation: str) -> Node:
    is_leaf = part.kind == NodeKind.INDICATOR
    return Node(
        code=part.code,
        parent=part.parent,
        kind=str(part.kind),
        weight=part.weight,
        aggregation="arithmetic" if is_leaf else part.aggregation or aggregation,
        stage=part.stage,
        aspect=part.aspect,
        requires_all=part.requires_all,
    )


def _indicator(part: IndicatorPart) -> Indicator:
    return Indicator(
        code=part.code,
        unit=part.unit,
        every=cast(Frequency, part.every),
        score=part.score,
        over=cast(Joining, part.over),
        formula=part.formula or None,
        empty_not_applicable=part.empty_not_applicable,
    )


def check_with_engine(spec: Spec, parts: SpecParts, problems: Problems) -> None:
    """Note what the engine finds wrong with the spec, at the lines it comes from."""
    try:
        check_spec(spec)
    except EngineError as error:
        lines = _Lines(parts)
        for problem in error.problems:
            problems.add_of_engine(lines.of(problem), problem.place, problem)


class _Lines:
    """Finds the line that a problem of the engine comes from."""

    def __init__(self, parts: SpecParts) -> None:
        coded: list[ItemPart | NodePart] = [*parts.items, *parts.nodes]
        self.lines = {one.code: one.line for one in coded}
        self.lines |= {cap_code(one, n): one.line for n, one in enumerate(parts.caps, start=1)}
        self.leaves = {node.code: node.indicator for node in parts.nodes if node.indicator}

    def of(self, problem: Problem) -> int:
        leaf = self.leaves.get(problem.place)
        if leaf is not None and problem.rule:
            return leaf.formula_line
        if leaf is not None and problem.code in SCORING:
            return leaf.score_line
        return self.lines.get(problem.place, 1)


def cap_code(cap: CapPart, number: int) -> str:
    """Return the code of a cap in the spec; `number` counts the caps of the file from 1."""
    return f"{cap.node}_{number}"
