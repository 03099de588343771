"""Specs and tables that the engine's tests share, made by hand and by Hypothesis."""

import numpy as np
from hypothesis import strategies as st

from engine.rules import MISSING, NOT_APPLICABLE, OK
from engine.spec import (
    INDICATOR,
    Band,
    Cap,
    Goalposts,
    Indicator,
    Item,
    MinMax,
    MissingPolicy,
    Node,
    Spec,
    Steps,
)
from engine.table import Table


def indicator(code="a", score=None, **settings):
    """Make an indicator scored straight from 0 to 100 unless said otherwise."""
    return Indicator(code, "%", "quarter", score or Goalposts(0, 100), **settings)


def flat_spec(*indicators, weights=None, aggregation="arithmetic", minimum=0.0, **settings):
    """Make a spec with one goal, `goal`, over these indicators."""
    weights = weights or [1] * len(indicators)
    leaves = [
        Node(one.code, "goal", INDICATOR, weight)
        for one, weight in zip(indicators, weights, strict=True)
    ]
    missing = MissingPolicy(minimum_completeness=minimum)
    nodes = (Node("goal", "", "goal", aggregation=aggregation), *leaves)
    return Spec("flat", "1", nodes, indicators, missing=missing, **settings)


def staged_spec(*, minimum=0.6, requires_all=True):
    """Make an index over two goals of stages t1 and t2, two indicators each."""
    nodes = [Node("index", "", "index", requires_all=requires_all)]
    for goal, stage in (("first", "t1"), ("second", "t2")):
        nodes.append(Node(goal, "index", "goal", stage=stage))
        nodes += [Node(f"{goal}_{letter}", goal, INDICATOR) for letter in "ab"]
    leaves = tuple(indicator(node.code) for node in nodes if node.kind == INDICATOR)
    missing = MissingPolicy(minimum_completeness=minimum)
    return Spec("staged", "1", tuple(nodes), leaves, stages=("t1", "t2"), missing=missing)


def table_of(columns, units=None):
    """Make a table from a mapping of column code to values (None is missing, "n/a" not applicable)."""
    rows = len(next(iter(columns.values())))
    units = units or [f"P{number}" for number in range(rows)]
    held = list(zip(*columns.values(), strict=True))
    states = [[_state_of(one) for one in row] for row in held]
    values = [[None if isinstance(one, str) else one for one in row] for row in held]
    return Table.of(units, list(columns), np.array(values, dtype=float), states)


def _state_of(value):
    return NOT_APPLICABLE if value == "n/a" else MISSING if value is None else OK


WEIGHTS = st.sampled_from([0.5, 1.0, 1.0, 2.0, 3.0, 0.0])
VALUES = st.one_of(
    st.none(),
    st.just("n/a"),
    st.sampled_from([0.0, 100.0, 50.0]),
    st.floats(-20, 120).map(lambda value: round(value, 3)),
)
SCORING_RULES = st.sampled_from(
    [
        Goalposts(0, 100),
        Goalposts(90, 10),
        Band(0, 30, 60, 100),
        Steps((25.0, 50.0), (0.0, 40.0, 100.0)),
        MinMax(),
        MinMax("low"),
    ]
)


@st.composite
def specs(draw, rules=SCORING_RULES, *, with_caps=True):
    """Draw a tree of two or three levels with weights, both means, a formula, caps and a minimum completeness."""
    nodes, leaves = [Node("top", "", "goal", aggregation=draw(_means()))], []
    for group in range(draw(st.integers(1, 3))):
        parent = f"g{group}"
        mean = draw(_means())
        nodes.append(Node(parent, "top", "concept", draw(WEIGHTS) or 1.0, mean))
        for number in range(draw(st.integers(1, 3))):
            code = f"x{group}{number}"
            weight = 1.0 if number == 0 else draw(WEIGHTS)
            nodes.append(Node(code, parent, INDICATOR, weight))
            leaves.append(Indicator(code, "", "quarter", draw(rules)))
    if draw(st.booleans()):
        nodes.append(Node("ratio", "top", INDICATOR))
        formula = "base / x00 * 100"
        leaves.append(
            Indicator(
                "ratio", "", "quarter", draw(rules), formula=formula, empty_not_applicable=True
            )
        )
    caps = draw(st.lists(_caps(), max_size=2)) if with_caps else []
    missing = MissingPolicy(minimum_completeness=draw(st.sampled_from([0.0, 0.5, 0.6, 1.0])))
    items = (Item("base", "", "quarter"),)
    return Spec("drawn", "1", tuple(nodes), tuple(leaves), items, tuple(caps), missing=missing)


def _means():
    return st.sampled_from(["arithmetic", "arithmetic", "geometric"])


def _caps():
    return st.sampled_from(
        [
            Cap("top", 40, "value.x00 >= 50"),
            Cap("top", 30, "score.g0 < 20 or completeness.g0 < 0.5"),
            Cap("g0", 25, "previous.x00 > x00"),
            Cap("x00", 10, "base > 50"),
        ]
    )


@st.composite
def tables(draw, spec, *, least=1, most=5):
    """Draw a table of all measured columns of a spec."""
    units = [f"P{number}" for number in range(draw(st.integers(least, most)))]
    columns = {
        column.code: [draw(VALUES) for _ in units]
        for column in spec.measured
        if column.code == "base" or draw(st.integers(0, 9)) > 0
    }
    return table_of(columns, units)


@st.composite
def cases(draw, **settings):
    """Draw a spec, a table and, half of the time, the table of the quarter before."""
    spec = draw(specs(**settings))
    table = draw(tables(spec))
    earlier = [draw(tables(spec))] if draw(st.booleans()) else []
    return spec, table, earlier
