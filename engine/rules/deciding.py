"""Decides conditions: do they hold, by how much, and if neither can be said, for want of which values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from engine.errors import Notice
from engine.rules import cells as on_cells
from engine.rules.cells import Cells
from engine.rules.columns import MISSING, OK, Booleans, Column, Columns
from engine.rules.evaluation import Evaluator
from engine.rules.nodes import Call, Comparison, Junction, Name, Node, Not, Rule
from engine.rules.ordering import periods_back

HOLDS: Final = 1
FAILS: Final = 0
UNDECIDED: Final = -1


@dataclass(frozen=True, eq=False)
class Decision:
    """For each park whether a rule HOLDS, FAILS or is UNDECIDED, int8 (n,), and where which name is to blame.

    `blamed` maps the text of a name to the parks, bool (n,), in which the rule is undecided because it is missing.
    A rule may be undecided with nothing missing: a division by zero has no result.
    """

    outcome: npt.NDArray[np.int8]
    blamed: Mapping[str, Booleans]
    notices: tuple[Notice, ...] = ()

    def missing(self, index: int) -> tuple[str, ...]:
        """Return the names for want of which one park's case cannot be decided, in reading order."""
        return tuple(name for name, where in self.blamed.items() if where[index])


def decide(rule: Rule, env: Columns) -> Decision:
    """Return whether a condition holds in each park; not applicable counts as missing.

    Shape:    env.size cells.
    Errors:   EngineError from `env` for a name it does not have.
    """
    decider = _Decider(rule, env)
    result = decider.column(decider.cells(rule.root))
    outcome = np.where(result.state == OK, result.values != 0, UNDECIDED).astype(np.int8)
    undecided = outcome == UNDECIDED
    if undecided.any():
        decider.blame(rule.root, 0, undecided)
    return Decision(outcome, dict(decider.blamed), result.notices)


def margin(rule: Rule, env: Columns) -> Column:
    """Return by how much a condition holds (positive) or fails (negative), in the units of what it compares.

    Formula:  a >= b, a > b: a - b · a <= b, a < b: b - a · a == b: -|a - b| · a != b: |a - b| · and, all_over: the
              smallest · or: the largest · not: the opposite sign · if: that of the branch taken.
    Shape:    env.size cells. Missing where an operand is, and for parts without a size: ismissing, true, coalesce.
    Note:     a strict comparison of equals fails with margin 0; a rule's outcome is decide()'s to say.
    """
    decider = _Decider(rule, env)
    return decider.column(decider.margin(rule.root, 0), is_condition=True)


class _Decider(Evaluator):
    """An evaluation that keeps the results of the present period, since deciding and blaming ask for them again."""

    def __init__(self, rule: Rule, env: Columns) -> None:
        super().__init__(rule, env)
        self.kept: dict[int, Cells] = {}
        self.blamed: dict[str, Booleans] = {}

    def cells(self, node: Node, back: int = 0, where: Booleans | None = None) -> Cells:
        if back:
            return super().cells(node, back, where)
        if id(node) not in self.kept:
            self.kept[id(node)] = super().cells(node, back, where)
        return self.kept[id(node)]

    # Blame

    def blame(self, node: Node, back: int, where: Booleans) -> None:
        """Note, for the undecided parks `where`, which names inside a part are missing and matter."""
        if not back:
            where = where & (self.cells(node).state != OK)
        if isinstance(node, Name):
            self.blame_name(node, back, where)
        elif isinstance(node, Call):
            self.blame_call(node, back, where)
        else:
            for child in node.children:
                self.blame(child, back, where)

    def blame_name(self, node: Name, back: int, where: Booleans) -> None:
        column = self.env.column(node.namespace, node.code, back)
        nowhere = np.zeros(self.env.size, dtype=np.bool_)
        found = where & (column.state != OK)
        self.blamed[node.text] = self.blamed.get(node.text, nowhere) | found

    def blame_call(self, node: Call, back: int, where: Booleans) -> None:
        if node.function == "if":
            condition = self.cells(node.arguments[0], back)
            self.blame(node.arguments[0], back, where & (condition.state != OK))
            self.blame(node.arguments[1], back, where & on_cells.holds(condition))
            self.blame(node.arguments[2], back, where & on_cells.fails(condition))
        elif node.function not in {"ismissing", "count"}:
            for period in periods_back(node, back):
                for argument in node.arguments:
                    unknown = self.cells(argument, period).state != OK
                    self.blame(argument, period, where & unknown)

    # Margin

    def margin(self, node: Node, back: int) -> Cells:
        if isinstance(node, Comparison):
            return self.comparison_margin(node, back)
        if isinstance(node, Junction):
            return _extreme(node.word, [self.margin(one, back) for one in node.operands])
        if isinstance(node, Not):
            inside = self.margin(node.operand, back)
            return Cells(-inside.values, inside.state)
        if isinstance(node, Call) and node.function in {"if", "all_over"}:
            return self.call_margin(node, back)
        return Cells(np.full(1, np.nan), np.full(1, MISSING, dtype=np.uint8))

    def comparison_margin(self, node: Comparison, back: int) -> Cells:
        left, right = self.cells(node.left, back), self.cells(node.right, back)
        with np.errstate(all="ignore"):
            difference = left.values - right.values
        if node.operator in {"<", "<="}:
            difference = -difference
        elif node.operator in {"==", "!="}:
            difference = np.abs(difference) * (1.0 if node.operator == "!=" else -1.0)
        return on_cells.settled(difference, on_cells.joint_state((left, right)))[0]

    def call_margin(self, node: Call, back: int) -> Cells:
        if node.function == "all_over":
            periods = periods_back(node, back)
            return _extreme("and", [self.margin(node.arguments[0], one) for one in periods])
        condition = self.cells(node.arguments[0], back)
        then, otherwise = (self.margin(one, back) for one in node.arguments[1:])
        return on_cells.chosen(condition, then, otherwise)


def _extreme(word: str, margins: Sequence[Cells]) -> Cells:
    """Return the smallest margin for and, the largest for or."""
    values = margins[0].values
    for more in margins[1:]:
        values = (
            np.minimum(values, more.values) if word == "and" else np.maximum(values, more.values)
        )
    return Cells(values, on_cells.joint_state(margins))
