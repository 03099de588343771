"""The way up the tree: each leaf's score, then each node's mean, completeness, bounds, reasons and caps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.adjust import capped, decide_cap
from engine.aggregate import AGGREGATIONS
from engine.errors import Notice, NoticeCode
from engine.formulas import QuarterColumns, Rules, carried_inputs, parse_rules
from engine.manifest import ENGINE_VERSION, Numbers, hash_of_data, hash_of_result, hash_of_spec
from engine.normalise import Ends, MinMax, clipped_where, ends_of, normalise
from engine.numbers import Bools, Floats, States, round_score, round_share
from engine.result import CapResult, Manifest, Reason, Result
from engine.rules import NOT_APPLICABLE, OK, Column
from engine.spec import INDICATOR, Indicator, Node, Spec
from engine.table import Table
from engine.tree import Tree, build_tree


def inherited(tree: Tree, asked: Bools) -> Bools:
    """Return what is asked for where the parent is too."""
    asked = asked.copy()
    for place in reversed(tree.upward):
        if tree.parents[place] >= 0:
            asked[:, place] &= asked[:, tree.parents[place]]
    return asked


def leaf_values(column: Column, asked: Bools) -> Floats:
    """Return the values that a leaf is scored from: those observed where it is asked for, else NaN."""
    return np.where(asked & (column.state == OK), column.values, np.nan)


@dataclass(frozen=True, eq=False)
class _Group:
    """The children of a node: their indexes and their shares of its weight."""

    places: tuple[int, ...]
    shares: tuple[float, ...]


class Climb:
    """One walk up the tree; every array has the shape (units, nodes). `run()`, then `result()`."""

    def __init__(
        self,
        spec: Spec,
        tables: tuple[Table, ...],
        asked: Bools,
        compared: Bools,
        ends: Mapping[str, Ends] | None = None,
    ) -> None:
        self.spec = spec
        self.tables = tables
        self.units = tables[0].units
        self.compared = compared
        self.tree = build_tree(spec.nodes)
        self.asked = inherited(self.tree, asked)
        self.rules: Rules = parse_rules(spec)
        self.columns = QuarterColumns(spec, self.rules, tables)
        self.notices: list[Notice] = self.columns.notices()
        self.caps: list[CapResult] = []
        self.given_ends = ends
        self.ends: dict[str, Ends] = {}
        self.scores, self.completeness = self._empty(), self._empty()
        self.before_caps, self.low, self.high = self._empty(), self._empty(), self._empty()
        # The bounds as they go up the tree; the ones reported are widened to hold the score itself.
        self.worst, self.best = self._empty(), self._empty()
        self.observed, self.applicable = self._empty(), self._empty()
        self.reasons = np.zeros(self.asked.shape, dtype=np.uint8, order="F")

    def _empty(self) -> Floats:
        return np.full(self.asked.shape, np.nan, order="F")

    def run(self) -> None:
        """Score the leaves, then each node after its children."""
        for place in self.tree.upward:
            node = self.spec.nodes[place]
            if node.kind == INDICATOR:
                self._score_leaf(place, self.spec.indicator(node.code))
            else:
                self._score_inner(place, node)
            self._cap(place, node)
            self._note_null(place, node)
            self.low[:, place] = np.fmin(self.worst[:, place], self.scores[:, place])
            self.high[:, place] = np.fmax(self.best[:, place], self.scores[:, place])
            self.columns.set_result(node.code, self.scores[:, place], self.completeness[:, place])

    def _score_leaf(self, place: int, indicator: Indicator) -> None:
        column = self.columns.column("value", indicator.code)
        asked = self.asked[:, place]
        observed = asked & (column.state == OK)
        applicable = asked & (column.state != NOT_APPLICABLE)
        values = leaf_values(column, asked)
        scores = normalise(values, indicator.score, self.spec.scale, self._ends(indicator, values))
        low, high = self.spec.scale
        self.before_caps[:, place] = scores
        self.worst[:, place] = np.where(applicable & ~observed, low, scores)
        self.best[:, place] = np.where(applicable & ~observed, high, scores)
        self.observed[:, place], self.applicable[:, place] = observed, applicable
        self.completeness[:, place] = np.where(applicable, observed, np.nan)
        self.reasons[:, place] = np.select(
            [~asked, ~applicable, ~observed],
            [Reason.NOT_ASKED, Reason.NOT_APPLICABLE, Reason.NOTHING_OBSERVED],
            Reason.NONE,
        )
        self._note_leaf(indicator, values)

    def _ends(self, indicator: Indicator, values: Floats) -> Ends | None:
        if not isinstance(indicator.score, MinMax):
            return None
        given = self.given_ends
        ends = ends_of(values, self.compared) if given is None else given[indicator.code]
        self.ends[indicator.code] = ends
        return ends

    def _score_inner(self, place: int, node: Node) -> None:
        group = _Group(self.tree.children[place], self.tree.shares[place])
        observed, applicable = (
            self._weighted(self.observed, group),
            self._weighted(self.applicable, group),
        )
        self.observed[:, place], self.applicable[:, place] = observed, applicable
        share = np.divide(
            observed, applicable, out=np.full_like(observed, np.nan), where=applicable > 0
        )
        completeness = round_share(share)
        mean = self._mean(self.scores, group, node)
        reasons = self._reasons(place, node, completeness, mean)
        counts = (reasons != Reason.NOT_ASKED) & (applicable > 0)
        self.reasons[:, place] = reasons
        self.completeness[:, place] = np.where(counts, completeness, np.nan)
        self.before_caps[:, place] = np.where(reasons == Reason.NONE, mean, np.nan)
        self.worst[:, place] = np.where(counts, self._mean(self.worst, group, node), np.nan)
        self.best[:, place] = np.where(counts, self._mean(self.best, group, node), np.nan)

    @staticmethod
    def _weighted(parts: Floats, group: _Group) -> Floats:
        """Return the sum of share · part, child by child in tree order."""
        total = np.zeros(parts.shape[0])
        for place, share in zip(group.places, group.shares, strict=True):
            total = total + share * parts[:, place]
        return total

    @staticmethod
    def _mean(parts: Floats, group: _Group, node: Node) -> Floats:
        columns = [parts[:, place] for place in group.places]
        return round_score(AGGREGATIONS[node.aggregation](columns, group.shares))

    def _reasons(self, place: int, node: Node, completeness: Floats, mean: Floats) -> States:
        """Return why each unit's score of a node is null, the first reason that is true."""
        below = self.reasons[:, list(self.tree.children[place])]
        not_asked, null = below == Reason.NOT_ASKED, below != Reason.NONE
        any_or_all = np.any if node.requires_all else np.all
        rules: list[tuple[Bools, Reason]] = [
            (~self.asked[:, place] | any_or_all(not_asked, axis=1), Reason.NOT_ASKED),
            (np.isnan(completeness), Reason.NOT_APPLICABLE),
            (completeness == 0, Reason.NOTHING_OBSERVED),
            (completeness < self.spec.missing.minimum_completeness, Reason.BELOW_COMPLETENESS),
            (null.any(axis=1) & node.requires_all, Reason.REQUIRES_ALL),
            (np.isnan(mean), Reason.NOTHING_OBSERVED),
        ]
        conditions, reasons = zip(*rules, strict=True)
        return np.asarray(np.select(conditions, reasons, Reason.NONE), dtype=np.uint8)

    def _cap(self, place: int, node: Node) -> None:
        """Put the caps of a node on its score; an undecided one only lowers the lower bound."""
        self.scores[:, place] = self.before_caps[:, place]
        for cap, rule in zip(self.spec.caps, self.rules.caps, strict=True):
            if cap.node != node.code:
                continue
            asked = self.reasons[:, place] != Reason.NOT_ASKED
            found, notices = decide_cap(cap, rule, self.columns, asked, self.units)
            applied = found.holds & (self.scores[:, place] > cap.at)
            self.caps.append(CapResult(cap, found.holds, found.undecided, applied))
            self.notices += notices
            self.scores[:, place] = capped(self.scores[:, place], cap.at, found.holds)
            self.best[:, place] = capped(self.best[:, place], cap.at, found.holds)
            possible = found.holds | found.undecided
            self.worst[:, place] = capped(self.worst[:, place], cap.at, possible)

    def _note_leaf(self, indicator: Indicator, values: Floats) -> None:
        there = ~np.isnan(values)
        smallest, largest = self.ends.get(indicator.code, (0.0, 1.0))
        if smallest == largest:
            self._note(NoticeCode.CONSTANT_INDICATOR, "All values are equal.", indicator, there)
        clipped = clipped_where(values, indicator.score)
        self._note(NoticeCode.CLIPPED_VALUES, "Values beyond a bound.", indicator, clipped)
        carried = there & carried_inputs(self.rules, self.tables[0], indicator.code)
        self._note(NoticeCode.CARRIED_VALUES, "Values of earlier periods.", indicator, carried)

    def _note_null(self, place: int, node: Node) -> None:
        below = self.reasons[:, place] == Reason.BELOW_COMPLETENESS
        self._note(NoticeCode.BELOW_COMPLETENESS, "Too little is observed.", node, below)

    def _note(self, code: str, message: str, at: Indicator | Node, where: Bools) -> None:
        if where.any():
            units = tuple(sorted(self.units[index] for index in np.flatnonzero(where)))
            params = {"units": units}
            self.notices.append(Notice(code, message, at.code, len(units), params))

    def result(self) -> Result:
        """Return everything computed, with its hashes."""
        columns = [self.columns.column("value", one.code) for one in self.spec.indicators]
        empty = np.zeros((len(self.units), 0))
        values = np.column_stack([empty, *(column.values for column in columns)])
        states = np.column_stack([empty, *(column.state for column in columns)]).astype(np.uint8)
        carried = [
            carried_inputs(self.rules, self.tables[0], one.code) for one in self.spec.indicators
        ]
        order = {id(cap): number for number, cap in enumerate(self.spec.caps)}
        caps = tuple(sorted(self.caps, key=lambda found: order[id(found.cap)]))
        of_caps: list[Numbers] = [part for cap in caps for part in (cap.holds, cap.undecided)]
        parts: list[Numbers] = [
            self.scores,
            self.completeness,
            self.low,
            self.high,
            self.reasons,
            values,
            states,
        ]
        data = hash_of_data(self.spec, self.tables, self.asked, self.compared, self.units)
        manifest = Manifest(ENGINE_VERSION, hash_of_spec(self.spec), data, tuple(self.notices))
        return Result(
            spec=self.spec,
            table=self.tables[0],
            earlier=self.tables[1:],
            units=self.units,
            scores=self.scores,
            completeness=self.completeness,
            low=self.low,
            high=self.high,
            before_caps=self.before_caps,
            reasons=self.reasons,
            asked=self.asked,
            values=values,
            states=states,
            carried=np.column_stack([empty.astype(np.bool_), *carried]),
            caps=caps,
            compared=self.ends,
            manifest=manifest,
            result_hash=hash_of_result(self.spec, self.units, [*parts, *of_caps]),
        )
