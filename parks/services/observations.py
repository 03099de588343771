"""Observations: making accepted values facts of record, revision by revision, and keeping the latest of each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import clock
from accounts.errors import RuleBroken
from accounts.models import User
from parks.models import LatestValue, Observation, Park, Period


@dataclass(frozen=True)
class Observed:
    """One accepted value, or the accepted reason for having none."""

    indicator_id: int
    value: float | None = None
    missing_reason: str = ""


@transaction.atomic
def observe(
    park: Park, period: Period, values: Sequence[Observed], *, by: User, provenance: str
) -> dict[int, Observation]:
    """Record `values` of a park and period; return the current observation of each indicator.

    A value equal to the one on record makes no new revision. The park's row is the lock: whoever observes the
    same park waits.
    """
    _check(values)
    Park.objects.select_for_update().get(pk=park.pk)
    current = {
        observation.indicator_id: observation
        for observation in Observation.objects.current().filter(
            park=park, period=period, indicator__in=[v.indicator_id for v in values]
        )
    }
    changed = [v for v in values if not _same(v, current.get(v.indicator_id))]
    new = _supersede(park, period, changed, current, by=by, provenance=provenance)
    _keep_latest(park, period, new)
    return current | {observation.indicator_id: observation for observation in new}


def _check(values: Sequence[Observed]) -> None:
    if len({v.indicator_id for v in values}) < len(values):
        raise ValueError("An indicator is observed twice at once.")
    for v in values:
        if v.value is not None and not math.isfinite(v.value):
            raise RuleBroken("number_not_finite", _("A value must be a finite number."))
        if (v.value is None) != bool(v.missing_reason):
            raise RuleBroken(
                "value_or_reason", _("Give either a value or the reason why there is none.")
            )


def _same(value: Observed, on_record: Observation | None) -> bool:
    return (
        on_record is not None
        and on_record.value == value.value
        and on_record.missing_reason == value.missing_reason
    )


def _supersede(
    park: Park,
    period: Period,
    values: Sequence[Observed],
    current: dict[int, Observation],
    *,
    by: User,
    provenance: str,
) -> list[Observation]:
    """Close the current rows of `values` and write the next revision of each."""
    now = clock.now()
    old = {v.indicator_id: current[v.indicator_id] for v in values if v.indicator_id in current}
    Observation.objects.filter(pk__in=[o.pk for o in old.values()]).update(superseded_at=now)
    return Observation.objects.bulk_create(
        Observation(
            park=park,
            period=period,
            indicator_id=v.indicator_id,
            revision=old[v.indicator_id].revision + 1 if v.indicator_id in old else 1,
            value=v.value,
            missing_reason=v.missing_reason,
            provenance=provenance,
            recorded_at=now,
            recorded_by=by,
        )
        for v in values
    )


def _keep_latest(park: Park, period: Period, new: Iterable[Observation]) -> None:
    """Point to the new observations, unless a later period is already on record."""
    observations = {o.indicator_id: o for o in new}
    later = set(
        LatestValue.objects.filter(
            park=park,
            indicator__in=observations,
            observation__period__ends_on__gt=period.ends_on,
        ).values_list("indicator_id", flat=True)
    )
    LatestValue.objects.bulk_create(
        [
            LatestValue(park=park, indicator_id=indicator_id, observation=observation)
            for indicator_id, observation in observations.items()
            if indicator_id not in later
        ],
        update_conflicts=True,
        unique_fields=["park", "indicator"],
        update_fields=["observation"],
    )
