"""What scoring gives back: every node's score with its completeness, bounds and reasons, and how to verify it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from engine.errors import Notice
from engine.numbers import Bools, Floats, States
from engine.spec import Cap, Spec
from engine.table import Table


class Reason(IntEnum):
    """Why a node has no score; NONE where it has one."""

    NONE = 0
    NOT_ASKED = 1  # its stage is still to come
    NOT_APPLICABLE = 2  # nothing under it applies to this unit
    NOTHING_OBSERVED = 3  # no value is there
    BELOW_COMPLETENESS = 4  # less observed than the framework's minimum
    REQUIRES_ALL = 5  # a child that it requires has no score


@dataclass(frozen=True, eq=False)
class CapResult:
    """What came of one cap: per unit whether its rule holds, and whether that cannot be decided.

    `applied` is where it lowered the score.
    """

    cap: Cap
    holds: Bools
    undecided: Bools
    applied: Bools


@dataclass(frozen=True)
class Manifest:
    """What the result was computed from; the same manifest gives the same result hash."""

    engine_version: str
    spec_hash: str
    data_hash: str
    notices: tuple[Notice, ...]


@dataclass(frozen=True, eq=False)
class Result:
    """The scores of all nodes for all units.

    Columns of `scores`, `completeness`, `low`, `high`, `reasons`, `before_caps` and `asked` follow `nodes`
    (= `spec.nodes`), rows follow `units` (the order of the table given). NaN is null. `values` and `states` hold the
    indicators' values, formulas computed, one column per indicator in the order of `spec.indicators`.
    Scores are rounded to 1e-10 points, completeness to 1e-12. `low` and `high` are the score with every missing value at its
    worst and at its best, widened where needed to hold the score itself.
    """

    spec: Spec
    table: Table
    earlier: tuple[Table, ...]
    units: tuple[str, ...]
    scores: Floats
    completeness: Floats
    low: Floats
    high: Floats
    before_caps: Floats
    reasons: States
    asked: Bools
    values: Floats
    states: States
    carried: Bools
    caps: tuple[CapResult, ...]
    compared: dict[str, tuple[float, float]]
    manifest: Manifest
    result_hash: str

    @cached_property
    def node_index(self) -> dict[str, int]:
        """Return the column of each node."""
        return {node.code: index for index, node in enumerate(self.spec.nodes)}

    @cached_property
    def unit_index(self) -> dict[str, int]:
        """Return the row of each unit."""
        return {unit: index for index, unit in enumerate(self.units)}

    @cached_property
    def indicator_index(self) -> dict[str, int]:
        """Return the column of each indicator in `values` and `states`."""
        return {indicator.code: index for index, indicator in enumerate(self.spec.indicators)}

    def score_of(self, unit: str, node: str) -> float | None:
        """Return one score, None where it is null."""
        return number_or_none(self.scores[self.unit_index[unit], self.node_index[node]])

    def reason_of(self, unit: str, node: str) -> str:
        """Return why a score is null, in lower case ("below_completeness"), "" where it is not."""
        reason = Reason(int(self.reasons[self.unit_index[unit], self.node_index[node]]))
        return "" if reason is Reason.NONE else reason.name.lower()


def number_or_none(value: float) -> float | None:
    """Return a plain float, None for NaN."""
    return None if math.isnan(value) else float(value)
