"""The coupling coordination of a park's goals: how evenly they are developed, and how far together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from assessments.choices import CoordinationLevel
from assessments.selectors.score_tree import ScoreRow, ScoreTree
from engine.coupling import couple, level_of
from engine.result import number_or_none


@dataclass(frozen=True)
class CouplingOfGoals:
    """Degree C, development T and coordination D of the goals, 0..1; None where they do not exist.

    `not_asked` are the goals of later stages, `missing` those asked that have no score.
    """

    goals: tuple[ScoreRow, ...]
    degree: float | None = None
    development: float | None = None
    coordination: float | None = None
    level: str = ""
    not_asked: tuple[ScoreRow, ...] = ()
    missing: tuple[ScoreRow, ...] = ()

    @property
    def exists(self) -> bool:
        return self.coordination is not None

    @property
    def not_asked_names(self) -> str:
        return _listed(self.not_asked)

    @property
    def missing_names(self) -> str:
        return _listed(self.missing)

    @property
    def level_title(self) -> str:
        return str(CoordinationLevel(self.level).label) if self.level else ""


def _listed(goals: tuple[ScoreRow, ...]) -> str:
    return _("; ").join(row.score.node.name for row in goals)


def coupling_of(tree: ScoreTree) -> CouplingOfGoals | None:
    """Return the coupling of a quarter's goals, without a query; None where the framework has fewer than two."""
    goals = tree.goals
    if len(goals) < 2:
        return None
    values = [row.score.value for row in goals]
    if None in values:
        empty = [row for row in goals if row.score.value is None]
        return CouplingOfGoals(
            goals,
            not_asked=tuple(row for row in empty if not row.is_asked),
            missing=tuple(row for row in empty if row.is_asked),
        )
    found = couple(np.array([values], dtype=float), [row.score.node.weight for row in goals])
    coordination = number_or_none(found.coordination[0])
    return CouplingOfGoals(
        goals,
        degree=number_or_none(found.degree[0]),
        development=number_or_none(found.development[0]),
        coordination=coordination,
        level="" if coordination is None else level_of(coordination),
    )
