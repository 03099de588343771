"""The second reading of the same scores: each goal by the aspects of its concepts, which cut across the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from engine.numbers import Bools, Floats, round_score, round_share
from engine.spec import INDICATOR, Spec
from engine.tree import Tree, build_tree

GOAL = "goal"


@dataclass(frozen=True, eq=False)
class AspectCell:
    """One aspect of one goal: score and completeness of each unit (units,), NaN where null, and what it is made of.

    `weights` (units, concepts) are the shares with which the concepts count in each unit, 0 for those without a score.
    """

    aspect: str
    goal: str
    concepts: tuple[str, ...]
    weights: Floats
    scores: Floats
    completeness: Floats


def aspect_cells(spec: Spec, scores: Floats, completeness: Floats) -> tuple[AspectCell, ...]:
    """Return the cells that have concepts, goal by goal in tree order, aspects in the order in which they first appear.

    Formula:  cell = Σ e·s / Σ e over the concepts of the aspect below the goal that have a score; e is the concept's
              effective weight in the goal: the product, from the goal down to it, of each node's share among the siblings
              that have a score. Completeness is the observed share of the leaf weight below the concepts, at nominal
              weights. A cell is null below the spec's minimum completeness and where no concept counts in the goal.
    Shape:    scores, completeness (units, nodes), columns as `spec.nodes`, as stored → per cell (units,), rounded.
    Unit:     points; share 0..1 (NaN where nothing is asked or applies). Errors: none.
    """
    reader = _Reader(spec, scores, completeness)
    return tuple(reader.cells())


class _Reader:
    """Reads the scored tree of some units goal by goal."""

    def __init__(self, spec: Spec, scores: Floats, completeness: Floats) -> None:
        self.spec = spec
        self.scores = scores
        self.completeness = completeness
        self.tree: Tree = build_tree(spec.nodes)

    def cells(self) -> Iterator[AspectCell]:
        aspects = list(dict.fromkeys(node.aspect for node in self.spec.nodes if node.aspect))
        for place, node in enumerate(self.spec.nodes):
            if node.kind != GOAL:
                continue
            below = self.tree.below(place)
            for aspect in aspects:
                concepts = [one for one in below if self.spec.nodes[one].aspect == aspect]
                if concepts:
                    yield self.cell(aspect, place, concepts)

    def cell(self, aspect: str, goal: int, concepts: Sequence[int]) -> AspectCell:
        total, weight = self._nothing(), self._nothing()
        weights = [self.effective(goal, concept) for concept in concepts]
        for concept, share in zip(concepts, weights, strict=True):
            total = total + np.where(share > 0, share * self.scores[:, concept], 0.0)
            weight = weight + share
        mean = np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0)
        complete = self.measured(goal, concepts)
        is_enough: Bools = complete >= self.spec.missing.minimum_completeness
        return AspectCell(
            aspect=aspect,
            goal=self.spec.nodes[goal].code,
            concepts=tuple(self.spec.nodes[one].code for one in concepts),
            weights=np.column_stack(weights) / np.where(weight > 0, weight, 1.0)[:, np.newaxis],
            scores=round_score(np.where(is_enough, mean, np.nan)),
            completeness=complete,
        )

    def effective(self, goal: int, concept: int) -> Floats:
        """Return the concept's effective weight in the goal for each unit, 0 where it or a node between has no score."""
        product = np.ones(self.scores.shape[0])
        path = self.tree.path_to(concept)
        for parent, node in zip(
            path[path.index(goal) :], path[path.index(goal) + 1 :], strict=False
        ):
            product = product * self._effective_share(parent, node)
        return product

    def _effective_share(self, parent: int, node: int) -> Floats:
        scored, own = self._nothing(), self._nothing()
        for child, share in zip(self.tree.children[parent], self.tree.shares[parent], strict=True):
            there = np.where(np.isnan(self.scores[:, child]), 0.0, share)
            scored = scored + there
            own = there if child == node else own
        return np.divide(own, scored, out=self._nothing(), where=scored > 0)

    def measured(self, goal: int, concepts: Sequence[int]) -> Floats:
        """Return the share of the leaf weight below the concepts that is observed, NaN where nothing applies."""
        observed, applicable = self._nothing(), self._nothing()
        for concept in concepts:
            for place in self.tree.below(concept):
                if self.spec.nodes[place].kind == INDICATOR:
                    share = self.nominal(goal, place)
                    complete = self.completeness[:, place]
                    applicable = applicable + np.where(np.isnan(complete), 0.0, share)
                    observed = observed + np.where(complete > 0, share, 0.0)
        nothing = np.full_like(observed, np.nan)
        return round_share(np.divide(observed, applicable, out=nothing, where=applicable > 0))

    def nominal(self, goal: int, place: int) -> float:
        """Return a leaf's share of the goal's weight as entered."""
        product = 1.0
        path = self.tree.path_to(place)
        for parent, node in zip(
            path[path.index(goal) :], path[path.index(goal) + 1 :], strict=False
        ):
            product *= self.tree.shares[parent][self.tree.children[parent].index(node)]
        return product

    def _nothing(self) -> Floats:
        return np.zeros(self.scores.shape[0])
