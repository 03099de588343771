"""The aspects of goals: means of concepts by effective weight, gaps and all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.aspects import aspect_cells
from engine.scoring import asked_at, score
from engine.spec import INDICATOR, MissingPolicy, Node, Spec
from tests.engine.specs import indicator, table_of

CONCEPTS = {"a": ("north", "turn", 1), "b": ("north", "link", 3), "c": ("south", "turn", 1)}


def spec(minimum=0.0):
    """Make a goal over two categories (weights 1 and 2) and three concepts with an indicator each."""
    nodes = [
        Node("goal", "", "goal", stage="t1"),
        Node("north", "goal", "category", 1),
        Node("south", "goal", "category", 2),
    ]
    for code, (parent, aspect, weight) in CONCEPTS.items():
        nodes.append(Node(code, parent, "concept", weight, aspect=aspect))
        nodes.append(Node(f"{code}1", code, INDICATOR))
    leaves = tuple(indicator(f"{code}1") for code in CONCEPTS)
    policy = MissingPolicy(minimum_completeness=minimum)
    return Spec("aspects", "1", tuple(nodes), leaves, stages=("t1", "t2"), missing=policy)


def cells(values, minimum=0.0):
    made = spec(minimum)
    result = score(made, table_of({f"{code}1": [value] for code, value in values.items()}))
    return {one.aspect: one for one in aspect_cells(made, result.scores, result.completeness)}


def test_a_cell_is_the_mean_of_its_concepts_by_their_weight_in_the_goal():
    found = cells({"a": 30, "b": 80, "c": 60})
    # turn: a counts 1/3 · 1/4 = 1/12, c counts 2/3 = 8/12
    assert found["turn"].scores[0] == pytest.approx((30 * 1 + 60 * 8) / 9, abs=1e-9)
    assert found["turn"].concepts == ("a", "c")
    assert found["turn"].weights[0].tolist() == pytest.approx([1 / 9, 8 / 9])
    assert found["link"].scores[0] == 80
    assert found["link"].goal == "goal"


def test_a_gap_is_skipped_and_told_as_completeness():
    found = cells({"a": None, "b": 80, "c": 60})
    assert found["turn"].scores[0] == 60
    assert found["turn"].completeness[0] == pytest.approx(8 / 9, abs=1e-12)


def test_a_cell_is_null_where_too_little_is_measured():
    found = cells({"a": 30, "b": 80, "c": None}, minimum=0.6)
    assert np.isnan(found["turn"].scores[0])
    assert found["turn"].completeness[0] == pytest.approx(1 / 9, abs=1e-12)


def test_not_applicable_leaves_the_cell():
    found = cells({"a": "n/a", "b": 80, "c": 60})
    assert found["turn"].completeness[0] == 1
    assert found["turn"].scores[0] == 60


def test_a_goal_not_asked_for_has_empty_cells():
    made = Spec(**{**vars_of(spec()), "stages": ("t0", "t1")})
    table = table_of({f"{code}1": [50] for code in CONCEPTS})
    result = score(made, table, asked=asked_at(made, ["t0"]))
    for one in aspect_cells(made, result.scores, result.completeness):
        assert np.isnan(one.scores[0])
        assert np.isnan(one.completeness[0])


def vars_of(made):
    names = ("code", "version", "nodes", "indicators", "missing")
    return {name: getattr(made, name) for name in names}


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=3, max_size=3))
def test_the_cells_of_a_goal_make_up_its_score(values):
    made = spec()
    result = score(made, table_of({f"{c}1": [v] for c, v in zip(CONCEPTS, values, strict=True)}))
    goal = result.score_of("P0", "goal")
    from_cells = weight = 0.0
    nominal = {"a": 1 / 12, "b": 3 / 12, "c": 8 / 12}
    there = {code for code, value in zip(CONCEPTS, values, strict=True) if value is not None}
    in_north = 1 / 3 / sum(nominal[one] for one in there & {"a", "b"}) if there & {"a", "b"} else 0
    effective = {one: nominal[one] * (1 if one == "c" else in_north) for one in there}
    for cell in aspect_cells(made, result.scores, result.completeness):
        share = sum(effective.get(one, 0.0) for one in cell.concepts)
        if share:
            from_cells, weight = from_cells + share * cell.scores[0], weight + share
    assert goal is None if not there else goal == pytest.approx(from_cells / weight, abs=1e-6)
