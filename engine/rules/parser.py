"""Reads the text of a rule into nodes: a precedence-climbing parser that knows nothing but the rule language.

Binding, loosest first: or · and · not · comparison (never chained) · + - · * / · minus sign · ** (exponent: a plain number).
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from math import isfinite
from typing import Final, NoReturn

from engine.errors import Code
from engine.rules.functions import FUNCTIONS, MOST_DIGITS, MOST_PERIODS, Function
from engine.rules.nodes import (
    NAMESPACES,
    VALUE,
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
    walk,
)
from engine.rules.tokens import MOST_NUMBER_CHARACTERS, Token, refuse, tokens_of

MOST_DEPTH: Final = 50
MOST_NODES: Final = 500
MOST_EXPONENT: Final = 10
RULES_KEPT: Final = 4096

_OR, _AND, _NOT, _COMPARE, _ADD, _MULTIPLY, _SIGN, _POWER = range(1, 9)
_BINDING: Final = {
    "or": _OR,
    "and": _AND,
    **dict.fromkeys(("<", "<=", ">", ">=", "==", "!="), _COMPARE),
    "+": _ADD,
    "-": _ADD,
    "*": _MULTIPLY,
    "/": _MULTIPLY,
    "**": _POWER,
}
_RESERVED: Final = {"and", "or", "not", "true", "false"}


@lru_cache(maxsize=RULES_KEPT)
def parse(text: str) -> Rule:
    """Read a text into a rule, or raise EngineError with the first place that cannot be read.

    Nothing but the forms of the language is accepted; length, depth, parts, exponents and periods are capped.
    A rule cannot change, so the same text is read once.
    """
    parser = _Parser(text)
    root = parser.whole()
    return Rule(text, root, frozenset(node for node in walk(root) if isinstance(node, Name)))


class _Parser:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens_of(text)
        self.place = 0
        self.open_calls = 0
        self.nodes = 0
        self.depths: dict[int, int] = {}
        self.in_series = False

    # Reading tokens

    @property
    def here(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.here
        self.place += token.kind != "end"
        return token

    def takes(self, text: str) -> bool:
        """Step over a sign or word if it stands here."""
        if self.here.kind in {"number", "end"} or self.here.text != text:
            return False
        self.place += 1
        return True

    def need(self, text: str) -> Token:
        token = self.here
        if not self.takes(text):
            self.unexpected(token, f"{text!r} is expected")
        return token

    def unexpected(self, token: Token, hint: str) -> NoReturn:
        if token.text == "=":
            hint = "equality is written =="
        found = repr(token.text) if token.kind != "end" else "the end of the rule"
        message = f"{found} cannot stand here: {hint}"
        refuse(Code.SYNTAX_ERROR, message, self.text, token.start, token.end, found=token.text)

    # Building nodes

    def keep(self, node: Node) -> Node:
        """Count a finished node and its depth."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            message = f"a rule has at most {MOST_NODES} parts"
            refuse(Code.TOO_MANY_NODES, message, self.text, node.start, node.end, most=MOST_NODES)
        depth = 1 + max((self.depths[id(child)] for child in node.children), default=0)
        if depth > MOST_DEPTH:
            self.too_deep(node.start, node.end)
        self.depths[id(node)] = depth
        return node

    def too_deep(self, start: int, end: int) -> NoReturn:
        message = f"a rule is nested at most {MOST_DEPTH} levels deep"
        refuse(Code.TOO_DEEP, message, self.text, start, end, most=MOST_DEPTH)

    # The grammar

    def whole(self) -> Node:
        if self.here.kind == "end":
            refuse(Code.EMPTY_RULE, "a rule needs a text", self.text, 0, len(self.text))
        root = self.expression(0)
        if self.here.kind != "end":
            self.unexpected(self.here, "the rule should end or go on with an operator")
        return root

    def expression(self, binding: int) -> Node:
        """Read a part whose operators bind more tightly than `binding`."""
        self.open_calls += 1
        if self.open_calls > 2 * MOST_DEPTH:
            self.too_deep(self.here.start, self.here.end)
        node = self.prefix()
        while self.here.kind in {"word", "sign"}:
            found = _BINDING.get(self.here.text, 0)
            if found <= binding:
                break
            node = self.keep(_CONTINUE[found](self, node))
        self.open_calls -= 1
        return node

    def prefix(self) -> Node:
        token = self.take()
        if token.kind == "number":
            return self.keep(self.number(token))
        if token.kind == "word":
            return self.keep(self.word(token))
        if token.text == "-":
            operand = self.expression(_SIGN)
            return self.keep(Minus(operand, start=token.start, end=operand.end))
        if token.text == "(":
            return self.bracketed(token)
        self.unexpected(token, "a number, a name, a function or a bracket is expected")

    def bracketed(self, token: Token) -> Node:
        """Read up to the closing bracket; the part then stands on its brackets too."""
        node = self.expression(0)
        wide = replace(node, start=token.start, end=self.need(")").end)
        self.depths[id(wide)] = self.depths[id(node)]
        return wide

    def number(self, token: Token) -> Number:
        value = float(token.text)
        if len(token.text) > MOST_NUMBER_CHARACTERS or not isfinite(value):
            message = "the number is too long or too large"
            refuse(Code.NUMBER_TOO_LARGE, message, self.text, token.start, token.end)
        return Number(value, start=token.start, end=token.end)

    def word(self, token: Token) -> Node:
        if token.text == "not":
            operand = self.expression(_NOT)
            return Not(operand, start=token.start, end=operand.end)
        if token.text in {"true", "false"}:
            return Truth(token.text == "true", start=token.start, end=token.end)
        if token.text in _RESERVED:
            self.unexpected(token, "a number, a name, a function or a bracket is expected")
        if self.takes("("):
            return self.call(token)
        return self.name(token)

    def name(self, token: Token) -> Name:
        if not self.takes("."):
            return Name(VALUE, token.text, start=token.start, end=token.end)
        code = self.take()
        if code.kind != "word":
            self.unexpected(code, "a name is expected after the dot")
        if token.text not in NAMESPACES:
            message = f"{token.text!r} is not one of {', '.join(NAMESPACES)}"
            refuse(
                Code.NAMESPACE_UNKNOWN,
                message,
                self.text,
                token.start,
                token.end,
                namespace=token.text,
                known=NAMESPACES,
            )
        return Name(token.text, code.text, start=token.start, end=code.end)

    # What may follow a finished part

    def joined(self, first: Node, binding: int) -> tuple[tuple[Node, ...], tuple[str, ...]]:
        """Read all further operands of one binding: a + b - c is one node."""
        operands, operators = [first], []
        while self.here.kind in {"word", "sign"} and _BINDING.get(self.here.text) == binding:
            operators.append(self.take().text)
            operands.append(self.expression(binding))
        return tuple(operands), tuple(operators)

    def junction(self, first: Node) -> Node:
        word = self.here.text
        operands, _ = self.joined(first, _BINDING[word])
        return Junction(word, operands, start=first.start, end=operands[-1].end)

    def arithmetic(self, first: Node) -> Node:
        operands, operators = self.joined(first, _BINDING[self.here.text])
        return Arithmetic(operands, operators, start=first.start, end=operands[-1].end)

    def comparison(self, left: Node) -> Node:
        operator = self.take().text
        right = self.expression(_COMPARE)
        if self.here.kind == "sign" and _BINDING.get(self.here.text) == _COMPARE:
            message = "comparisons are not chained: write a < b and b < c"
            refuse(Code.COMPARISON_CHAINED, message, self.text, self.here.start, self.here.end)
        return Comparison(left, operator, right, start=left.start, end=right.end)

    def power(self, base: Node) -> Node:
        self.take()
        written = self.expression(_SIGN)
        sign, number = (-1.0, written.operand) if isinstance(written, Minus) else (1.0, written)
        if not isinstance(number, Number):
            message = "an exponent is a plain number, such as 2 or 0.5"
            refuse(Code.EXPONENT_NOT_NUMBER, message, self.text, written.start, written.end)
        if number.value > MOST_EXPONENT:
            message = f"an exponent lies between -{MOST_EXPONENT} and {MOST_EXPONENT}"
            refuse(
                Code.EXPONENT_TOO_LARGE,
                message,
                self.text,
                written.start,
                written.end,
                most=MOST_EXPONENT,
            )
        return Power(base, sign * number.value, start=base.start, end=written.end)

    # Functions

    def call(self, token: Token) -> Node:
        function = FUNCTIONS.get(token.text)
        if function is None:
            message = f"there is no function {token.text!r}"
            refuse(
                Code.FUNCTION_UNKNOWN,
                message,
                self.text,
                token.start,
                token.end,
                function=token.text,
                known=tuple(FUNCTIONS),
            )
        if function.is_series and self.in_series:
            message = f"{token.text} cannot stand inside another function over periods"
            refuse(Code.SERIES_NESTED, message, self.text, token.start, token.end)
        self.in_series = self.in_series or function.is_series
        arguments, units_word = self.arguments()
        self.in_series = self.in_series and not function.is_series
        end = self.need(")").end
        count = self.tail(token, function, arguments, units_word, end)
        given = len(arguments) - (count is not None)
        most = function.most_arguments
        if given < function.least_arguments or (most is not None and given > most):
            self.wrong_arguments(token, function, end)
        return Call(token.text, tuple(arguments[:given]), count, start=token.start, end=end)

    def arguments(self) -> tuple[list[Node], bool]:
        """Read the arguments of a call, and whether the word periods follows the last one."""
        if self.here.text == ")":
            return [], False
        arguments = [self.expression(0)]
        while self.takes(","):
            arguments.append(self.expression(0))
        return arguments, self.takes("periods") or self.takes("period")

    def tail(
        self, token: Token, function: Function, arguments: list[Node], has_word: bool, end: int
    ) -> int | None:
        """Return the whole number that ends a call, where the function has one."""
        least_given = function.least_arguments + (not function.tail_optional)
        if has_word and not (function.is_series and len(arguments) > function.least_arguments):
            self.wrong_arguments(token, function, end)
        if not function.tail or len(arguments) <= function.least_arguments:
            if function.tail and len(arguments) < least_given:
                self.wrong_arguments(token, function, end)
            return None
        last = arguments[-1]
        most = MOST_PERIODS if function.is_series else MOST_DIGITS
        value = last.value if isinstance(last, Number) else -1.0
        if not (function.least <= value <= most and value.is_integer()):
            code = Code.PERIODS_RANGE if function.is_series else Code.DIGITS_RANGE
            message = (
                f"{token.text} takes a whole number of {function.tail}, {function.least} to {most}"
            )
            refuse(code, message, self.text, last.start, last.end, least=function.least, most=most)
        return int(value)

    def wrong_arguments(self, token: Token, function: Function, end: int) -> NoReturn:
        message = f"{token.text} is written {usage(token.text)}"
        refuse(
            Code.WRONG_ARGUMENTS,
            message,
            self.text,
            token.start,
            end,
            function=token.text,
            usage=usage(token.text),
            least=function.least_arguments,
        )


_CONTINUE: Final[dict[int, Callable[[_Parser, Node], Node]]] = {
    _OR: _Parser.junction,
    _AND: _Parser.junction,
    _COMPARE: _Parser.comparison,
    _ADD: _Parser.arithmetic,
    _MULTIPLY: _Parser.arithmetic,
    _POWER: _Parser.power,
}


def usage(name: str) -> str:
    """Return how a function is written: `trend(x, n)`, `min(x, …)`."""
    if name == "if":
        return "if(condition, then, otherwise)"
    function = FUNCTIONS[name]
    arguments = ["x"] if function.takes != "truth" else ["rule"]
    if function.most_arguments is None:
        arguments.append("…")
    tail = {"": "", "periods": ", n periods", "digits": ", digits"}[function.tail]
    inside = ", ".join(arguments)
    return f"{name}({inside}{f'[{tail}]' if function.tail_optional else tail})"
