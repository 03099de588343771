"""Networks against cases worked by hand, published ones, and networkx."""

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import network as module
from engine.errors import EngineError
from engine.network import Network, betweenness, components, degrees, density, places

SIZES = st.integers(0, 9)
KRACKHARDT_BETWEENNESS = {0: 0.023, 3: 0.102, 5: 0.231, 7: 0.389, 8: 0.222, 9: 0.0}
"""The kite of Krackhardt D. (1990), Administrative Science Quarterly 35(2), as printed with three digits."""


def of(size, pairs):
    return Network.of(size, [one for one, _other in pairs], [other for _one, other in pairs])


@st.composite
def graphs(draw):
    size = draw(SIZES)
    possible = [(i, j) for i in range(size) for j in range(size) if i != j]
    return size, draw(st.lists(st.sampled_from(possible), max_size=20)) if possible else []


def known(size, pairs):
    graph = networkx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs)
    return graph


def test_a_star_is_held_together_by_its_middle():
    star = of(4, [(0, 1), (0, 2), (3, 0)])
    assert degrees(star).tolist() == [3, 1, 1, 1]
    assert betweenness(star).tolist() == [1.0, 0.0, 0.0, 0.0]
    assert density(star) == 0.5
    assert components(star).tolist() == [0, 0, 0, 0]


def test_two_shortest_ways_share_what_they_connect():
    """In a square each corner lies on one of the two ways between its neighbours: 1/2 of 3 pairs."""
    square = of(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    assert betweenness(square) == pytest.approx([1 / 6] * 4)


def test_parts_are_numbered_by_size_and_then_by_their_first_member():
    assert components(of(7, [(1, 2), (4, 5), (5, 6)])).tolist() == [2, 1, 1, 3, 0, 0, 0]


def test_a_tie_listed_twice_or_backwards_is_one():
    twice = of(3, [(0, 1), (1, 0), (0, 1), (2, 1)])
    assert (twice.first.tolist(), twice.second.tolist()) == ([0, 1], [1, 2])


@pytest.mark.parametrize("size", [0, 1, 2])
def test_in_the_smallest_networks_nobody_stands_between(size):
    small = of(size, [(0, 1)] if size == 2 else [])
    assert betweenness(small).tolist() == [0.0] * size
    assert density(small) == (1.0 if size == 2 else 0.0)
    assert components(small).tolist() == [0] * size


def test_the_kite_comes_out_as_published():
    kite = networkx.krackhardt_kite_graph()
    found = betweenness(of(10, list(kite.edges)))
    assert {place: round(float(found[place]), 3) for place in KRACKHARDT_BETWEENNESS} == (
        KRACKHARDT_BETWEENNESS
    )


def test_florentine_families_come_out_as_networkx_says():
    families = networkx.convert_node_labels_to_integers(networkx.florentine_families_graph())
    found = of(len(families), list(families.edges))
    assert_same(found, families)


@given(graphs())
def test_any_network_comes_out_as_networkx_says(given_graph):
    assert_same(of(*given_graph), known(*given_graph))


def assert_same(found, graph):
    expected = networkx.betweenness_centrality(graph)
    assert betweenness(found) == pytest.approx([expected[node] for node in graph], abs=1e-12)
    assert degrees(found).tolist() == [degree for _node, degree in graph.degree]
    assert density(found) == pytest.approx(networkx.density(graph))
    parts = components(found).tolist()
    groups = {frozenset(place for place, part in enumerate(parts) if part == one) for one in parts}
    assert groups == {frozenset(one) for one in networkx.connected_components(graph)}


def test_members_asked_in_portions_come_out_the_same(monkeypatch):
    graph = networkx.gnm_random_graph(30, 50, seed=1)
    found = of(30, list(graph.edges))
    at_once = betweenness(found)
    monkeypatch.setattr(module, "SOURCES_AT_ONCE", 7)
    assert betweenness(found) == pytest.approx(at_once, abs=1e-15)


def lengths(found, pairs):
    return [float(np.linalg.norm(found[i] - found[j])) for i, j in pairs]


def test_a_chain_is_drawn_as_a_line_across():
    """Every distance can be kept, so it nearly is after so many steps: the ends of three ties lie three apart."""
    found = places(of(4, [(0, 1), (1, 2), (2, 3)]))
    assert lengths(found, [(0, 1), (1, 2), (0, 3)]) == pytest.approx([1.0, 1.0, 3.0], abs=0.05)
    assert found[:, 0].tolist() in (sorted(found[:, 0]), sorted(found[:, 0], reverse=True))
    assert np.ptp(found[:, 1]) < 0.2 * np.ptp(found[:, 0])
    assert found.mean(axis=0) == pytest.approx([0.0, 0.0], abs=1e-9)


def test_a_triangle_is_drawn_with_equal_sides():
    pairs = [(0, 1), (1, 2), (2, 0)]
    assert lengths(places(of(3, pairs)), pairs) == pytest.approx([1.0] * 3, abs=1e-3)


def test_what_no_way_connects_is_drawn_apart():
    found = places(of(4, [(0, 1), (2, 3)]))
    assert min(lengths(found, [(0, 2), (0, 3), (1, 2), (1, 3)])) > 1.5


@given(graphs())
def test_everybody_has_a_place_of_their_own(given_graph):
    found = places(of(*given_graph))
    assert found.shape == (given_graph[0], 2)
    assert np.isfinite(found).all()
    assert len({(round(x, 4), round(y, 4)) for x, y in found.tolist()}) == given_graph[0]


@pytest.mark.parametrize(
    ("size", "first", "second"),
    [(2, [0], [0]), (2, [0], [2]), (2, [-1], [0]), (2, [0, 1], [1]), (0, [0], [1])],
)
def test_ties_of_nobody_are_refused(size, first, second):
    with pytest.raises(EngineError) as error:
        Network.of(size, np.array(first), np.array(second))
    assert [problem.code for problem in error.value.problems] == ["shape_mismatch"]
