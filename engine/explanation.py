"""Why a score is what it is, as data: complete enough to be computed again by hand, or by `rebuild`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class InputValue:
    """A value that a formula or cap used: `back` quarters before this one; None where there was none."""

    namespace: str
    code: str
    back: int
    value: float | None
    state: str  # "ok", "missing" or "not_applicable"


@dataclass(frozen=True)
class CapStep:
    """A cap on a node: `holds` is None where it cannot be decided, and then `missing` names what is not known."""

    code: str
    when: str
    at: float
    holds: bool | None
    before: float | None
    after: float | None
    inputs: tuple[InputValue, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class LeafStep:
    """How an indicator's value became its score.

    `method` is goalposts, band, minmax or steps; `parameters` holds all its numbers by name (for minmax, the smallest and
    largest value compared with), `scale` the two ends of the score. `clipped` is "worst" or "best" where the value lies beyond
    a bound. `score` is rounded as stored, None with a `reason`.
    """

    code: str
    value: float | None
    state: str
    carried: bool
    formula: str | None
    empty_not_applicable: bool
    inputs: tuple[InputValue, ...]
    method: str
    parameters: Mapping[str, float | str | tuple[float, ...]]
    scale: tuple[float, float]
    clipped: str
    before_caps: float | None
    caps: tuple[CapStep, ...]
    score: float | None
    reason: str


@dataclass(frozen=True)
class Share:
    """A child's part in its parent.

    `weight` is as entered, `nominal` its share of the whole group, `effective` its share among the children that are
    scored (0 when skipped), `contribution` effective · score in points of the parent (None when skipped, and under a mean that
    is no sum).
    """

    code: str
    weight: float
    nominal: float
    effective: float
    score: float | None
    contribution: float | None
    completeness: float | None
    reason: str


@dataclass(frozen=True)
class NodeStep:
    """How the children of a node became its score: the mean, then the caps."""

    code: str
    kind: str
    aggregation: str
    shares: tuple[Share, ...]
    before_caps: float | None
    caps: tuple[CapStep, ...]
    score: float | None
    completeness: float | None
    minimum_completeness: float
    low: float | None
    high: float | None
    reason: str
    scale: tuple[float, float]


@dataclass(frozen=True)
class Bar:
    """One bar of a waterfall, in points of the top node.

    kind "top" is the whole score, "cap" what a cap took away (added back), "sibling" what a child off the path brings
    (taken away), "own" what is left: the last node's contribution.
    """

    code: str
    kind: str
    points: float


@dataclass(frozen=True)
class Explanation:
    """A part of the tree for one unit, in tree order from `top`; `path` leads from the top to the node asked for.

    `steps` holds the chain along the path and the whole subtree under its last node.
    """

    unit: str
    top: str
    path: tuple[str, ...]
    steps: tuple[NodeStep | LeafStep, ...]

    def step(self, code: str) -> NodeStep | LeafStep:
        """Return the step of that node; KeyError if it is not part of this explanation."""
        return {step.code: step for step in self.steps}[code]

    @property
    def last(self) -> NodeStep | LeafStep:
        """The step of the node that was asked for."""
        return self.step(self.path[-1])
