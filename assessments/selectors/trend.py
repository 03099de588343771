"""The goal scores of a park quarter by quarter, as the trend chart and its table show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from accounts.templatetags.page import period_name
from assessments.choices import NodeKind
from assessments.models import Score, StandingQuarter
from assessments.selectors.as_of import known_scores
from assessments.selectors.headlines import HEADS, reported_quarters, scored_at
from governance.models import PathStep
from parks.models import Park, Period

QUARTERS = 12


@dataclass(frozen=True)
class TrendRow:
    """One quarter: a score per series, and whether its own report is accepted."""

    period: Period
    values: tuple[Score | None, ...]
    is_reported: bool


@dataclass(frozen=True)
class Trend:
    """The series are goals in tree order, then the index; rows run from the oldest quarter to the latest."""

    names: tuple[str, ...]
    rows: tuple[TrendRow, ...]
    data: dict[str, Any]

    @property
    def latest_first(self) -> tuple[TrendRow, ...]:
        return self.rows[::-1]


def trend_of(
    park: Park,
    standing: StandingQuarter,
    steps: Sequence[PathStep],
    moment: datetime | None = None,
) -> Trend:
    """Return the trend up to the quarter shown (as known at a moment), in three queries."""
    quarters = list(
        scored_at(moment)
        .filter(park=park, period__ends_on__lte=standing.period.ends_on)
        .select_related("period")
        .defer("manifest", "notices", "problems")
        .order_by("-period__ends_on")[:QUARTERS]
    )[::-1]
    periods = [one.period for one in quarters]
    reported = set(reported_quarters(moment).filter(park=park).values_list("period_id", flat=True))
    scores = list(
        known_scores(moment)
        .filter(
            park=park,
            period__in=periods,
            node__kind__in=HEADS,
            node__version__framework=standing.version.framework_id,
        )
        .select_related("node")
        .order_by("node__position")
    )
    latest = [one for one in scores if one.period_id == standing.period_id]
    latest.sort(key=lambda one: one.node.kind == NodeKind.INDEX)
    by_place = {(one.period_id, one.node.code): one for one in scores}
    rows = tuple(
        TrendRow(
            period,
            tuple(by_place.get((period.pk, one.node.code)) for one in latest),
            period.pk in reported,
        )
        for period in periods
    )
    names = tuple(one.node.name for one in latest)
    return Trend(names, rows, _data(latest, rows, steps, standing.stage))


def _data(
    latest: Sequence[Score], rows: Sequence[TrendRow], steps: Sequence[PathStep], stage: str
) -> dict[str, Any]:
    """Return what js/charts.js draws; a point is hollow where the quarter rests on carried or part of its values."""
    carried = [place for place, row in enumerate(rows) if not row.is_reported]
    return {
        "x": [row.period.code for row in rows],
        "labels": [str(period_name(row.period.code)) for row in rows],
        "now": stage,
        "gate": None,
        "stages": list(_bands(rows, steps)),
        "series": [
            {
                "name": one.node.name,
                "stage": one.node.stage,
                "y": [_value(row.values[place]) for row in rows],
                "carried": carried,
            }
            for place, one in enumerate(latest)
            if any(_value(row.values[place]) is not None for row in rows)
        ],
    }


def _value(score: Score | None) -> float | None:
    return None if score is None else score.value


def _bands(rows: Sequence[TrendRow], steps: Sequence[PathStep]) -> list[dict[str, str]]:
    """Return the stages behind the lines, each from the first quarter that ends in it to the first of the next."""
    found: list[dict[str, str]] = []
    starts = [(step.entered_on, step) for step in steps]
    following = [*(start for start, _step in starts[1:]), date.max]
    for (start, step), until in zip(starts, following, strict=False):  # no steps, no stages
        inside = [row.period.code for row in rows if start <= row.period.ends_on < until]
        if inside:
            name = str(step.get_stage_display())
            found.append({"code": step.stage, "name": name, "from": inside[0], "to": inside[-1]})
    for earlier, later in pairwise(found):
        earlier["to"] = later["from"]
    return found
