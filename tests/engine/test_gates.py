"""Gates: outcomes, margins and gaps by hand; random frameworks against a slow, separate evaluation."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.gates import GateColumns, NodeScores, passes, quarters_needed, read_gate
from engine.rules import FAILS, HOLDS, UNDECIDED, parse
from engine.scoring import score
from engine.spec import INDICATOR, Item, MissingPolicy, Node, Spec
from tests.engine.rules.expressions import written
from tests.engine.rules.reference import EMPTY, MISSING, Reference, is_gap
from tests.engine.specs import flat_spec, indicator, table_of

PARKS = ["P0", "P1", "P2"]
TWO = flat_spec(indicator("a"), indicator("b"), minimum=0.6)


def readings(texts, *quarters, spec=TWO):
    """Read rules over quarters given latest first, each a mapping of column to values."""
    tables = [table_of(one) for one in quarters]
    scored = [
        NodeScores.of(score(spec, tables[at], earlier=tables[at + 1 :]))
        for at in range(len(tables))
    ]
    return read_gate([parse(text) for text in texts], GateColumns(spec, tables, scored))


def test_a_rule_holds_fails_or_cannot_be_decided():
    (found,) = readings(["score.goal >= 60"], {"a": [80, 40, None], "b": [60, 70, 90]})
    assert [found.outcome(row) for row in range(3)] == [HOLDS, FAILS, UNDECIDED]
    assert [found.margin(row) for row in range(3)] == [10, -5, None]
    assert [found.missing(row) for row in range(3)] == [(), (), ("score.goal",)]


def test_a_gate_passes_where_every_rule_holds():
    found = readings(["a >= 50", "b < 43.2"], {"a": [50, 50, 50, 0], "b": [43.1, 43.2, None, 0]})
    assert passes(found).tolist() == [True, False, False, False]


def test_the_score_compared_is_the_one_stored():
    spec = flat_spec(indicator("a"), indicator("b"), indicator("c"))
    (found,) = readings(
        ["score.goal == 33.3333333333"], {"a": [100], "b": [0], "c": [0]}, spec=spec
    )
    assert found.outcome(0) == HOLDS


def test_not_applicable_never_passes():
    (found,) = readings(["a < 43.2"], {"a": ["n/a"], "b": [1]})
    assert found.outcome(0) == UNDECIDED
    assert found.missing(0) == ("a",)


def test_completeness_is_compared_as_a_share():
    (found,) = readings(["completeness.goal >= 0.8"], {"a": [1, 1], "b": [1, None]})
    assert [found.outcome(row) for row in range(2)] == [HOLDS, FAILS]
    assert found.margin(1) == -0.3 or math.isclose(found.margin(1), -0.3)


def test_rules_look_back_over_quarters_at_values_and_scores():
    texts = ["previous.a < a", "change(score.goal) > 0", "all_over(score.goal >= 10, 3)"]
    quarters = [{"a": [30], "b": [30]}, {"a": [20], "b": [20]}, {"a": [5], "b": [5]}]
    found = readings(texts, *quarters)
    assert [one.outcome(0) for one in found] == [HOLDS, HOLDS, FAILS]
    assert found[2].margin(0) == -5
    assert [(one.name, one.back, one.value) for one in found[1].values(0)] == [
        ("score.goal", 0, 30),
        ("score.goal", 1, 20),
    ]


def test_a_quarter_that_is_not_there_leaves_a_rule_undecided():
    texts = ["all_over(score.goal >= 10, 2)", "change(a) > 0"]
    found = readings(texts, {"a": [30], "b": [30]})
    assert [one.outcome(0) for one in found] == [UNDECIDED, UNDECIDED]
    assert found[0].missing(0) == ("score.goal",)


def test_quarters_needed_follow_formulas_and_series():
    rules = [parse("previous.a > 0"), parse("all_over(score.goal > 1, 4)"), parse("f > 0")]
    assert quarters_needed(rules, {"f": 2}) == (2, 3)
    assert quarters_needed(rules[:1], {"a": 2}) == (3, 0)
    assert quarters_needed([], {}) == (0, 0)


def test_no_rules_pass_nobody():
    assert passes(()).tolist() == []


# Against a separate evaluation ------------------------------------------------------------------------------------

CODES = ("a", "b", "c")
SCORED = ("top", "left", "right", "a", "b", "c")


@st.composite
def frameworks(draw):
    """Draw a tree of a goal over one or two groups, three indicators (one a formula over items x and y)."""
    in_left = draw(
        st.lists(st.booleans(), min_size=3, max_size=3).filter(
            lambda one: any(one) and not all(one)
        )
    )
    weights = draw(st.lists(st.sampled_from([0.5, 1.0, 2.0]), min_size=5, max_size=5))
    mean = draw(st.sampled_from(["arithmetic", "geometric"]))
    nodes = [
        Node("top", "", "goal", aggregation=mean),
        Node("left", "top", "category", weights[3]),
        Node("right", "top", "category", weights[4]),
    ]
    nodes += [
        Node(code, "left" if left else "right", INDICATOR, weight)
        for code, left, weight in zip(CODES, in_left, weights, strict=False)
    ]
    order = [
        *nodes[:1],
        *(
            n
            for group in nodes[1:3]
            for n in (group, *(one for one in nodes[3:] if one.parent == group.code))
        ),
    ]
    formula = draw(st.sampled_from(["x / y", "x + y", "mean_over(x, 2)", "change(x) + 50"]))
    leaves = (indicator("a"), indicator("b"), indicator("c", formula=formula))
    policy = MissingPolicy(minimum_completeness=draw(st.sampled_from([0.0, 0.5, 0.8])))
    items = (Item("x", "%", "quarter"), Item("y", "%", "quarter"))
    return Spec("random", "1", tuple(order), leaves, items=items, missing=policy)


def names():
    values = st.tuples(
        st.just("name"),
        st.sampled_from(["value", "value", "previous"]),
        st.sampled_from([*CODES, "x", "y"]),
    )
    scores = st.tuples(st.just("name"), st.just("score"), st.sampled_from(SCORED))
    shares = st.tuples(st.just("name"), st.just("completeness"), st.sampled_from(SCORED))
    return st.one_of(values, scores, scores, shares)


NUMBERS = st.sampled_from(["0", "0.5", "1", "40", "50", "60", "100"]).map(
    lambda text: ("number", text)
)


def terms():
    plain = st.one_of(names(), NUMBERS)
    series = st.one_of(
        st.tuples(
            st.just("call"), st.just("change"), st.tuples(names()), st.sampled_from([None, 1, 2])
        ),
        st.tuples(
            st.just("call"),
            st.sampled_from(["mean_over", "trend"]),
            st.tuples(names()),
            st.integers(2, 4),
        ),
    )
    joined = st.tuples(st.sampled_from(["+", "-", "*", "/"]), plain, plain)
    several = st.tuples(
        st.just("call"),
        st.sampled_from(["min", "max", "mean", "sum", "coalesce"]),
        st.tuples(plain, plain),
        st.none(),
    )
    return st.one_of(plain, plain, series, joined, several)


def conditions():
    compared = st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), terms(), terms())
    flat = st.tuples(st.sampled_from(["<", ">="]), names(), NUMBERS)
    over = st.tuples(st.just("call"), st.just("all_over"), st.tuples(flat), st.integers(1, 4))
    missing = st.tuples(st.just("call"), st.just("ismissing"), st.tuples(names()), st.none())
    base = st.one_of(compared, compared, over, missing)
    return st.recursive(
        base,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["and", "or"]), inner, inner),
            st.tuples(st.just("not"), inner),
            st.tuples(st.just("call"), st.just("if"), st.tuples(inner, inner, inner), st.none()),
        ),
        max_leaves=4,
    )


CELLS = st.one_of(
    st.none(),
    st.just("n/a"),
    st.sampled_from([0.0, 40.0, 50.0, 60.0, 100.0]),
    st.integers(0, 100).map(float),
)


@st.composite
def histories(draw):
    """Draw six quarters of three parks, latest first."""
    return [
        {code: draw(st.lists(CELLS, min_size=3, max_size=3)) for code in ("a", "b", "x", "y")}
        for _ in range(6)
    ]


@st.composite
def gates(draw):
    trees = draw(st.lists(conditions(), min_size=1, max_size=3))
    return [(tree, draw(written(tree))) for tree in trees], draw(st.integers(1, 4))


class SlowPark:
    """One park's values, scores and gate, worked out value by value from the documentation of each."""

    def __init__(self, spec, quarters, park):
        self.spec = spec
        self.formula = parse_free(spec)
        self.quarters = quarters
        self.park = park
        self.scored = [self.scores(place) for place in range(len(quarters))]

    def look_up(self, at):
        """Return the look-up of a quarter: `back` counts from it."""

        def find(namespace, code, back):
            place = at + back + (namespace == "previous")
            if place >= len(self.quarters):
                return MISSING
            if namespace in {"score", "completeness"}:
                score_and_share = self.scored[place][code]
                value = score_and_share[namespace == "completeness"]
                return MISSING if value is None else value
            return self.value(place, code)

        return find

    def value(self, place, code):
        return self.formula(place, self.cell) if code == "c" else self.cell(place, code)

    def cell(self, place, code):
        if place >= len(self.quarters):
            return MISSING
        held = self.quarters[place][code][self.park]
        return MISSING if held is None else EMPTY if held == "n/a" else held

    def scores(self, place):
        """Return (score, completeness) of each node, None where there is none."""
        found, weights = {}, {}
        for node in reversed(self.spec.nodes):
            children = [one for one in self.spec.nodes if one.parent == node.code]
            if children:
                found[node.code], weights[node.code] = self.inner(node, children, found, weights)
            else:
                value = self.value(place, node.code)
                there = not is_gap(value)
                score_of_it = round(min(max(value, 0.0), 100.0), 10) if there else None
                applies = value != EMPTY
                found[node.code] = (score_of_it, float(there) if applies else None)
                weights[node.code] = (float(there), float(applies))
        return found

    def inner(self, node, children, found, weights):
        total = sum(one.weight for one in children)
        shares = {one.code: one.weight / total for one in children}
        observed = sum(share * weights[code][0] for code, share in shares.items())
        applies = sum(share * weights[code][1] for code, share in shares.items())
        if not applies:
            return (None, None), (observed, applies)
        complete = round(observed / applies, 12)
        known = [(share, found[code][0]) for code, share in shares.items()]
        known = [(share, value) for share, value in known if value is not None]
        if not known or not observed or complete < self.spec.missing.minimum_completeness:
            return (None, complete), (observed, applies)
        weight = sum(share for share, _ in known)
        if node.aggregation == "arithmetic":
            mean = sum(share * value for share, value in known) / weight
        elif any(value == 0 for _, value in known):
            mean = 0.0
        else:
            mean = math.exp(sum(share * math.log(value) for share, value in known) / weight)
        return (round(mean, 10), complete), (observed, applies)

    def outcome(self, tree, at):
        value = Reference(self.look_up(at)).value(tree)
        return UNDECIDED if is_gap(value) else HOLDS if value else FAILS


def parse_free(spec):
    """Return the one formula of a spec as a function of quarter and cells, written by hand for each text."""
    text = spec.indicator("c").formula
    x, y = ("name", "value", "x"), ("name", "value", "y")
    trees = {
        "x / y": ("/", x, y),
        "x + y": ("+", x, y),
        "mean_over(x, 2)": ("call", "mean_over", (x,), 2),
        "change(x) + 50": ("+", ("call", "change", (x,), None), ("number", "50")),
    }
    return lambda place, cell: Reference(lambda _, code, back: cell(place + back, code)).value(
        trees[text]
    )


@settings(max_examples=150, deadline=None)
@given(frameworks(), histories(), gates())
def test_a_gate_is_what_a_slow_separate_evaluation_says(spec, quarters, gate):
    rules, asked = gate
    parsed = [parse(text) for _, text in rules]
    open_so_far = np.ones(3, dtype=bool)
    parks = [SlowPark(spec, quarters, park) for park in range(3)]
    slow_open = [True] * 3
    for at in range(asked):
        tables = [table_of(one) for one in quarters[at:]]
        scored = [
            NodeScores.of(score(spec, tables[back], earlier=tables[back + 1 :]))
            for back in range(len(tables))
        ]
        found = read_gate(parsed, GateColumns(spec, tables, scored))
        open_so_far &= passes(found)
        for park, slow in enumerate(parks):
            expected = [slow.outcome(tree, at) for tree, _ in rules]
            assert [one.outcome(park) for one in found] == expected, [text for _, text in rules]
            slow_open[park] &= all(one == HOLDS for one in expected)
    assert open_so_far.tolist() == slow_open


@given(conditions().flatmap(lambda tree: st.tuples(st.just(tree), written(tree))))
def test_an_undecided_rule_never_has_all_its_names(case):
    _tree, text = case
    cells = {"a": [1.0], "b": [2.0], "x": [3.0], "y": [4.0]}
    spec = flat_spec(
        indicator("a"),
        indicator("b"),
        indicator("c", formula="x / y"),
        items=(Item("x", "%", "quarter"), Item("y", "%", "quarter")),
    )
    tables = [table_of(cells)] * 6
    everything = NodeScores(
        dict.fromkeys(SCORED, np.array([50.0])), dict.fromkeys(SCORED, np.array([1.0]))
    )
    (found,) = read_gate([parse(text)], GateColumns(spec, tables, [everything] * 6))
    assert found.missing(0) == ()


@pytest.mark.parametrize("back", [0, 3])
def test_scores_of_unknown_nodes_are_missing(back):
    columns = GateColumns(TWO, [table_of({"a": [1], "b": [1]})], [NodeScores({}, {})])
    assert columns.column("score", "goal", back).state.tolist() == [1]
