"""Says a rule in words, in English or Chinese: "Vacancy rate is below 43.2 %"."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from engine.rules.evaluation import is_condition
from engine.rules.functions import FUNCTIONS, UnitOf
from engine.rules.nodes import (
    COMPLETENESS,
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
    Number,
    Power,
    Rule,
    Truth,
)
from engine.rules.phrases import number_text, phrases_in

LOOSE, ADD, _MULTIPLY, SIGN, _POWER, WHOLE = range(6)
_SIGNS: Final = {
    "+": "+",
    "-": "\N{MINUS SIGN}",
    "*": "\N{MULTIPLICATION SIGN}",
    "/": "\N{DIVISION SIGN}",
}
_RAISED: Final = str.maketrans(
    "0123456789-",
    "\N{SUPERSCRIPT ZERO}\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}"
    "\N{SUPERSCRIPT FOUR}\N{SUPERSCRIPT FIVE}\N{SUPERSCRIPT SIX}\N{SUPERSCRIPT SEVEN}"
    "\N{SUPERSCRIPT EIGHT}\N{SUPERSCRIPT NINE}\N{SUPERSCRIPT MINUS}",
)
_OPPOSITE: Final = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "==": "!=", "!=": "=="}


def in_words(
    rule: Rule,
    titles: Mapping[str, str],
    language: str,
    *,
    units: Mapping[str, str] | None = None,
    formatter: Callable[[float], str] = number_text,
) -> str:
    """Return a rule as a sentence, or a formula as a phrase, in "en" or "zh-hans".

    `titles` and `units` go by the name as written, `score.x`, or else by its code, `x`; a name without a title is
    shown by its code. Units stand after a number that is compared with something that has one; scores are in
    points, completeness in %.
    """
    speaker = Speaker(titles, language, units or {}, formatter)
    is_clause = is_condition(rule.root)
    text = speaker.clause(rule.root) if is_clause else speaker.number(rule.root).text
    return text[:1].upper() + text[1:]


class Spoken(NamedTuple):
    """A number in words and how tightly it holds together, which decides where brackets are needed."""

    text: str
    binding: int = WHOLE


class Speaker:
    """One rule said in one language."""

    def __init__(
        self,
        titles: Mapping[str, str],
        language: str,
        units: Mapping[str, str],
        formatter: Callable[[float], str],
    ) -> None:
        self.titles = titles
        self.phrases = phrases_in(language)
        self.units = units
        self.formatter = formatter

    def say(self, key: str, **parts: object) -> str:
        return self.phrases[key].format(**parts)

    def bracketed(self, spoken: Spoken, least: int) -> str:
        """Put brackets around what holds together less tightly than its place needs."""
        return spoken.text if spoken.binding >= least else self.say("bracket", x=spoken.text)

    def listed(self, texts: Sequence[str], key: str = "list") -> str:
        """Join texts: A, B and C."""
        result = texts[0]
        for place, text in enumerate(texts[1:], start=2):
            joint = f"{key}_end" if place == len(texts) else key
            result = self.say(joint, first=result, second=text)
        return result

    # Conditions

    def clause(self, node: Node) -> str:
        """Say a condition."""
        match node:
            case Comparison(operator=operator):
                text = self.comparison(node, operator)
            case Junction():
                text = self.junction(node)
            case Not(operand=operand):
                text = self.denial(operand)
            case Truth(value=value):
                text = self.say("true" if value else "false")
            case Call() if is_condition(node):
                text = self.conditional_call(node)
            case _:
                text = self.say("is_true", x=self.number(node).text)
        return text

    def inner_clause(self, node: Node) -> str:
        """Say a condition inside another one, in brackets unless it is simple."""
        text = self.clause(node)
        is_simple = isinstance(node, Comparison | Truth | Name) or (
            isinstance(node, Call) and node.function == "ismissing"
        )
        is_simple = is_simple or (isinstance(node, Not) and isinstance(node.operand, Comparison))
        return text if is_simple else self.say("bracket", x=text)

    def comparison(self, node: Comparison, operator: str) -> str:
        left = self.with_unit(node.left, node.right)
        right = self.with_unit(node.right, node.left)
        return self.say(operator, left=left, right=right)

    def junction(self, node: Junction) -> str:
        result = self.inner_clause(node.operands[0])
        for operand in node.operands[1:]:
            result = self.say(node.word, first=result, second=self.inner_clause(operand))
        return result

    def denial(self, operand: Node) -> str:
        if isinstance(operand, Comparison):
            return self.comparison(operand, _OPPOSITE[operand.operator])
        if isinstance(operand, Call) and operand.function == "ismissing":
            return self.say("not_missing", x=self.any(operand.arguments[0]))
        return self.say("not", clause=self.inner_clause(operand))

    def conditional_call(self, node: Call) -> str:
        if node.function == "if":
            condition, then, otherwise = (self.inner_clause(one) for one in node.arguments)
            return self.say("if_clause", condition=condition, then=then, otherwise=otherwise)
        if node.function == "coalesce":
            inside = self.listed([self.inner_clause(one) for one in node.arguments], "clauses")
            return self.say("coalesce_clauses", x=inside)
        if node.function == "ismissing":
            return self.say("ismissing", x=self.any(node.arguments[0]))
        return self.counted("all_over", node.count or 1, self.inner_clause(node.arguments[0]))

    def any(self, node: Node) -> str:
        """Say a part that may be a number or a condition."""
        return self.inner_clause(node) if is_condition(node) else self.number(node).text

    # Numbers

    def number(self, node: Node) -> Spoken:
        """Say a number."""
        match node:
            case Number(value=value):
                spoken = Spoken(self.formatter(value))
            case Name():
                spoken = self.name(node)
            case Minus(operand=operand):
                inside = self.bracketed(self.number(operand), _POWER)
                spoken = Spoken(f"{_SIGNS['-']}{inside}", SIGN)
            case Arithmetic():
                spoken = self.arithmetic(node)
            case Power():
                spoken = self.power(node)
            case Call() if not is_condition(node):
                spoken = self.call(node)
            case _:
                spoken = Spoken(self.clause(node), LOOSE)
        return spoken

    def title(self, name: Name) -> str:
        return self.titles.get(name.text) or self.titles.get(name.code) or name.code

    def spelled(self, name: Name) -> str:
        """Say what a name stands for: the score of …, the previous …"""
        title = self.title(name)
        return title if name.namespace == VALUE else self.say(name.namespace, x=title)

    def name(self, node: Name) -> Spoken:
        return Spoken(self.spelled(node))

    def arithmetic(self, node: Arithmetic) -> Spoken:
        binding = ADD if node.operators[0] in "+-" else _MULTIPLY
        text = self.bracketed(self.number(node.operands[0]), binding)
        for operator, operand in zip(node.operators, node.operands[1:], strict=True):
            spoken = self.number(operand)
            has_sign = spoken.text.startswith(("-", _SIGNS["-"]))
            inside = self.bracketed(spoken, WHOLE + 1 if has_sign else binding + 1)
            text = f"{text} {_SIGNS[operator]} {inside}"
        return Spoken(text, binding)

    def power(self, node: Power) -> Spoken:
        base = self.number(node.base)
        inside = self.bracketed(base, WHOLE + (" " in base.text))
        if node.exponent.is_integer():
            return Spoken(f"{inside}{str(int(node.exponent)).translate(_RAISED)}", _POWER)
        return Spoken(self.say("power", x=inside, n=number_text(node.exponent)), LOOSE)

    def call(self, node: Call) -> Spoken:
        """Say a function that gives a number."""
        function, arguments = node.function, node.arguments
        if function == "if":
            condition = self.clause(arguments[0])
            then, otherwise = (self.argument(one) for one in arguments[1:])
            text = self.say("if", condition=condition, then=then, otherwise=otherwise)
        elif function == "count" and is_condition(arguments[0]):
            clauses = [self.inner_clause(one) for one in arguments]
            text = self.say("count_clauses", x=self.listed(clauses, "clauses"))
        elif function == "abs":
            text = self.size(arguments[0])
        elif FUNCTIONS[function].tail:
            count = node.count or (1 if FUNCTIONS[function].is_series else 0)
            text = self.counted(function, count, self.bracketed(self.number(arguments[0]), _POWER))
        else:
            text = self.say(function, x=self.listed([self.argument(one) for one in arguments]))
        return Spoken(text, LOOSE)

    def size(self, node: Node) -> str:
        """Say the absolute value of a part, or of a difference that it is one."""
        if isinstance(node, Arithmetic) and node.operators == ("-",):
            first, second = (self.argument(one) for one in node.operands)
            return self.say("difference", first=first, second=second)
        return self.say("abs", x=self.bracketed(self.number(node), _POWER))

    def argument(self, node: Node) -> str:
        """Say one of several arguments; a phrase inside a phrase stands in brackets."""
        return self.bracketed(self.number(node), ADD)

    def counted(self, function: str, count: int, text: str) -> str:
        """Use the special phrase for a count of 0 or 1 where the language has one."""
        special = f"{function}_{count}"
        return self.say(special if special in self.phrases else function, x=text, n=count)

    # Units

    def with_unit(self, node: Node, other: Node) -> str:
        """Say one side of a comparison; a bare number takes the unit of the other side."""
        sign, number = (-1.0, node.operand) if isinstance(node, Minus) else (1.0, node)
        if not isinstance(number, Number):
            return self.number(node).text
        value = sign * number.value
        if isinstance(other, Name) and other.namespace == COMPLETENESS:
            return self.say("percent", n=self.formatter(float(f"{value * 100:.12g}")))
        unit = self.unit(other)
        text = self.formatter(value)
        if not unit:
            return text
        if unit == "%" and _is_difference(other):
            return self.say("with_unit", n=text, unit=self.phrases["percentage_points"])
        return self.say("percent", n=text) if unit == "%" else self.unit_after(text, unit)

    def unit_after(self, text: str, unit: str) -> str:
        """Put a unit after a number: 5 km, 5 (10k CNY), and without a space where it is Chinese."""
        if unit[0].isdigit():
            return f"{text} ({unit})"
        return f"{text} {unit}" if unit[0].isascii() else self.say("with_unit", n=text, unit=unit)

    def unit(self, node: Node) -> str:
        """Return the unit of a part, empty where it has none."""
        match node:
            case Name(namespace=namespace):
                known = self.units.get(node.text) or self.units.get(node.code, "")
                return self.phrases["points"] if namespace == SCORE else known
            case Arithmetic(operators=operators) if operators[0] in "*/":
                return ""
            case Call(function=function) if FUNCTIONS[function].unit is UnitOf.NOTHING:
                return ""
            case Minus() | Arithmetic() | Call():
                return next(filter(None, map(self.unit, node.children)), "")
        return ""


def _is_difference(node: Node) -> bool:
    """Say whether a part is the difference of two levels; of percentages, it is in percentage points."""
    if isinstance(node, Call) and node.function in {"abs", "round"}:
        return _is_difference(node.arguments[0])
    if isinstance(node, Arithmetic):
        return "-" in node.operators
    return isinstance(node, Call) and node.function == "change"
