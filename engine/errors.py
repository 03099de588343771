"""What the engine says when an input has no meaningful result, and what it remarks when one is still given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """The stable codes of problems; a code never changes its meaning."""

    # Cells
    VALUE_NOT_FINITE = "value_not_finite"  # a value is infinite or not a number
    VALUE_NOT_NUMERIC = "value_not_numeric"  # a value cannot be read as a number
    VALUE_OUTSIDE_SCALE = "value_outside_scale"  # a value lies outside the scale it is declared on
    VALUE_NOT_POSITIVE = "value_not_positive"  # a method needs positive values and met another
    NEGATIVE_UNDER_GEOMETRIC = "negative_under_geometric"  # a geometric mean could meet a negative
    TOO_FEW_UNITS = "too_few_units"  # a method needs more parks than there are
    DUPLICATE_PAIR = "duplicate_pair"  # two values for one park, indicator and period
    NO_PAIRABLE_UNITS = "no_pairable_units"  # no unit has values from two or more raters
    # Table
    UNIT_DUPLICATE = "unit_duplicate"  # a park stands twice in a table
    INDICATOR_UNKNOWN = "indicator_unknown"  # a table has a column no indicator owns
    SHAPE_MISMATCH = "shape_mismatch"  # arrays that belong together differ in size
    # Tree
    TREE_CYCLE = "tree_cycle"  # a node is its own ancestor
    TREE_ORPHAN = "tree_orphan"  # a node names a parent that does not exist
    TREE_EMPTY_NODE = "tree_empty_node"  # an inner node has no children
    NODE_DUPLICATE = "node_duplicate"  # two nodes share one code
    NODE_UNKNOWN = "node_unknown"  # something names a node that does not exist
    # Weights
    WEIGHT_NEGATIVE = "weight_negative"  # a weight is below zero
    WEIGHT_NOT_FINITE = "weight_not_finite"  # a weight is infinite or not a number
    WEIGHTS_SUM_ZERO = "weights_sum_zero"  # all weights of a sibling group are zero
    WEIGHT_UNKNOWN_NODE = "weight_unknown_node"  # a weight is given for a node that does not exist
    # Analytic hierarchy process
    AHP_NOT_SQUARE = "ahp_not_square"  # a judgement matrix is not square
    AHP_NOT_POSITIVE = "ahp_not_positive"  # a judgement is zero or below
    AHP_NOT_RECIPROCAL = "ahp_not_reciprocal"  # two mirrored judgements do not multiply to one
    AHP_TOO_LARGE = "ahp_too_large"  # more than 15 things are compared
    AHP_DISCONNECTED = "ahp_disconnected"  # judgements do not connect all the things compared
    # Spec
    GOALPOSTS_EQUAL = "goalposts_equal"  # worst and best are the same
    BANDS_ORDER = "bands_order"  # bounds or edges are not in increasing order
    METHOD_UNKNOWN = "method_unknown"  # a method is named that the engine does not have
    METHOD_CONFLICT = "method_conflict"  # two settings exclude each other
    PARAMETER_RANGE = "parameter_range"  # a parameter lies outside its allowed range
    # Rule language: text
    EMPTY_RULE = "empty_rule"  # a rule has no text
    TOO_LONG = "too_long"  # a rule has more than 2,000 characters
    TOO_DEEP = "too_deep"  # a rule is nested more than 50 levels deep
    TOO_MANY_NODES = "too_many_nodes"  # a rule has more than 500 parts
    CHARACTER_UNKNOWN = "character_unknown"  # a character has no meaning in a rule
    SYNTAX_ERROR = "syntax_error"  # a part of a rule stands where it cannot
    COMPARISON_CHAINED = "comparison_chained"  # a < b < c, to be written a < b and b < c
    NUMBER_TOO_LARGE = "number_too_large"  # a number has too many digits or no finite value
    NAMESPACE_UNKNOWN = (
        "namespace_unknown"  # a prefix other than value, score, completeness, previous
    )
    FUNCTION_UNKNOWN = "function_unknown"  # a function is called that does not exist
    WRONG_ARGUMENTS = "wrong_arguments"  # a function has too few, too many or unsuitable arguments
    EXPONENT_TOO_LARGE = "exponent_too_large"  # an exponent lies outside -10..10
    EXPONENT_NOT_NUMBER = "exponent_not_number"  # an exponent is not a plain number
    PERIODS_RANGE = "periods_range"  # a number of periods lies outside its range, 60 at most
    DIGITS_RANGE = "digits_range"  # round() is asked for digits outside 0..10
    SERIES_NESTED = "series_nested"  # a function over periods stands inside another
    # Rule language: meaning
    NAME_UNKNOWN = "name_unknown"  # a rule uses a name that does not exist here
    NAMESPACE_NOT_ALLOWED = "namespace_not_allowed"  # this kind of rule may not use this prefix
    TYPE_MISMATCH = "type_mismatch"  # a number stands where a condition is needed, or the reverse
    UNIT_MISMATCH = "unit_mismatch"  # unlike units are added, subtracted or compared
    FREQUENCY_MISMATCH = "frequency_mismatch"  # a series mixes monthly, quarterly, yearly names
    FORMULA_CYCLE = "formula_cycle"  # formulas need each other in a circle


class NoticeCode(StrEnum):
    """The stable codes of notices; the result stands in spite of them."""

    CONSTANT_INDICATOR = "constant_indicator"  # all values of an indicator are equal
    WEIGHTS_RESCALED = "weights_rescaled"  # weights were rescaled to sum to one
    BELOW_COMPLETENESS = "below_completeness"  # a node is null for too little observed weight
    INCONSISTENT_JUDGEMENTS = "inconsistent_judgements"  # pairwise judgements contradict each other
    CLIPPED_VALUES = "clipped_values"  # values beyond the goalposts were clipped
    CARRIED_VALUES = "carried_values"  # values of earlier periods stand in
    UNREACHABLE = "unreachable"  # a plot reaches no facility
    ZERO_VARIANCE = "zero_variance"  # an output does not vary
    NEAR_TIE = "near_tie"  # two scores differ by no more than noise
    DIVISION_BY_ZERO = "division_by_zero"  # a quotient by zero is missing
    NUMBER_OVERFLOW = "number_overflow"  # a result too large for a number is missing
    POWER_UNDEFINED = "power_undefined"  # a fractional power of a negative number is missing


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input; `params` holds every datum a sentence for the user needs."""

    code: str
    message: str
    place: str = ""
    value: object = None
    rule: str = ""
    start: int | None = None
    end: int | None = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Notice:
    """One remark on a result that is given all the same."""

    code: str
    message: str
    place: str = ""
    value: object = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


class EngineError(Exception):
    """An input without a meaningful result, with all its problems at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(f"{problem.code}: {problem.message}" for problem in self.problems)
