"""Rebuilds a standing score with everything behind it, from the values as they were known when it was scored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from assessments.framework_file import FrameworkFile, NodePart, spec_of
from assessments.models import StandingQuarter
from assessments.selectors.inputs import Known, QuarterInputs, base_columns, gather
from engine.explain import Bar, Explanation, LeafStep, NodeStep, explain, waterfall
from engine.formulas import Rules, parse_rules
from engine.numbers import States
from engine.result import Result
from engine.rules import MISSING, NOT_APPLICABLE, OK, Column, Environment

STATES = {"ok": OK, "missing": MISSING, "not_applicable": NOT_APPLICABLE}


@dataclass(frozen=True, eq=False)
class Explained:
    """One node of one park in one quarter: result, explanation and inputs; `is_verified` says that the hashes agree."""

    standing: StandingQuarter
    node: str
    inputs: QuarterInputs
    result: Result
    explanation: Explanation

    @property
    def file(self) -> FrameworkFile:
        return self.inputs.file

    @property
    def unit(self) -> str:
        return self.standing.park.code

    @property
    def part(self) -> NodePart:
        return self.file.nodes_by_code[self.node]

    @property
    def step(self) -> LeafStep | NodeStep:
        return self.explanation.last

    @property
    def is_verified(self) -> bool:
        """Whether the values as known then give the very result that was stored."""
        return bool(self.standing.manifest.get("result_hash") == self.result.result_hash)

    @property
    def bars(self) -> tuple[Bar, ...]:
        return waterfall(self.explanation)

    @cached_property
    def rules(self) -> Rules:
        return parse_rules(self.result.spec)

    @cached_property
    def top_share(self) -> float:
        """The share of the top's score that one point of this node makes."""
        share = 1.0
        for above, below in pairwise(self.explanation.path):
            step = self.explanation.step(above)
            assert isinstance(step, NodeStep)
            share *= next(one.effective for one in step.shares if one.code == below)
        return share

    def leaves(self) -> list[LeafStep]:
        """Return the indicators at and below the node."""
        return [step for step in self.explanation.steps if isinstance(step, LeafStep)]

    def columns_of(self, code: str) -> list[str]:
        """Return the items and measured indicators that an indicator rests on, in reading order."""
        return base_columns(self.rules, code)

    def used(self, code: str) -> list[Known]:
        """Return the values that stand for the quarter in one item or measured indicator, the latest first."""
        return self.inputs.used(self.unit, code)


def explained(standing: StandingQuarter, node: str) -> Explained:
    """Explain a node from the highest node above it that has a score. KeyError for an unknown node.

    `standing` has been scored before and comes with park, period and version.
    """
    file = spec_of(standing.version)
    stages = standing.manifest.get("units") or {standing.park.code: standing.stage}
    inputs = gather(file, standing.period, stages, known_at=standing.scored_at)
    result = inputs.score()
    unit = standing.park.code
    top = _top(file, result, unit, node)
    return Explained(standing, node, inputs, result, explain(result, unit, node, top=top))


def environment_of(step: LeafStep) -> Environment:
    """Return what a formula's step shows as columns, so that its rule can be written out."""
    columns: dict[tuple[str, str], list[Column]] = {}
    for one in sorted(step.inputs, key=lambda value: value.back):
        series = columns.setdefault((one.namespace, one.code), [])
        while len(series) < one.back:
            series.append(Column.absent(1))
        series.append(Column.of([one.value], _state(STATES[one.state])))
    return Environment(1, columns)


def _top(file: FrameworkFile, result: Result, unit: str, node: str) -> str:
    """Return the highest node above (or the node itself) up to which every score is there."""
    top = node
    for part in file.above(node):
        if result.score_of(unit, part.code) is None:
            break
        top = part.code
    return top


def _state(code: int) -> States:
    return np.array([code], dtype=np.uint8)
