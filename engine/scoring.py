"""The one door to scoring: a spec and a table of values in, a result out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from engine.check import check_spec
from engine.climb import Climb, inherited, leaf_values
from engine.errors import Code, EngineError, Problem
from engine.formulas import QuarterColumns, parse_rules
from engine.normalise import Ends, MinMax, ends_of
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
    ends: Mapping[str, Ends] | None = None,
) -> Result:
    """Score every node of the tree for every unit of the table.

    Completeness is the share of a node's leaf weight that is observed, at nominal weights; what is not applicable or not
    asked for counts neither way. A node is null where that is below the minimum or nothing is observed; else its score is
    the mean of its children that have one, their weights renormalised, and then capped. Each score is rounded before it
    enters the next level.

    asked:    (units, nodes) from `asked_at`; all where None.
    earlier:  tables of the quarters before, the latest first, for `previous.x` and the functions over time.
    compared: (units,) which units a relative normaliser (minmax) compares with; all where None.
    ends:     from `ends_of_table` over all parks where the table holds only some of them: then `compared` is not asked.
    Errors:   EngineError with every problem of the spec, then with every problem of the tables.
    """
    check_spec(spec)
    _check_tables(spec, (table, *earlier))
    count, width = len(table.units), len(spec.nodes)
    asked = np.ones((count, width), dtype=np.bool_) if asked is None else asked
    compared = np.ones(count, dtype=np.bool_) if compared is None else compared
    _check_shapes(asked, compared, (count, width))
    tables = (table, *(one.with_units(table.units) for one in earlier))
    climb = Climb(spec, tables, asked, compared, ends)
    climb.run()
    return climb.result()


def ends_of_table(
    spec: Spec, table: Table, *, asked: Bools | None = None, earlier: Sequence[Table] = ()
) -> dict[str, Ends]:
    """Return the smallest and largest value of each indicator that is scored against the others, formulas computed.

    Where parks are scored in parts, each part is scored with the ends over all: `joined_ends` of those of the parts.
    Shape:    {indicator code: (smallest, largest)}, (NaN, NaN) where no value is there; empty where nothing is relative.
    Errors:   as `score`.
    """
    check_spec(spec)
    _check_tables(spec, (table, *earlier))
    relative = [one for one in spec.indicators if isinstance(one.score, MinMax)]
    if not relative:
        return {}
    count, width = len(table.units), len(spec.nodes)
    asked = np.ones((count, width), dtype=np.bool_) if asked is None else asked
    everybody = np.ones(count, dtype=np.bool_)
    _check_shapes(asked, everybody, (count, width))
    asked = inherited(build_tree(spec.nodes), asked)
    tables = (table, *(one.with_units(table.units) for one in earlier))
    columns = QuarterColumns(spec, parse_rules(spec), tables)
    places = {node.code: place for place, node in enumerate(spec.nodes)}
    found = {}
    for one in relative:
        column = columns.column("value", one.code)
        found[one.code] = ends_of(leaf_values(column, asked[:, places[one.code]]), everybody)
    return found


def joined_ends(parts: Iterable[Mapping[str, Ends]]) -> dict[str, Ends]:
    """Return the ends over all parts of a set of units from those of each part; NaN where no part has a value."""
    joined: dict[str, Ends] = {}
    for part in parts:
        for code, (smallest, largest) in part.items():
            before = joined.get(code, (math.nan, math.nan))
            joined[code] = (
                float(np.fmin(before[0], smallest)),
                float(np.fmax(before[1], largest)),
            )
    return joined


def _check_tables(spec: Spec, tables: Sequence[Table]) -> None:
    known = [column.code for column in spec.measured]
    for one in tables:
        check_table(one, known)


def _check_shapes(asked: Bools, compared: Bools, shape: tuple[int, int]) -> None:
    wanted = {"asked": (asked.shape, shape), "compared": (compared.shape, shape[:1])}
    problems = [
        Problem(Code.SHAPE_MISMATCH, f"{name} has not the shape {needed}.", place=name, value=found)
        for name, (found, needed) in wanted.items()
        if found != needed
    ]
    if problems:
        raise EngineError(*problems)
