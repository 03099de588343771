"""Many parks with observations of a small framework that compares them with each other, for the tests of runs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np

from accounts import clock
from assessments.models import FrameworkVersion
from assessments.services.frameworks import load_framework, publish_version
from governance.models import PathStep
from parks.models import Indicator, Observation, Park, Period
from parks.services.periods import ensure_periods, period_of
from tests.assessments.small import SMALL
from tests.cast import Cast

RELATIVE = (
    SMALL.replace("code: small\n", "code: relative\n", 1)
    .replace("{worst: 40, best: 0}", "{method: minmax, better: low}")
    .replace("{worst: 0, best: 10}", "{method: minmax, better: high}")
)
PERIODS = {
    "month": [f"2025-{month:02d}" for month in range(1, 10)],
    "quarter": ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3"],
    "year": ["2023", "2024"],
}
QUARTER = "2025-Q3"
RECORDED = datetime(2025, 10, 2, tzinfo=UTC)
NOT_THERE = ("not_measured", "late", "not_applicable")


def make_nation(cast: Cast, count: int, *, seed: int = 7) -> FrameworkVersion:
    """Publish the relative framework and give `count` parks of the province their values; each ninth is not on the path."""
    version = publish_version(
        load_framework(RELATIVE, by=cast.administrator), by=cast.administrator
    )
    ensure_periods(date(2023, 1, 1), date(2025, 12, 31))
    now = clock.now()
    names = {"name_en": "A park", "name_zh": "园区", "region": cast.province}
    Park.objects.bulk_create(
        Park(code=f"N-{number:05d}", created_at=now, updated_at=now, **names)
        for number in range(count)
    )
    parks = list(Park.objects.filter(code__startswith="N-").order_by("code"))
    PathStep.objects.bulk_create(
        PathStep(
            park=park,
            stage=("t1", "t2", "complete")[number % 3],
            entered_on=date(2024, 1, 1),
            reason="It begins.",
            decided_by=cast.authority,
            decided_at=RECORDED,
        )
        for number, park in enumerate(parks)
        if number % 9 != 8
    )
    Observation.objects.bulk_create(_observations(parks, cast, seed), batch_size=5_000)
    return version


def _observations(parks, cast, seed):
    """Yield values with gaps: what is carried, joined, not applicable and looked back at is all among them."""
    random = np.random.default_rng(seed)
    periods = {one.code: one for one in Period.objects.all()}
    for indicator in Indicator.objects.filter(
        code__in=["vacancy", "pilots", "access", "tax", "land"]
    ):
        for code in PERIODS[indicator.every]:
            drawn = random.uniform(1, 40, len(parks)).round(3).tolist()
            chances = random.random(len(parks)).tolist()
            for park, value, chance in zip(parks, drawn, chances, strict=True):
                if chance < 0.2:
                    continue
                reason = NOT_THERE[int(chance * 100) % 3] if chance < 0.3 else ""
                yield Observation(
                    park=park,
                    indicator=indicator,
                    period=periods[code],
                    revision=1,
                    value=None if reason else value,
                    missing_reason=reason,
                    provenance="import",
                    recorded_at=RECORDED,
                    recorded_by=cast.administrator,
                )


def quarter() -> Period:
    return period_of(QUARTER)


def nation() -> list[Park]:
    return list(Park.objects.filter(code__startswith="N-"))
