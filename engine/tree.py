"""The tree of a spec as indexes: who is whose child, with what share, and in which order to go up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors import Code, Problem
from engine.spec import INDICATOR, Node
from engine.weights import check_weights, shares_of


@dataclass(frozen=True)
class Tree:
    """Indexes into the nodes: parent (-1 for a root), children in tree order and their shares, children before parents."""

    parents: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    shares: tuple[tuple[float, ...], ...]
    upward: tuple[int, ...]

    def path_to(self, index: int) -> list[int]:
        """Return the nodes from the root down to this one."""
        path = [index]
        while self.parents[path[-1]] >= 0:
            path.append(self.parents[path[-1]])
        return path[::-1]

    def below(self, index: int) -> list[int]:
        """Return all descendants, each before its own children, siblings in tree order."""
        found, waiting = [], list(reversed(self.children[index]))
        while waiting:
            found.append(waiting.pop())
            waiting.extend(reversed(self.children[found[-1]]))
        return found


def build_tree(nodes: Sequence[Node]) -> Tree:
    """Return the tree of nodes that passed `check_tree`."""
    index = {node.code: place for place, node in enumerate(nodes)}
    parents = tuple(index.get(node.parent, -1) for node in nodes)
    children = _children_of(parents)
    shares = tuple(
        shares_of([nodes[child].weight for child in group]) if group else () for group in children
    )
    downward = [place for place, parent in enumerate(parents) if parent < 0]
    for place in downward:
        downward.extend(children[place])
    return Tree(parents, children, shares, tuple(reversed(downward)))


def check_tree(nodes: Sequence[Node]) -> list[Problem]:
    """Return everything wrong with the shape of the tree and with its weights."""
    counted = Counter(node.code for node in nodes)
    found = [
        Problem(Code.NODE_DUPLICATE, "Two nodes have the same code.", place=code, value=code)
        for code, count in counted.items()
        if count > 1
    ]
    if found or not nodes:
        empty = Problem(Code.TREE_EMPTY_NODE, "A framework needs at least one indicator.")
        return found or [empty]
    by_code = {node.code: node for node in nodes}
    for node in nodes:
        found += _problems_of_place(node, by_code)
    if not found:
        found += _problems_of_groups(nodes)
    return found


def _children_of(parents: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    groups: list[list[int]] = [[] for _ in parents]
    for place, parent in enumerate(parents):
        if parent >= 0:
            groups[parent].append(place)
    return tuple(tuple(group) for group in groups)


def _problems_of_place(node: Node, by_code: dict[str, Node]) -> list[Problem]:
    """Return what is wrong with where a node hangs and, for an inner node, that nothing hangs below it."""
    found = []
    parent = by_code.get(node.parent)
    if node.parent and parent is None:
        message = "The parent does not exist."
        found.append(Problem(Code.TREE_ORPHAN, message, place=node.code, value=node.parent))
    elif parent is not None and parent.kind == INDICATOR:
        message = "The parent is an indicator and cannot have children."
        found.append(Problem(Code.TREE_ORPHAN, message, place=node.code, value=node.parent))
    elif _is_own_ancestor(node, by_code):
        message = "The node is its own ancestor."
        found.append(Problem(Code.TREE_CYCLE, message, place=node.code, value=node.parent))
    if node.kind != INDICATOR and all(other.parent != node.code for other in by_code.values()):
        message = "A node that is no indicator needs children."
        found.append(Problem(Code.TREE_EMPTY_NODE, message, place=node.code))
    return found


def _is_own_ancestor(node: Node, by_code: dict[str, Node]) -> bool:
    seen: set[str] = set()
    at = node.parent
    while at in by_code and at not in seen:
        if at == node.code:
            return True
        seen.add(at)
        at = by_code[at].parent
    return False


def _problems_of_groups(nodes: Sequence[Node]) -> list[Problem]:
    index = {node.code: place for place, node in enumerate(nodes)}
    groups = _children_of([index.get(node.parent, -1) for node in nodes])
    found = []
    for parent, group in zip(nodes, groups, strict=True):
        weights = [nodes[child].weight for child in group]
        places = [nodes[child].code for child in group]
        found += check_weights(weights, places, parent.code) if group else []
    return found
