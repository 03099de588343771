"""The shape of a tree: what is refused, and the indexes made of it."""

import pytest

from engine.spec import INDICATOR, Node
from engine.tree import build_tree, check_tree

SOUND = (
    Node("index", "", "index"),
    Node("a", "index", "goal", 3),
    Node("b", "index", "goal", 1),
    Node("x", "a", INDICATOR),
    Node("y", "b", INDICATOR),
)


def test_children_come_in_tree_order_and_before_their_parents():
    tree = build_tree(SOUND)
    assert tree.children == ((1, 2), (3,), (4,), (), ())
    assert tree.shares[0] == (0.75, 0.25)
    assert tree.path_to(4) == [0, 2, 4]
    assert tree.below(0) == [1, 3, 2, 4]
    places = {place: order for order, place in enumerate(tree.upward)}
    assert all(places[c] < places[p] for p, group in enumerate(tree.children) for c in group)


def test_a_deep_tree_does_not_run_out_of_stack():
    chain = [Node(f"n{depth}", f"n{depth - 1}" if depth else "", "goal") for depth in range(3000)]
    nodes = [*chain, Node("x", "n2999", INDICATOR)]
    assert len(build_tree(nodes).below(0)) == 3000


def test_nodes_may_stand_in_any_order():
    tree = build_tree(SOUND[::-1])
    assert tree.upward[-1] == 4
    assert tree.below(4) == [2, 0, 3, 1]


@pytest.mark.parametrize(
    ("nodes", "code", "place"),
    [
        ((), "tree_empty_node", ""),
        ((*SOUND, Node("z", "nowhere", INDICATOR)), "tree_orphan", "z"),
        ((*SOUND, Node("z", "x", INDICATOR)), "tree_orphan", "z"),
        ((*SOUND, Node("z", "index", "goal")), "tree_empty_node", "z"),
        ((*SOUND, Node("x", "b", INDICATOR)), "node_duplicate", "x"),
        ((*SOUND, Node("z", "z", "goal")), "tree_cycle", "z"),
        ((*SOUND, Node("z", "a", INDICATOR, -1)), "weight_negative", "z"),
    ],
)
def test_what_is_no_tree_is_refused(nodes, code, place):
    assert [(problem.code, problem.place) for problem in check_tree(nodes)] == [(code, place)]


def test_everything_wrong_is_told_at_once():
    nodes = (
        Node("a", "b", "goal"),
        Node("b", "a", "goal"),
        Node("c", "a", "goal"),
        Node("d", "e", INDICATOR),
    )
    found = [(problem.code, problem.place) for problem in check_tree(nodes)]
    assert found == [
        ("tree_cycle", "a"),
        ("tree_cycle", "b"),
        ("tree_empty_node", "c"),
        ("tree_orphan", "d"),
    ]
