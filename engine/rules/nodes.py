"""The parts a rule is made of: a closed list of frozen nodes, and the rule that holds them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

VALUE: Final = "value"
SCORE: Final = "score"
COMPLETENESS: Final = "completeness"
PREVIOUS: Final = "previous"
NAMESPACES: Final = (VALUE, SCORE, COMPLETENESS, PREVIOUS)


@dataclass(frozen=True)
class Node:
    """A part of a rule and the characters of its text that it stands on; the place is no part of its identity."""

    start: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)

    @property
    def children(self) -> tuple["Node", ...]:
        """The parts directly inside this one, in reading order."""
        return ()


@dataclass(frozen=True)
class Number(Node):
    """A number written in the rule."""

    value: float


@dataclass(frozen=True)
class Truth(Node):
    """The word true or false."""

    value: bool


@dataclass(frozen=True)
class Name(Node):
    """A name: `x` and `value.x` are the same."""

    namespace: str
    code: str

    @property
    def text(self) -> str:
        """The name as it is written at its shortest."""
        return self.code if self.namespace == VALUE else f"{self.namespace}.{self.code}"


@dataclass(frozen=True)
class Minus(Node):
    """A change of sign."""

    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Arithmetic(Node):
    """Terms joined by + and -, or factors joined by * and /, worked from left to right."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True)
class Power(Node):
    """A power with a plain number as exponent."""

    base: Node
    exponent: float

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.base,)


@dataclass(frozen=True)
class Comparison(Node):
    """Two numbers compared by < <= > >= == or !=."""

    left: Node
    operator: str
    right: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)


@dataclass(frozen=True)
class Junction(Node):
    """Conditions joined by `and`, or conditions joined by `or`."""

    word: str
    operands: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return self.operands


@dataclass(frozen=True)
class Not(Node):
    """A condition denied."""

    operand: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)


@dataclass(frozen=True)
class Call(Node):
    """A function with its arguments; `count` is the number of periods, or of digits for round, or None."""

    function: str
    arguments: tuple[Node, ...]
    count: int | None = None

    @property
    def children(self) -> tuple[Node, ...]:
        return self.arguments


@dataclass(frozen=True)
class Rule:
    """A parsed rule: its text, its outermost part and the names it uses."""

    text: str
    root: Node
    names: frozenset[Name]


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all nodes inside it, outermost first, in reading order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))
