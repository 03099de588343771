"""Weights sets: those one may see, and the weights of one by groups of siblings, beside those of the version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from assessments.choices import NodeKind
from assessments.framework_file import FrameworkFile, NodePart, spec_of
from assessments.models import Run, WeightsSet
from assessments.models.runs import RunQuerySet
from assessments.models.weights import WeightsSetQuerySet
from assessments.permissions import may_view_run, may_view_weights
from parks.models.naming import in_language


@dataclass(frozen=True)
class WeightRow:
    """A node's weight as entered and its share of the group, beside those of the version."""

    code: str
    title: str
    weight: float
    share: float
    version_weight: float
    version_share: float

    @property
    def is_changed(self) -> bool:
        """Whether the share differs by more than is shown."""
        return abs(self.share - self.version_share) >= 0.0005


@dataclass(frozen=True)
class WeightGroup:
    """The children of one node, between which weights divide its score."""

    code: str
    title: str
    kind: str
    depth: int
    rows: tuple[WeightRow, ...]

    @property
    def is_changed(self) -> bool:
        return any(row.is_changed for row in self.rows)


def weight_groups(file: FrameworkFile, weights: Mapping[str, float]) -> tuple[WeightGroup, ...]:
    """Return the groups of two and more siblings in tree order; a node not named has its version's weight."""
    below: dict[str, list[NodePart]] = {}
    for node in file.nodes:
        below.setdefault(node.parent, []).append(node)
    return tuple(
        WeightGroup(
            parent.code,
            in_language(dict(parent.title)) or parent.code,
            str(NodeKind(parent.kind).label),
            parent.depth,
            _rows(below[parent.code], weights),
        )
        for parent in file.nodes
        if len(below.get(parent.code, ())) > 1
    )


def _rows(group: Sequence[NodePart], weights: Mapping[str, float]) -> tuple[WeightRow, ...]:
    used = [weights.get(node.code, node.weight) for node in group]
    return tuple(
        WeightRow(
            node.code,
            in_language(dict(node.title)) or node.code,
            weight,
            _share(weight, sum(used)),
            node.weight,
            _share(node.weight, sum(one.weight for one in group)),
        )
        for node, weight in zip(group, used, strict=True)
    )


def _share(weight: float, whole: float) -> float:
    return weight / whole if whole else 0.0


def groups_of(weights_set: WeightsSet) -> tuple[WeightGroup, ...]:
    """Return the groups of a set, by its version's tree."""
    return weight_groups(spec_of(weights_set.version), weights_set.weights)


def weights_shown(user: User) -> WeightsSetQuerySet:
    """Return the sets that the user may see, the newest first."""
    visible = WeightsSet.objects.filter(may_view_weights(user)).for_display()
    return visible.order_by("-made_at", "-pk")


def runs_using(weights_set: WeightsSet, user: User) -> RunQuerySet:
    """Return the runs that used a set and that the user may see, the newest first."""
    used = Run.objects.filter(may_view_run(user), weights=weights_set)
    return used.for_display().order_by("-pk")
