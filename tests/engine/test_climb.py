"""The way up a tree: what is asked for, and completeness by nominal leaf weights over several levels."""

import numpy as np
import pytest

from engine.climb import inherited
from engine.scoring import score
from engine.spec import INDICATOR, Node, Spec
from engine.tree import build_tree
from tests.engine.specs import indicator, staged_spec, table_of


def test_a_node_is_asked_for_only_where_its_parent_is():
    spec = staged_spec()
    asked = np.ones((1, len(spec.nodes)), dtype=bool)
    asked[0, 1] = False  # the first goal
    found = inherited(build_tree(spec.nodes), asked)
    codes = [node.code for node, is_asked in zip(spec.nodes, found[0], strict=True) if is_asked]
    assert codes == ["index", "second", "second_a", "second_b"]
    assert asked[0, 2]


def test_completeness_counts_leaf_weight_over_all_levels():
    nodes = (
        Node("top", "", "goal"),
        Node("left", "top", "concept", 3),
        Node("right", "top", "concept", 1),
        *(Node(code, "left", INDICATOR) for code in "abc"),
        Node("d", "right", INDICATOR),
    )
    spec = Spec("x", "1", nodes, tuple(map(indicator, "abcd")))
    result = score(spec, table_of({"a": [10], "b": [None], "c": ["n/a"], "d": [90]}))
    # Leaf weights 1/4, 1/4, 1/4 (left out), 1/4; the score weighs left by 3/4.
    assert result.completeness[0, 0] == pytest.approx(2 / 3)
    assert result.score_of("P0", "left") is None
    assert result.score_of("P0", "top") == 90
