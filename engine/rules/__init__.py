"""The rule language: formulas, checks, gates, caps and advice share one parser and one evaluator."""

from engine.rules.checking import Context, NameInfo, check
from engine.rules.columns import (
    MISSING,
    NOT_APPLICABLE,
    OK,
    Column,
    Columns,
    Environment,
    OnePark,
)
from engine.rules.deciding import FAILS, HOLDS, UNDECIDED, Decision, decide, margin
from engine.rules.evaluation import evaluate
from engine.rules.functions import Kind
from engine.rules.nodes import Name, Rule
from engine.rules.ordering import check_cycles, evaluation_order, periods_needed
from engine.rules.parser import parse, usage
from engine.rules.phrases import number_text
from engine.rules.words import in_words
from engine.rules.written_out import written_out

__all__ = [
    "FAILS",
    "HOLDS",
    "MISSING",
    "NOT_APPLICABLE",
    "OK",
    "UNDECIDED",
    "Column",
    "Columns",
    "Context",
    "Decision",
    "Environment",
    "Kind",
    "Name",
    "NameInfo",
    "OnePark",
    "Rule",
    "check",
    "check_cycles",
    "decide",
    "evaluate",
    "evaluation_order",
    "in_words",
    "margin",
    "number_text",
    "parse",
    "periods_needed",
    "usage",
    "written_out",
]
