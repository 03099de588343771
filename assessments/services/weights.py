"""Weights sets: made and changed by whoever runs assessments, checked as a whole, frozen when a run uses them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit, clock
from accounts.errors import NoLongerPossible, RuleBroken
from accounts.models import User
from assessments.choices import VersionStatus
from assessments.framework_file import FrameworkFile, spec_of
from assessments.models import FrameworkVersion, WeightsSet
from assessments.permissions import may_make_weights
from parks.models.naming import in_language

LARGEST_WEIGHT: Final = 1e6
SIGNIFICANT_DIGITS: Final = 6
MOST_OF_A_NAME: Final = 120


class WeightsWrong(RuleBroken):
    """Weights that cannot be used; `errors` names each wrong node with its sentence."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        message = _("Some weights are not as they should be.")
        super().__init__("weights_invalid", message, errors=errors)

    @property
    def by_node(self) -> dict[str, str]:
        """The sentence of each wrong node."""
        found: list[dict[str, str]] = self.details["errors"]
        return {one["field"].removeprefix("weights."): one["detail"] for one in found}


@transaction.atomic
def make_weights_set(
    version: FrameworkVersion, *, name: str, weights: Mapping[str, float], note: str = "", by: User
) -> WeightsSet:
    """Keep the weights of a panel for a published version.

    Errors: version_not_published, weights_name, weights_name_taken, weights_invalid.
    """
    _refuse_others(by)
    if version.status != VersionStatus.PUBLISHED:
        message = _("Weights are given for a published version only.")
        raise RuleBroken("version_not_published", message)
    made = WeightsSet(
        version=version,
        name=_checked_name(name),
        note=note.strip(),
        weights=checked_weights(version, weights),
        made_by=by,
        made_at=clock.now(),
    )
    _refuse_a_taken_name(made)
    made.save()
    audit.record(
        "weights.create", by=by, on=made, version=str(version), name=made.name, weights=made.weights
    )
    return made


@transaction.atomic
def change_weights_set(
    weights_set: WeightsSet, *, name: str, weights: Mapping[str, float], note: str = "", by: User
) -> WeightsSet:
    """Change a set of one's own that no run has used yet.

    Errors: weights_frozen (409), weights_name, weights_name_taken, weights_invalid.
    """
    locked = (
        WeightsSet.objects.select_for_update(of=("self",))
        .select_related("version__framework")
        .get(pk=weights_set.pk)
    )
    if locked.made_by_id != by.pk:
        raise PermissionDenied(_("Only who made a weights set changes it."))
    if locked.frozen_at is not None:
        message = _("A run has used this weights set, so it stays as it is. Make a new one.")
        raise NoLongerPossible("weights_frozen", message)
    before = locked.weights
    locked.name, locked.note = _checked_name(name), note.strip()
    locked.weights = checked_weights(locked.version, weights)
    _refuse_a_taken_name(locked)
    locked.save(update_fields=["name", "note", "weights"])
    audit.record(
        "weights.change", by=by, on=locked, name=locked.name, before=before, after=locked.weights
    )
    return locked


def freeze_weights_set(weights_set: WeightsSet) -> None:
    """Note the first use of a set. Inside the transaction that starts the run."""
    WeightsSet.objects.filter(pk=weights_set.pk, frozen_at=None).update(frozen_at=clock.now())


def checked_weights(version: FrameworkVersion, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights as they are kept; WeightsWrong names all that is wrong with them."""
    file = spec_of(version)
    errors = [*_problems_of_nodes(file, weights)]
    errors += [] if errors else _problems_of_groups(file, weights)
    if errors:
        raise WeightsWrong(
            [
                {"field": f"weights.{node}", "code": code, "detail": text}
                for node, code, text in errors
            ]
        )
    return {node.code: float(weights[node.code]) for node in file.nodes if node.code in weights}


Found = tuple[str, str, str]


def _problems_of_nodes(file: FrameworkFile, weights: Mapping[str, float]) -> Iterator[Found]:
    for node, weight in weights.items():
        if node not in file.nodes_by_code:
            text = _("The framework has no node %(node)s.")
            yield node, "weight_unknown_node", text % {"node": node[:64]}
        elif not math.isfinite(weight):
            yield node, "weight_not_finite", _("A weight is a finite number.")
        elif weight < 0:
            yield node, "weight_negative", _("A weight is not below zero.")
        elif weight > LARGEST_WEIGHT:
            yield node, "weight_too_large", _("A weight is at most 1,000,000.")
        elif float(f"{weight:.{SIGNIFICANT_DIGITS}g}") != weight:
            yield node, "weight_too_exact", _("A weight has at most six significant digits.")


def _problems_of_groups(file: FrameworkFile, weights: Mapping[str, float]) -> Iterator[Found]:
    for parent in file.nodes:
        group = file.children_of(parent.code)
        if group and not any(weights.get(node.code, node.weight) for node in group):
            text = _("At least one weight below “%(parent)s” is above zero.")
            title = in_language(dict(parent.title)) or parent.code
            yield group[0].code, "weights_sum_zero", text % {"parent": title}


def _checked_name(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > MOST_OF_A_NAME:
        raise RuleBroken("weights_name", _("Give the set a name of at most 120 characters."))
    return name


def _refuse_a_taken_name(weights_set: WeightsSet) -> None:
    alike = WeightsSet.objects.filter(
        version=weights_set.version, made_by=weights_set.made_by, name=weights_set.name
    )
    if alike.exclude(pk=weights_set.pk).exists():
        message = _("You have a weights set of this name for this version already.")
        raise RuleBroken("weights_name_taken", message)


def _refuse_others(by: User) -> None:
    if not may_make_weights(by):
        message = _("Weights sets are made by consultants and authorities of a park.")
        raise PermissionDenied(message)
