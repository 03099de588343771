"""The one door to scoring: a spec and a table of values in, a result out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.check import check_spec
from engine.climb import Climb, inherited
from engine.errors import Code, EngineError, Problem
from engine.numbers import Bools
from engine.result import Result
from engine.spec import Spec
from engine.table import Table, check_table
from engine.tree import build_tree


def asked_at(spec: Spec, stages: Sequence[str]) -> Bools:
    """Return which nodes each unit is asked for, from the stage it stands at.

    Shape:    one stage code per unit → (units, nodes), columns in the order of `spec.nodes`.
    A node is asked for from its own stage on, and where its parent is; "" as a unit's stage asks for everything.
    Errors:   parameter_range for a stage that the spec does not have.
    """
    unknown = sorted({stage for stage in stages if stage and stage not in spec.stages})
    if unknown:
        message = "The framework has no such stage."
        raise EngineError(
            *(Problem(Code.PARAMETER_RANGE, message, place=one, value=one) for one in unknown)
        )
    order = {stage: place for place, stage in enumerate(spec.stages)}
    reached = np.array([order.get(stage, len(order)) for stage in stages], dtype=np.int64)
    first = np.array([order.get(node.stage, -1) for node in spec.nodes], dtype=np.int64)
    asked = reached[:, np.newaxis] >= first[np.newaxis, :]
    return inherited(build_tree(spec.nodes), asked)


def score(
    spec: Spec,
    table: Table,
    *,
    asked: Bools | None = None,
    earlier: Sequence[Table] = (),
    compared: Bools | None = None,
) -> Result:
    """Score every node of the tree for every unit of the table.

    Completeness is the share of a node's leaf weight that is observed, at nominal weights; what is not applicable or not
    asked for counts neither way. A node is null where that is below the minimum or nothing is observed; else its score is
    the mean of its children that have one, their weights renormalised, and then capped. Each score is rounded before it
    enters the next level.

    asked:    (units, nodes) from `asked_at`; all where None.
    earlier:  tables of the quarters before, the latest first, for `previous.x` and the functions over time.
    compared: (units,) which units a relative normaliser (minmax) compares with; all where None.
    Errors:   EngineError with every problem of the spec, then with every problem of the tables.
    """
    check_spec(spec)
    known = [column.code for column in spec.measured]
    for one in (table, *earlier):
        check_table(one, known)
    count, width = len(table.units), len(spec.nodes)
    asked = np.ones((count, width), dtype=np.bool_) if asked is None else asked
    compared = np.ones(count, dtype=np.bool_) if compared is None else compared
    _check_shapes(asked, compared, (count, width))
    tables = (table, *(one.with_units(table.units) for one in earlier))
    climb = Climb(spec, tables, asked, compared)
    climb.run()
    return climb.result()


def _check_shapes(asked: Bools, compared: Bools, shape: tuple[int, int]) -> None:
    wanted = {"asked": (asked.shape, shape), "compared": (compared.shape, shape[:1])}
    problems = [
        Problem(Code.SHAPE_MISMATCH, f"{name} has not the shape {needed}.", place=name, value=found)
        for name, (found, needed) in wanted.items()
        if found != needed
    ]
    if problems:
        raise EngineError(*problems)
