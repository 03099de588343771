"""Evaluates a rule on whole columns at once: 10,000 parks in milliseconds, gaps and all.

What happens to gaps: + - * / ** abs round min max sum change and comparisons need all their operands; mean, count,
mean_over and trend skip what is missing; coalesce takes the first value that is there; ismissing is true of what is
missing and of what is not applicable; and, or, not are Kleene's. A quotient by zero is missing, with a notice.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from engine.errors import Code, EngineError, Notice, NoticeCode, Problem
from engine.rules import cells as on_cells
from engine.rules.cells import Cells
from engine.rules.columns import MISSING, NOT_APPLICABLE, OK, Booleans, Column, Columns, Floats
from engine.rules.functions import FUNCTIONS, Kind
from engine.rules.nodes import (
    Arithmetic,
    Call,
    Comparison,
    Junction,
    Minus,
    Name,
    Node,
    Not,
    Number,
    Power,
    Rule,
    Truth,
)

_COMPARE: Final[dict[str, Callable[[Floats, Floats], Booleans]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
_COMBINE: Final[dict[str, Callable[[Floats, Floats], Floats]]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    "min": np.minimum,
    "max": np.maximum,
    "sum": np.add,
}
_MESSAGES: Final = {
    NoticeCode.DIVISION_BY_ZERO: "a division by zero has no result and counts as missing",
    NoticeCode.NUMBER_OVERFLOW: "a result is too large for a number and counts as missing",
    NoticeCode.POWER_UNDEFINED: "a fractional power of a negative number counts as missing",
}


def evaluate(rule: Rule, env: Columns, *, empty_not_applicable: bool = False) -> Column:
    """Return the column of a rule's results, with notices of divisions by zero and overflows.

    Shape:    env.size cells. A condition gives 1.0, 0.0, or MISSING for undecided (in a rule, not applicable is
              missing); a number gives MISSING, or NOT_APPLICABLE where an operand it needs is not applicable.
    0/0:      not applicable, without a notice, where `empty_not_applicable`; otherwise missing.
    Errors:   EngineError from `env` for a name it does not have.
    """
    evaluator = Evaluator(rule, env, empty_not_applicable=empty_not_applicable)
    return evaluator.column(evaluator.cells(rule.root), is_condition=is_condition(rule.root))


def is_condition(node: Node) -> bool:
    """Say whether a part is a condition: its form alone tells, since names are numbers."""
    if isinstance(node, Call):
        gives = FUNCTIONS[node.function].gives
        return is_condition(node.arguments[-1]) if gives is None else gives is Kind.TRUTH
    return isinstance(node, Truth | Comparison | Junction | Not)


class Evaluator:
    """The evaluation of one rule; it may be asked for any part of it, at any number of periods back."""

    def __init__(self, rule: Rule, env: Columns, *, empty_not_applicable: bool = False) -> None:
        self.rule = rule
        self.env = env
        self.empty_not_applicable = empty_not_applicable
        self.noticed: dict[tuple[NoticeCode, int, int], Booleans] = {}

    def column(self, cells: Cells, *, is_condition: bool = False) -> Column:
        """Return cells as a column of full size."""
        state = np.broadcast_to(cells.state, self.env.size).copy()
        if is_condition:
            state[state == NOT_APPLICABLE] = MISSING
        values = np.broadcast_to(cells.values, self.env.size)
        return Column(np.where(state == OK, values, np.nan) + 0.0, state, self.notices())

    def notices(self) -> tuple[Notice, ...]:
        """Return one notice for each part of the rule that lost results, with the places of the parks."""
        return tuple(
            Notice(
                code,
                _MESSAGES[code],
                place=self.rule.text[start:end],
                value=int(where.sum()),
                params={"start": start, "end": end, "units": tuple(np.flatnonzero(where).tolist())},
            )
            for (code, start, end), where in self.noticed.items()
            if where.any()
        )

    def cells(self, node: Node, back: int = 0, where: Booleans | None = None) -> Cells:
        """Return the results of a part `back` periods ago; notices count only the parks `where` they matter."""
        where = np.ones(1, dtype=np.bool_) if where is None else where
        with np.errstate(all="ignore"):
            return _BY_NODE[type(node)](self, node, back, where)

    def settle(self, values: Floats, like: Cells, node: Node, where: Booleans) -> Cells:
        """Make results beyond the range of numbers missing and note where."""
        result, lost = on_cells.settled(values, like.state)
        self.note(NoticeCode.NUMBER_OVERFLOW, lost & where, node)
        return result

    def note(self, code: NoticeCode, lost: Booleans, node: Node) -> None:
        if lost.any():
            key = (code, node.start, node.end)
            lost = np.broadcast_to(lost, self.env.size)
            self.noticed[key] = self.noticed.get(key, np.zeros(1, dtype=np.bool_)) | lost

    # One method for each kind of node

    def number(self, node: Number, back: int, where: Booleans) -> Cells:
        return on_cells.constant(node.value)

    def truth(self, node: Truth, back: int, where: Booleans) -> Cells:
        return on_cells.constant(float(node.value))

    def name(self, node: Name, back: int, where: Booleans) -> Cells:
        column = self.env.column(node.namespace, node.code, back)
        if column.values.size != self.env.size:
            message = f"{node.text} has {column.values.size} cells, {self.env.size} are expected"
            raise EngineError(Problem(Code.SHAPE_MISMATCH, message, value=node.text))
        return Cells(column.values, column.state)

    def minus(self, node: Minus, back: int, where: Booleans) -> Cells:
        operand = self.cells(node.operand, back, where)
        return Cells(-operand.values, operand.state)

    def arithmetic(self, node: Arithmetic, back: int, where: Booleans) -> Cells:
        result = self.cells(node.operands[0], back, where)
        for operator, operand in zip(node.operators, node.operands[1:], strict=True):
            right = self.cells(operand, back, where)
            if operator == "/":
                result = self.divided(result, right, node, where)
            else:
                result = self.combined(operator, result, right, node, where)
        return result

    def combined(
        self, operator: str, left: Cells, right: Cells, node: Node, where: Booleans
    ) -> Cells:
        both = Cells(left.values, on_cells.joint_state((left, right)))
        return self.settle(_COMBINE[operator](left.values, right.values), both, node, where)

    def divided(self, above: Cells, below: Cells, node: Node, where: Booleans) -> Cells:
        state = on_cells.joint_state((above, below))
        by_zero = (state == OK) & (below.values == 0)
        is_empty = by_zero & (above.values == 0) & self.empty_not_applicable
        state = np.where(by_zero, np.where(is_empty, NOT_APPLICABLE, MISSING), state)
        self.note(NoticeCode.DIVISION_BY_ZERO, by_zero & ~is_empty & where, node)
        both = Cells(above.values, state.astype(np.uint8))
        return self.settle(above.values / below.values, both, node, where)

    def power(self, node: Power, back: int, where: Booleans) -> Cells:
        base = self.cells(node.base, back, where)
        has_zero = (base.state == OK) & (base.values == 0) & (node.exponent < 0)
        is_fraction = not node.exponent.is_integer()
        has_negative = (base.state == OK) & (base.values < 0) & is_fraction
        self.note(NoticeCode.DIVISION_BY_ZERO, has_zero & where, node)
        self.note(NoticeCode.POWER_UNDEFINED, has_negative & where, node)
        state = np.where(has_zero | has_negative, MISSING, base.state).astype(np.uint8)
        raised = on_cells.raised(base, node.exponent)
        return self.settle(raised.values, Cells(raised.values, state), node, where)

    def comparison(self, node: Comparison, back: int, where: Booleans) -> Cells:
        left = self.cells(node.left, back, where)
        right = self.cells(node.right, back, where)
        state = on_cells.joint_state((left, right))
        return on_cells.truth(_COMPARE[node.operator](left.values, right.values), state)

    def junction(self, node: Junction, back: int, where: Booleans) -> Cells:
        operands = [self.cells(operand, back, where) for operand in node.operands]
        return on_cells.both(operands) if node.word == "and" else on_cells.either(operands)

    def denial(self, node: Not, back: int, where: Booleans) -> Cells:
        return on_cells.denied(self.cells(node.operand, back, where))

    def call(self, node: Call, back: int, where: Booleans) -> Cells:
        return _BY_FUNCTION[node.function](self, node, back, where)

    # One method for each function or family of functions

    def choice(self, node: Call, back: int, where: Booleans) -> Cells:
        condition = self.cells(node.arguments[0], back, where)
        then = self.cells(node.arguments[1], back, where & on_cells.holds(condition))
        otherwise = self.cells(node.arguments[2], back, where & on_cells.fails(condition))
        return on_cells.chosen(condition, then, otherwise)

    def fold(self, node: Call, back: int, where: Booleans) -> Cells:
        result = self.cells(node.arguments[0], back, where)
        for argument in node.arguments[1:]:
            right = self.cells(argument, back, where)
            result = self.combined(node.function, result, right, node, where)
        return result

    def absolute(self, node: Call, back: int, where: Booleans) -> Cells:
        argument = self.cells(node.arguments[0], back, where)
        return Cells(np.abs(argument.values), argument.state)

    def rounded(self, node: Call, back: int, where: Booleans) -> Cells:
        return on_cells.rounded(self.cells(node.arguments[0], back, where), node.count or 0)

    def mean(self, node: Call, back: int, where: Booleans) -> Cells:
        result = on_cells.mean_of_known([self.cells(a, back, where) for a in node.arguments])
        return self.settle(result.values, result, node, where)

    def count(self, node: Call, back: int, where: Booleans) -> Cells:
        arguments = [self.cells(argument, back, where) for argument in node.arguments]
        number = np.zeros(1)
        for argument, cells in zip(node.arguments, arguments, strict=True):
            counts = on_cells.holds(cells) if is_condition(argument) else cells.state == OK
            number = number + counts
        return Cells(number, np.zeros(number.shape, dtype=np.uint8))

    def coalesce(self, node: Call, back: int, where: Booleans) -> Cells:
        found = [self.cells(node.arguments[0], back, where)]
        for argument in node.arguments[1:]:
            where = where & (found[-1].state != OK)
            found.append(self.cells(argument, back, where))
        return on_cells.first_known(found)

    def is_missing(self, node: Call, back: int, where: Booleans) -> Cells:
        nothing = np.zeros(1, dtype=np.bool_)
        argument = self.cells(node.arguments[0], back, nothing)
        return on_cells.truth(argument.state != OK, np.zeros_like(argument.state))

    def change(self, node: Call, back: int, where: Booleans) -> Cells:
        now = self.cells(node.arguments[0], back, where)
        before = self.cells(node.arguments[0], back + (node.count or 1), where)
        return self.combined("-", now, before, node, where)

    def window(self, node: Call, back: int, where: Booleans) -> list[Cells]:
        """Return the results of an argument in the last periods, oldest first."""
        periods = range(back + (node.count or 1) - 1, back - 1, -1)
        return [self.cells(node.arguments[0], period, where) for period in periods]

    def trend(self, node: Call, back: int, where: Booleans) -> Cells:
        result = on_cells.slope_of_known(self.window(node, back, where))
        return self.settle(result.values, result, node, where)

    def mean_over(self, node: Call, back: int, where: Booleans) -> Cells:
        result = on_cells.mean_of_known(self.window(node, back, where))
        return self.settle(result.values, result, node, where)

    def all_over(self, node: Call, back: int, where: Booleans) -> Cells:
        return on_cells.both(self.window(node, back, where))


_BY_NODE: Final[dict[type[Node], Callable[..., Cells]]] = {
    Number: Evaluator.number,
    Truth: Evaluator.truth,
    Name: Evaluator.name,
    Minus: Evaluator.minus,
    Arithmetic: Evaluator.arithmetic,
    Power: Evaluator.power,
    Comparison: Evaluator.comparison,
    Junction: Evaluator.junction,
    Not: Evaluator.denial,
    Call: Evaluator.call,
}
_BY_FUNCTION: Final[dict[str, Callable[[Evaluator, Call, int, Booleans], Cells]]] = {
    "if": Evaluator.choice,
    "min": Evaluator.fold,
    "max": Evaluator.fold,
    "abs": Evaluator.absolute,
    "round": Evaluator.rounded,
    "sum": Evaluator.fold,
    "mean": Evaluator.mean,
    "count": Evaluator.count,
    "coalesce": Evaluator.coalesce,
    "ismissing": Evaluator.is_missing,
    "change": Evaluator.change,
    "trend": Evaluator.trend,
    "mean_over": Evaluator.mean_over,
    "all_over": Evaluator.all_over,
}
