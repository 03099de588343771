"""Hypothesis strategies for rules: expressions as trees, mostly valid, and how they are written as text."""

from typing import NamedTuple

from hypothesis import strategies as st

from engine.rules import NameInfo

UNITS = {"area": "m2", "floor": "m2", "rate": "%", "ratio": None}
NAMES = {code: NameInfo(unit=unit) for code, unit in UNITS.items()} | {
    "score.goal": NameInfo(unit="points"),
    "completeness.goal": NameInfo(unit="share"),
}
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
LOOSENESS = {"or": 1, "and": 2, "not": 3, "minus": 7, "power": 8}
LOOSENESS |= dict.fromkeys(COMPARISONS, 4) | {"+": 5, "-": 5, "*": 6, "/": 6}
WHOLE = 9

numbers = st.sampled_from(["0", "1", "2.5", "43.2", "100", ".5", "1e3", "7.", "1e308", "0.1"])
exponents = st.sampled_from(["2", "3", "-1", "0", "0.5", "-2", "1.5", "10", "-0.5"])
mistakes = st.sampled_from(
    [
        ("name", "value", "unheard_of"),
        ("name", "score", "area"),
        ("call", "median", (("number", "1"),), None),
        ("power", ("name", "value", "ratio"), "11"),
        ("+", ("name", "value", "area"), ("name", "value", "rate")),
        ("not", ("name", "value", "area")),
        ("+", ("truth", "true"), ("number", "1")),
        ("call", "trend", (("name", "value", "area"),), 61),
        ("call", "min", (), None),
    ]
)


units = st.sampled_from(list(UNITS.values()))
comparisons = st.sampled_from(COMPARISONS)


class Place(NamedTuple):
    """Where an expression is drawn: how deep it may go, what unit it agrees with, and whether inside a series."""

    depth: int = 4
    unit: str | None = None
    in_series: bool = False

    def inside(self):
        return self._replace(depth=self.depth - 1)

    def over_periods(self):
        return self._replace(depth=self.depth - 2, in_series=True)


def call(function, *arguments, count=None):
    functions = st.sampled_from(function) if isinstance(function, list) else st.just(function)
    counts = st.none() if count is None else count
    return st.tuples(st.just("call"), functions, st.tuples(*arguments), counts)


def any_number(place):
    """Draw a number of any unit."""
    return units.flatmap(lambda unit: number_trees(place._replace(unit=unit)))


def many(function, arguments):
    listed = st.lists(arguments, min_size=1, max_size=4).map(tuple)
    return st.tuples(st.just("call"), function, listed, st.none())


NUMBER_SHAPES = {
    "sum": lambda p: st.tuples(st.sampled_from("+-"), number_trees(p), number_trees(p)),
    "product": lambda p: st.tuples(st.sampled_from("*/"), any_number(p), any_number(p)),
    "power": lambda p: st.tuples(st.just("power"), any_number(p), exponents),
    "minus": lambda p: st.tuples(st.just("minus"), number_trees(p)),
    "if": lambda p: call("if", truth_trees(p), number_trees(p), number_trees(p)),
    "abs": lambda p: call("abs", number_trees(p)),
    "round": lambda p: call("round", number_trees(p), count=st.sampled_from([None, 0, 1, 5, 10])),
    "known": lambda p: many(st.just("count"), any_number(p)),
    "holding": lambda p: many(st.just("count"), truth_trees(p)),
    "fold": lambda p: many(
        st.sampled_from(["min", "max", "sum", "mean", "coalesce"]), number_trees(p)
    ),
}
NUMBER_SERIES = {
    "change": lambda p: call(
        "change", number_trees(p.over_periods()), count=st.sampled_from([None, 1, 2, 5])
    ),
    "window": lambda p: call(
        ["trend", "mean_over"], number_trees(p.over_periods()), count=st.integers(2, 5)
    ),
}
TRUTH_SHAPES = {
    "compare": lambda p: st.tuples(comparisons, number_trees(p), number_trees(p)),
    "compare_sums": lambda p: st.tuples(comparisons, number_trees(p), NUMBER_SHAPES["sum"](p)),
    "compare_score": lambda p: st.tuples(
        comparisons,
        st.tuples(st.just("name"), st.sampled_from(["score", "completeness"]), st.just("goal")),
        leaves(None),
    ),
    "junction": lambda p: st.tuples(st.sampled_from(["and", "or"]), truth_trees(p), truth_trees(p)),
    "not": lambda p: st.tuples(st.just("not"), truth_trees(p)),
    "if": lambda p: call("if", truth_trees(p), truth_trees(p), truth_trees(p)),
    "ismissing": lambda p: call("ismissing", st.one_of(number_trees(p), truth_trees(p))),
    "coalesce": lambda p: call("coalesce", truth_trees(p), truth_trees(p)),
}
TRUTH_SERIES = {
    "all_over": lambda p: call("all_over", truth_trees(p.over_periods()), count=st.integers(1, 5)),
}


@st.composite
def number_trees(draw, place):
    """Draw an expression that yields a number; with a unit, one that agrees with it."""
    if place.depth <= 0 or draw(st.integers(0, 9)) < 2:
        return draw(leaves(place.unit))
    shapes = NUMBER_SHAPES if place.in_series else NUMBER_SHAPES | NUMBER_SERIES
    return draw(shapes[draw(st.sampled_from(list(shapes)))](place.inside()))


@st.composite
def truth_trees(draw, place):
    """Draw an expression that yields a condition."""
    if place.depth <= 0:
        return draw(st.sampled_from([("truth", "true"), ("truth", "false")]))
    shapes = TRUTH_SHAPES if place.in_series else TRUTH_SHAPES | TRUTH_SERIES
    shape = shapes[draw(st.sampled_from(list(shapes)))]
    return draw(shape(place.inside()._replace(unit=draw(units))))


@st.composite
def leaves(draw, unit):
    """Draw a number or a name that agrees with a unit."""
    codes = [code for code, own in UNITS.items() if own in (unit, None)]
    namespace = draw(st.sampled_from(["value", "value", "previous"]))
    name = ("name", namespace, draw(st.sampled_from(codes)))
    return draw(st.one_of(st.just(name), st.just(name), numbers.map(lambda text: ("number", text))))


@st.composite
def trees(draw):
    """Draw any expression; about one in eight is spoilt by a mistake."""
    place = Place(unit=draw(units))
    tree = draw(st.one_of(number_trees(place), truth_trees(place)))
    if draw(st.integers(0, 7)) > 0:
        return tree
    return draw(st.sampled_from(["+", "and", "<"])), draw(mistakes), tree


@st.composite
def written(draw, tree, least=0):
    """Draw one way of writing a tree: with the brackets it needs, and some that it does not."""
    kind, *rest = tree
    binding = LOOSENESS.get(kind, WHOLE)
    if kind == "number" or kind == "truth":
        text = rest[0]
    elif kind == "name":
        is_short = rest[0] == "value" and draw(st.booleans())
        text = rest[1] if is_short else f"{rest[0]}.{rest[1]}"
    elif kind == "call":
        text = draw(written_call(*rest))
    elif kind == "minus":
        text = f"-{draw(written(rest[0], binding))}"
    elif kind == "not":
        text = f"not {draw(written(rest[0], binding))}"
    elif kind == "power":
        text = f"{draw(written(rest[0], WHOLE))}**{rest[1]}"
    else:
        is_comparison = binding == 4
        left = draw(written(rest[0], binding + is_comparison))
        text = f"{left} {kind} {draw(written(rest[1], binding + 1))}"
    if binding < least or draw(st.integers(0, 9)) == 0:
        return f"( {text})"
    return text


@st.composite
def written_call(draw, function, arguments, count):
    texts = [draw(written(argument)) for argument in arguments]
    if count is not None:
        word = draw(st.sampled_from(["", " periods"])) if function != "round" else ""
        texts.append(f"{count}{word}")
    return f"{function}({', '.join(texts)})"
