"""The functions a rule may call: how many arguments they take, of what kind, and what comes out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a part of a rule yields."""

    NUMBER = "number"
    TRUTH = "truth"


class UnitOf(StrEnum):
    """Which unit the result of a function has."""

    ARGUMENTS = "arguments"  # the one unit that its arguments share
    NOTHING = "nothing"  # none: it agrees with every unit


@dataclass(frozen=True)
class Function:
    """One function. `takes` and `gives` are None where all arguments share a kind that the rule decides.

    `tail` names the whole number after the arguments ("periods" or "digits") and `least` is its smallest value;
    it may be left out where `tail_optional`.
    """

    least_arguments: int
    most_arguments: int | None
    takes: Kind | None
    gives: Kind | None
    unit: UnitOf = UnitOf.ARGUMENTS
    tail: str = ""
    least: int = 0
    tail_optional: bool = False

    @property
    def is_series(self) -> bool:
        """Whether it looks at several periods."""
        return self.tail == "periods"


MOST_PERIODS: Final = 60
MOST_DIGITS: Final = 10

_NUMBER, _TRUTH = Kind.NUMBER, Kind.TRUTH
FUNCTIONS: Final = {
    "if": Function(3, 3, None, None),
    "min": Function(1, None, _NUMBER, _NUMBER),
    "max": Function(1, None, _NUMBER, _NUMBER),
    "abs": Function(1, 1, _NUMBER, _NUMBER),
    "round": Function(1, 1, _NUMBER, _NUMBER, tail="digits", tail_optional=True),
    "sum": Function(1, None, _NUMBER, _NUMBER),
    "mean": Function(1, None, _NUMBER, _NUMBER),
    "count": Function(1, None, None, _NUMBER, UnitOf.NOTHING),
    "coalesce": Function(1, None, None, None),
    "ismissing": Function(1, 1, None, _TRUTH, UnitOf.NOTHING),
    "change": Function(1, 1, _NUMBER, _NUMBER, tail="periods", least=1, tail_optional=True),
    "trend": Function(1, 1, _NUMBER, _NUMBER, UnitOf.NOTHING, tail="periods", least=2),
    "mean_over": Function(1, 1, _NUMBER, _NUMBER, tail="periods", least=1),
    "all_over": Function(1, 1, _TRUTH, _TRUTH, UnitOf.NOTHING, tail="periods", least=1),
}
