"""The second reading of a park's scores: aspects by goals, each cell with the concepts that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assessments.choices import NullReason
from assessments.framework_file import FrameworkFile, spec_of
from assessments.selectors.score_tree import ScoreRow, ScoreTree
from engine.aspects import AspectCell as EngineCell
from engine.aspects import aspect_cells
from engine.numbers import Floats
from engine.result import number_or_none
from parks.models.naming import in_language


@dataclass(frozen=True)
class ConceptPart:
    """A concept of a cell: its score, and the share with which it counts there (0 without a score)."""

    row: ScoreRow
    share: float


@dataclass(frozen=True)
class AspectCell:
    """One aspect of one goal; without concepts the framework has nothing there. `null_reason` says why no score."""

    goal: ScoreRow
    value: float | None = None
    null_reason: str = ""
    completeness: float | None = None
    concepts: tuple[ConceptPart, ...] = ()

    @property
    def reason(self) -> str:
        """Why there is no score, in words."""
        return str(NullReason(self.null_reason).label) if self.null_reason else ""


@dataclass(frozen=True)
class AspectRow:
    """One aspect with a cell for each goal."""

    code: str
    titles: dict[str, str]
    definitions: dict[str, str]
    cells: tuple[AspectCell, ...]

    @property
    def title(self) -> str:
        return in_language(self.titles)

    @property
    def definition(self) -> str:
        return in_language(self.definitions)


@dataclass(frozen=True)
class AspectMatrix:
    """The matrix; columns are the goals in tree order, `minimum` is the share of weight a cell needs measured."""

    goals: tuple[ScoreRow, ...]
    rows: tuple[AspectRow, ...]
    minimum: float

    @property
    def cells(self) -> tuple[tuple[AspectRow, AspectCell], ...]:
        """All cells that have concepts, aspect by aspect."""
        return tuple((row, cell) for row in self.rows for cell in row.cells if cell.concepts)


def aspects_of(tree: ScoreTree) -> AspectMatrix | None:
    """Return the aspects × goals of a quarter's scores, without a query; None where the framework has no aspects."""
    file = spec_of(tree.standing.version)
    if not file.aspects:
        return None
    reader = _Reader(file, tree)
    return AspectMatrix(tree.goals, tuple(reader.rows()), file.missing.minimum_completeness)


class _Reader:
    """Hands the stored scores to the engine and lays its cells out."""

    def __init__(self, file: FrameworkFile, tree: ScoreTree) -> None:
        self.file = file
        self.tree = tree
        self.by_code = {row.score.node.code: row for row in tree.rows}
        scores = self._column({code: row.score.value for code, row in self.by_code.items()})
        complete = {code: row.score.completeness for code, row in self.by_code.items()}
        cells = aspect_cells(file.spec, scores, self._column(complete))
        self.cells = {(one.aspect, one.goal): one for one in cells}

    def _column(self, values: dict[str, float | None]) -> Floats:
        row = [values.get(node.code) for node in self.file.spec.nodes]
        return np.array([[np.nan if one is None else one for one in row]], dtype=float)

    def rows(self) -> Iterator[AspectRow]:
        for part in self.file.aspects:
            cells = tuple(self.cell(part.code, goal) for goal in self.tree.goals)
            yield AspectRow(part.code, dict(part.title), dict(part.definition), cells)

    def cell(self, aspect: str, goal: ScoreRow) -> AspectCell:
        found = self.cells.get((aspect, goal.score.node.code))
        if found is None:
            return AspectCell(goal)
        value = number_or_none(found.scores[0])
        return AspectCell(
            goal=goal,
            value=value,
            null_reason="" if value is not None else self.why_none(goal, found),
            completeness=number_or_none(found.completeness[0]),
            concepts=tuple(self.concepts(found)),
        )

    def concepts(self, cell: EngineCell) -> Iterator[ConceptPart]:
        for code, share in zip(cell.concepts, cell.weights[0].tolist(), strict=True):
            if code in self.by_code:
                yield ConceptPart(self.by_code[code], share)

    def why_none(self, goal: ScoreRow, cell: EngineCell) -> str:
        """Return the reason of a null cell: its goal's, or that too little of it is measured."""
        if not goal.is_asked:
            return NullReason.NOT_ASKED
        complete = number_or_none(cell.completeness[0])
        if complete is None:
            return NullReason.NOT_APPLICABLE
        return NullReason.BELOW_COMPLETENESS if complete else NullReason.NOTHING_OBSERVED
