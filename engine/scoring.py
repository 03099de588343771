"""The one door to scoring: a spec and a table of values in, a result out."""

from __future__ import annotations

from collections.abc import Sequence

from engine.numbers import Bools
from engine.result import Result
from engine.spec import Spec
from engine.table import Table


def asked_at(spec: Spec, stages: Sequence[str]) -> Bools:
    """Return which nodes each unit is asked for, from the stage it stands at.

    Shape:    one stage code per unit → (units, nodes), columns in the order of `spec.nodes`.
    A node is asked for from its own stage on, and where its parent is; "" as a unit's stage asks for everything.
    Errors:   parameter_range for a stage that the spec does not have.
    """
    raise NotImplementedError


def score(
    spec: Spec,
    table: Table,
    *,
    asked: Bools | None = None,
    earlier: Sequence[Table] = (),
    compared: Bools | None = None,
) -> Result:
    """Score every node of the tree for every unit of the table (engine contract §1-§4, §8).

    asked:    (units, nodes) from `asked_at`; all where None.
    earlier:  tables of the quarters before, the latest first, for `previous.x` and the functions over time.
    compared: (units,) which units a relative normaliser (minmax) compares with; all where None.
    Errors:   EngineError with every problem of the spec and of the table at once.
    """
    raise NotImplementedError
