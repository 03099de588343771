"""Checks a parsed rule against the names of its place: names, kinds, units and frequencies, all problems at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

from engine.errors import Code, EngineError, Problem
from engine.rules.functions import FUNCTIONS, Kind, UnitOf
from engine.rules.nodes import (
    COMPLETENESS,
    NAMESPACES,
    PREVIOUS,
    SCORE,
    VALUE,
    Arithmetic,
    Call,
    Comparison,
    Junction,
    Minus,
    Name,
    Node,
    Not,
    Power,
    Rule,
    Truth,
    walk,
)


@dataclass(frozen=True)
class NameInfo:
    """What a name stands for, always a number: its unit (None agrees with all) and how often it is measured.

    What is answered by yes or no is 1 or 0, and a rule says `x == 1`.
    """

    unit: str | None = None
    every: str = ""


class Context(StrEnum):
    """Where a rule stands, which decides the prefixes it may use."""

    FORMULA = "formula"
    CHECK = "check"
    CAP = "cap"
    GATE = "gate"


_ALLOWED: Final = {
    Context.FORMULA: (VALUE,),
    Context.CHECK: (VALUE, PREVIOUS),
    Context.CAP: (VALUE, PREVIOUS, SCORE, COMPLETENESS),
    Context.GATE: NAMESPACES,
}


@dataclass(frozen=True)
class _Found:
    """What a part yields: its kind and the unit that others must share, None where it agrees with all."""

    kind: Kind
    unit: str | None = None


def check(
    rule: Rule,
    *,
    names: Mapping[str, NameInfo],
    expects: str,
    context: Context = Context.GATE,
    place: str = "",
) -> None:
    """Raise EngineError with every problem of a rule, or return.

    `names` maps `x` (or `value.x`), `score.x`, `completeness.x` to what they are; `previous.x` is what `x` is.
    `expects` is "number" or "truth". Operands of + - min max sum mean if coalesce and of comparisons must share
    one unit; numbers, products, quotients and powers agree with all.
    """
    checker = _Checker(rule, names, context, place)
    checker.demand(rule.root, checker.find(rule.root), Kind(expects))
    if checker.problems:
        raise EngineError(*checker.problems)


class _Checker:
    """One walk through one rule; every part is visited once."""

    def __init__(
        self, rule: Rule, names: Mapping[str, NameInfo], context: Context, place: str
    ) -> None:
        self.rule = rule
        self.names = names
        self.context = context
        self.place = place
        self.problems: list[Problem] = []

    def add(self, code: Code, message: str, node: Node, **params: object) -> None:
        text = self.rule.text
        self.problems.append(
            Problem(
                code,
                message,
                place=self.place,
                value=text[node.start : node.end],
                rule=text,
                start=node.start,
                end=node.end,
                params=params,
            )
        )

    def find(self, node: Node) -> _Found:
        """Return what a part yields, noting the problems inside it."""
        found = _Found(Kind.NUMBER)
        match node:
            case Name():
                found = self.name(node)
            case Truth():
                found = _Found(Kind.TRUTH)
            case Minus() | Power():
                unit = self.number(node.children[0])
                found = _Found(Kind.NUMBER, unit if isinstance(node, Minus) else None)
            case Arithmetic():
                found = _Found(Kind.NUMBER, self.arithmetic(node))
            case Comparison():
                self.shared_unit(node.children)
                found = _Found(Kind.TRUTH)
            case Junction() | Not():
                for operand in node.children:
                    self.demand(operand, self.find(operand), Kind.TRUTH)
                found = _Found(Kind.TRUTH)
            case Call():
                found = self.call(node)
        return found

    def demand(self, node: Node, found: _Found, kind: Kind) -> None:
        """Note a problem where a part is not of the kind that its place needs."""
        if found.kind is not kind:
            needed = "a number" if kind is Kind.NUMBER else "a condition"
            message = f"{needed} is needed here"
            self.add(Code.TYPE_MISMATCH, message, node, needed=kind.value, found=found.kind.value)

    def number(self, node: Node) -> str | None:
        """Visit a part that must be a number; return its unit."""
        found = self.find(node)
        self.demand(node, found, Kind.NUMBER)
        return found.unit

    def arithmetic(self, node: Arithmetic) -> str | None:
        if node.operators[0] in "+-":
            return self.shared_unit(node.operands)
        for operand in node.operands:
            self.number(operand)
        return None

    def shared_unit(self, nodes: tuple[Node, ...]) -> str | None:
        """Visit numbers that must share one unit; return it."""
        return self.one_unit(nodes, [self.number(node) for node in nodes])

    def one_unit(self, nodes: tuple[Node, ...], units: list[str | None]) -> str | None:
        shared = next((unit for unit in units if unit is not None), None)
        for node, unit in zip(nodes, units, strict=True):
            if unit is not None and unit != shared:
                message = f"{unit!r} does not go with {shared!r}"
                self.add(Code.UNIT_MISMATCH, message, node, unit=unit, other=shared)
        return shared

    def name(self, node: Name) -> _Found:
        allowed = _ALLOWED[self.context]
        if node.namespace not in allowed:
            message = f"a {self.context.value} cannot use {node.namespace}.…"
            params = {"context": self.context.value, "namespace": node.namespace}
            self.add(Code.NAMESPACE_NOT_ALLOWED, message, node, allowed=allowed, **params)
            return _Found(Kind.NUMBER)
        info = _look_up(node, self.names)
        if info is None:
            close = get_close_matches(node.text, self.names, n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            message = f"the name {node.text!r} is unknown here{hint}"
            self.add(Code.NAME_UNKNOWN, message, node, name=node.text, suggestion="".join(close))
            return _Found(Kind.NUMBER)
        return _Found(Kind.NUMBER, info.unit)

    def call(self, node: Call) -> _Found:
        function = FUNCTIONS[node.function]
        if function.is_series:
            self.one_frequency(node)
        arguments = node.arguments
        found = [self.find(argument) for argument in arguments]
        if node.function == "if":
            self.demand(arguments[0], found[0], Kind.TRUTH)
            arguments, found = arguments[1:], found[1:]
        kind = function.takes or found[0].kind
        for argument, one in zip(arguments, found, strict=True):
            self.demand(argument, one, kind)
        gives = function.gives or kind
        if function.unit is UnitOf.NOTHING:
            return _Found(gives)
        return _Found(gives, self.one_unit(arguments, [one.unit for one in found]))

    def one_frequency(self, node: Call) -> None:
        """Periods can be counted back only where all names inside are measured equally often."""
        used = [(n, _look_up(n, self.names)) for n in walk(node) if isinstance(n, Name)]
        found = {info.every for _, info in used if info is not None and info.every}
        if len(found) > 1:
            message = f"{node.function} counts periods of one frequency, here are {sorted(found)}"
            params = {"function": node.function, "frequencies": tuple(sorted(found))}
            self.add(Code.FREQUENCY_MISMATCH, message, node, **params)


def _look_up(name: Name, names: Mapping[str, NameInfo]) -> NameInfo | None:
    """Find a name under its short or its full spelling; previous.x is what x is."""
    spellings = [name.text, f"{name.namespace}.{name.code}"]
    if name.namespace == PREVIOUS:
        spellings += [name.code, f"{VALUE}.{name.code}"]
    return next((names[spelling] for spelling in spellings if spelling in names), None)
