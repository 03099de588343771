"""Writes a rule out for one park, with the numbers put in: "24,980 ÷ 788 = 31.7"."""

from collections.abc import Callable, Mapping
from typing import Final

from engine.rules.columns import NOT_APPLICABLE, OK, Column, Columns, OnePark
from engine.rules.deciding import FAILS, HOLDS, decide
from engine.rules.evaluation import evaluate, is_condition
from engine.rules.nodes import Call, Comparison, Name, Node, Rule
from engine.rules.ordering import periods_back
from engine.rules.phrases import number_text
from engine.rules.words import ADD, LOOSE, SIGN, WHOLE, Speaker, Spoken

_SIGNS: Final = {
    "<": "<",
    "<=": "\N{LESS-THAN OR EQUAL TO}",
    ">": ">",
    ">=": "\N{GREATER-THAN OR EQUAL TO}",
    "==": "=",
    "!=": "\N{NOT EQUAL TO}",
}


def written_out(  # noqa: PLR0913 (five of them have a default)
    rule: Rule,
    env: Columns,
    index: int,
    language: str = "en",
    *,
    titles: Mapping[str, str] | None = None,
    formatter: Callable[[float], str] = number_text,
    empty_not_applicable: bool = False,
) -> str:
    """Return the arithmetic of one park: each name is its number, then the result or the outcome.

    A formula ends in "= 31.7", a condition in ": holds", ": does not hold" or ": cannot be decided, missing: x".
    `formatter` writes every number, by default with all its digits; `titles` name what is missing.
    """
    park = OnePark(env, index)
    writer = _Writer(park, language, titles or {}, formatter)
    if not is_condition(rule.root):
        text = writer.number(rule.root).text
        result = writer.cell(evaluate(rule, park, empty_not_applicable=empty_not_applicable))
        return text if text == result else f"{text} = {result}"
    return writer.say("outcome", x=writer.clause(rule.root), outcome=writer.outcome(rule))


class _Writer(Speaker):
    """A speaker that puts the numbers of one park where the names stand."""

    def __init__(
        self,
        park: OnePark,
        language: str,
        titles: Mapping[str, str],
        formatter: Callable[[float], str],
    ) -> None:
        super().__init__(titles, language, {}, formatter)
        self.park = park
        self.back = 0

    def cell(self, column: Column) -> str:
        """Write the one cell of a column."""
        if column.state[0] == OK:
            return self.formatter(float(column.values[0]))
        is_missing = column.state[0] != NOT_APPLICABLE
        return self.say("missing" if is_missing else "not_applicable")

    def outcome(self, rule: Rule) -> str:
        decision = decide(rule, self.park)
        outcome = decision.outcome[0]
        if outcome in {HOLDS, FAILS}:
            return self.say("holds" if outcome == HOLDS else "fails")
        names = {name.text: name for name in rule.names}
        missing = [self.spelled(names[text]) for text in decision.missing(0)]
        if not missing:
            return self.say("undecided")
        return self.say("undecided_missing", x=self.listed(missing))

    def name(self, node: Name) -> Spoken:
        """Say the number that a name has; below zero it holds together like a sign with its operand."""
        text = self.cell(self.park.column(node.namespace, node.code, self.back))
        return Spoken(text, SIGN if text.startswith(("-", "\N{MINUS SIGN}")) else WHOLE)

    def comparison(self, node: Comparison, operator: str) -> str:
        left, right = self.number(node.left).text, self.number(node.right).text
        return f"{left} {_SIGNS[operator]} {right}"

    def any(self, node: Node) -> str:
        return self.spelled(node) if isinstance(node, Name) else super().any(node)

    def size(self, node: Node) -> str:
        return f"|{self.number(node).text}|"

    def call(self, node: Call) -> Spoken:
        if node.function not in {"change", "trend", "mean_over"}:
            return super().call(node)
        argument = node.arguments[0]
        periods = periods_back(node, self.back)[::-1]
        if node.function == "change":
            before, now = (self.bracketed(self.at(one, argument), SIGN + 1) for one in periods)
            return Spoken(f"{now} \N{MINUS SIGN} {before}", ADD)
        key = "mean" if node.function == "mean_over" else "trend_of"
        texts = [self.bracketed(self.at(one, argument), ADD) for one in periods]
        return Spoken(self.say(key, x=self.listed(texts)), LOOSE)

    def conditional_call(self, node: Call) -> str:
        if node.function != "all_over":
            return super().conditional_call(node)
        argument = node.arguments[0]
        periods = periods_back(node, self.back)[::-1]
        return self.listed([self.at(one, argument).text for one in periods], "clauses")

    def at(self, period: int, node: Node) -> Spoken:
        """Say a part as it was some periods ago; a condition in brackets unless it is simple."""
        before, self.back = self.back, period
        spoken = Spoken(self.inner_clause(node)) if is_condition(node) else self.number(node)
        self.back = before
        return spoken
