"""Says in the reader's language what the engine finds wrong or remarks: one sentence for each of its codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engine.errors import Code, Notice, NoticeCode, Problem

SENTENCES: Final[Mapping[str, Promise | str]] = {
    Code.VALUE_NOT_FINITE: gettext_lazy("The value at %(place)s is not a finite number."),
    Code.VALUE_NOT_NUMERIC: gettext_lazy("“%(value)s” at %(place)s is not a number."),
    Code.VALUE_OUTSIDE_SCALE: gettext_lazy("%(value)s at %(place)s lies outside the scale."),
    Code.VALUE_NOT_POSITIVE: gettext_lazy("%(value)s at %(place)s is not above zero."),
    Code.NEGATIVE_UNDER_GEOMETRIC: gettext_lazy("A geometric mean cannot take negative scores."),
    Code.TOO_FEW_UNITS: gettext_lazy("There are too few parks for this method."),
    Code.DUPLICATE_PAIR: gettext_lazy("There are two values at %(place)s."),
    Code.NO_PAIRABLE_UNITS: gettext_lazy("No unit has been rated by two people or more."),
    Code.UNIT_DUPLICATE: gettext_lazy("%(value)s stands in the table twice."),
    Code.INDICATOR_UNKNOWN: gettext_lazy("The framework has no indicator or item %(place)s."),
    Code.SHAPE_MISMATCH: gettext_lazy("The parts of %(place)s do not belong together in number."),
    Code.TREE_CYCLE: gettext_lazy("%(place)s lies below itself."),
    Code.TREE_ORPHAN: gettext_lazy("%(place)s hangs below %(value)s, which cannot hold it."),
    Code.TREE_EMPTY_NODE: gettext_lazy("There is nothing below %(place)s."),
    Code.NODE_DUPLICATE: gettext_lazy("The code %(value)s stands twice."),
    Code.NODE_UNKNOWN: gettext_lazy("The framework has no node %(value)s."),
    Code.WEIGHT_NEGATIVE: gettext_lazy("The weight of %(place)s is below zero."),
    Code.WEIGHT_NOT_FINITE: gettext_lazy("The weight of %(place)s is not a finite number."),
    Code.WEIGHTS_SUM_ZERO: gettext_lazy("All weights below %(place)s are zero."),
    Code.WEIGHT_UNKNOWN_NODE: gettext_lazy(
        "There is a weight for %(value)s, which does not exist."
    ),
    Code.AHP_NOT_SQUARE: gettext_lazy("The judgements do not form a square table."),
    Code.AHP_NOT_POSITIVE: gettext_lazy("The judgement at %(place)s is not above zero."),
    Code.AHP_NOT_RECIPROCAL: gettext_lazy(
        "Two mirrored judgements contradict each other: %(place)s."
    ),
    Code.AHP_TOO_LARGE: gettext_lazy("More than 15 things cannot be compared in pairs."),
    Code.AHP_DISCONNECTED: gettext_lazy("The judgements do not connect all that is compared."),
    Code.GOALPOSTS_EQUAL: gettext_lazy("The worst and the best value must differ."),
    Code.BANDS_ORDER: gettext_lazy("These bounds must increase: %(value)s."),
    Code.METHOD_UNKNOWN: gettext_lazy("There is no method “%(value)s” here; known are: %(known)s."),
    Code.METHOD_CONFLICT: gettext_lazy("These settings do not go with the method: %(value)s."),
    Code.PARAMETER_RANGE: gettext_lazy("This setting is not possible here: %(value)s."),
    Code.EMPTY_RULE: gettext_lazy("The rule has no text."),
    Code.TOO_LONG: gettext_lazy("The rule has more than 2,000 characters."),
    Code.TOO_DEEP: gettext_lazy("The rule is nested more than 50 levels deep."),
    Code.TOO_MANY_NODES: gettext_lazy("The rule has more than 500 parts."),
    Code.CHARACTER_UNKNOWN: gettext_lazy("“%(character)s” has no meaning in a rule."),
    Code.SYNTAX_ERROR: gettext_lazy("“%(part)s” cannot stand here in the rule “%(rule)s”."),
    Code.COMPARISON_CHAINED: gettext_lazy(
        "Comparisons cannot be chained; write “a < b and b < c” instead."
    ),
    Code.NUMBER_TOO_LARGE: gettext_lazy("“%(part)s” is too large or too long for a number."),
    Code.NAMESPACE_UNKNOWN: gettext_lazy("“%(namespace)s.” is unknown; known are: %(known)s."),
    Code.FUNCTION_UNKNOWN: gettext_lazy(
        "There is no function “%(function)s”; known are: %(known)s."
    ),
    Code.WRONG_ARGUMENTS: gettext_lazy("“%(function)s” is written like this: %(usage)s."),
    Code.EXPONENT_TOO_LARGE: gettext_lazy("An exponent must lie between −10 and 10."),
    Code.EXPONENT_NOT_NUMBER: gettext_lazy("An exponent must be a plain number."),
    Code.PERIODS_RANGE: gettext_lazy(
        "The number of periods must be a whole number from %(least)s to %(most)s."
    ),
    Code.DIGITS_RANGE: gettext_lazy(
        "The number of digits must be a whole number from %(least)s to %(most)s."
    ),
    Code.SERIES_NESTED: gettext_lazy("Functions over periods cannot stand inside each other."),
    Code.NAME_UNKNOWN: gettext_lazy("The name “%(name)s” is unknown here."),
    Code.NAMESPACE_NOT_ALLOWED: gettext_lazy("“%(part)s” cannot be used in this kind of rule."),
    Code.TYPE_MISMATCH: gettext_lazy("“%(part)s” is a number where a condition is needed."),
    Code.UNIT_MISMATCH: gettext_lazy(
        "“%(part)s” is in %(unit)s, which does not go with %(other)s."
    ),
    Code.FREQUENCY_MISMATCH: gettext_lazy(
        "“%(function)s” needs values of one frequency; these are mixed: %(frequencies)s."
    ),
    Code.FORMULA_CYCLE: gettext_lazy("The formulas need each other in a circle: %(cycle)s."),
}
REMARKS: Final[Mapping[str, Promise | str]] = {
    NoticeCode.CONSTANT_INDICATOR: gettext_lazy(
        "All parks compared have the same value; each gets the middle of the scale."
    ),
    NoticeCode.WEIGHTS_RESCALED: gettext_lazy("The weights were scaled to sum to one."),
    NoticeCode.BELOW_COMPLETENESS: gettext_lazy("Too little is measured for a score."),
    NoticeCode.INCONSISTENT_JUDGEMENTS: gettext_lazy("The judgements contradict each other."),
    NoticeCode.CLIPPED_VALUES: gettext_lazy(
        "The value lies beyond a bound and counts as the bound."
    ),
    NoticeCode.CARRIED_VALUES: gettext_lazy("A value of an earlier period stands in."),
    NoticeCode.UNREACHABLE: gettext_lazy("A plot reaches no facility."),
    NoticeCode.ZERO_VARIANCE: gettext_lazy("The result does not vary."),
    NoticeCode.NEAR_TIE: gettext_lazy("Two scores differ by no more than noise."),
    NoticeCode.DIVISION_BY_ZERO: gettext_lazy("A division by zero counts as missing."),
    NoticeCode.NUMBER_OVERFLOW: gettext_lazy(
        "A result is too large for a number and counts as missing."
    ),
    NoticeCode.POWER_UNDEFINED: gettext_lazy(
        "A fractional power of a negative number counts as missing."
    ),
}
LONGEST_PART: Final = 80


def sentence_of(problem: Problem) -> str:
    """Return what is wrong, as a sentence in the reader's language."""
    if problem.code == Code.NAME_UNKNOWN and problem.params.get("suggestion"):
        return _("The name “%(name)s” is unknown here; did you mean “%(suggestion)s”?") % _Data(
            problem
        )
    if problem.code == Code.TYPE_MISMATCH and problem.params.get("needed") == "number":
        return _("“%(part)s” is a condition where a number is needed.") % _Data(problem)
    sentence = SENTENCES.get(problem.code)
    return str(sentence) % _Data(problem) if sentence is not None else problem.message


def remark_of(notice: Notice) -> str:
    """Return a notice as a sentence in the reader's language."""
    return remark_by_code(notice.code) or notice.message


def remark_by_code(code: str) -> str:
    """Return the sentence of a notice's code, empty for an unknown one."""
    return str(REMARKS.get(code, ""))


class _Data(dict[str, str]):
    """All that a sentence may name of a problem; what it does not have is a dash."""

    def __init__(self, problem: Problem) -> None:
        part = problem.rule[problem.start : problem.end] if problem.start is not None else ""
        told = {"place": problem.place, "value": problem.value, "rule": problem.rule, "part": part}
        super().__init__({key: _told(value) for key, value in {**told, **problem.params}.items()})

    def __missing__(self, key: str) -> str:
        return "–"


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        text = ", ".join(f"{key}: {inner}" for key, inner in value.items())
    elif isinstance(value, list | tuple):
        text = ", ".join(str(inner) for inner in value)
    else:
        text = "" if value is None else str(value)
    return f"{text[:LONGEST_PART]}…" if len(text) > LONGEST_PART else text or "–"
