"""The figures of the demo: computed from a park's story, the same every time, in keeping with the framework's checks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from assessments.framework_file import FrameworkFile
from assessments.management.demo.story import Story
from engine.normalise import Band, Goalposts
from parks.models import Period

MONTHS_OF_THE_DEMO: Final = 12
EARLIEST, PACE_BEFORE = -0.6, 0.5
SPREAD, UNREST = 0.14, 0.02
DECIMALS: Final = {"%": 1, "ratio": 2, "per 100 firms": 1}
OUTPUT_PER_VALUE_ADDED, REVENUE_PER_OUTPUT = 3.9, 1.18
ABOVE_SCALE_SHARE: Final = 0.3
LEFT_AFTER_CLOSURE: Final = 0.66
YEAR_TO_DATE: Final = {3: 0.22, 6: 0.47, 9: 0.73, 12: 1.0}


def chance(*words: str) -> float:
    """Return a number from −1 to 1 that depends on the words alone."""
    digest = hashlib.sha256("/".join(words).encode()).digest()
    return int.from_bytes(digest[:6]) / 2**47 - 1


@dataclass(frozen=True)
class Figures:
    """A park's figures in one period; `first_month` is the first month of the demo's last year as the engine counts."""

    park: str
    story: Story
    file: FrameworkFile
    period: Period
    first_month: int

    @property
    def progress(self) -> float:
        """How far the demo's last year has gone: 0 in its first month, 1 in its last; before, things moved at half the pace."""
        gone = (self.period.last_month - self.first_month) / (MONTHS_OF_THE_DEMO - 1)
        return max(EARLIEST, gone if gone > 0 else gone * PACE_BEFORE)

    def value(self, code: str) -> float:
        """Return the value of an indicator or item as the committee files it."""
        compute = BASE.get(code)
        if compute is not None:
            return float(round(compute(self)))
        return round(self.target(code), DECIMALS.get(self.file.measures[code].unit, 0)) + 0.0

    def target(self, code: str) -> float:
        """Return what an indicator comes to: its place between the worst and the best bound, by the park's course."""
        rule = next(one.score for one in self.file.indicators if one.code == code)
        if isinstance(rule, Goalposts):
            worst, best = rule.worst, rule.best
        elif isinstance(rule, Band):
            worst, best = rule.worst_below, rule.good_from
        else:
            raise TypeError(f"The demo knows no values for the scoring rule of {code}.")
        return worst + (best - worst) * self._quality(code)

    def _quality(self, code: str) -> float:
        start, end = self.story.courses[self.file.nodes_by_code[code].stage]
        course = start + (end - start) * self.progress
        of_park = SPREAD * chance(self.park, code)
        of_period = UNREST * chance(self.park, code, self.period.code)
        return min(0.98, max(0.02, course + of_park + of_period))

    @property
    def grown(self) -> float:
        return 1 + self.story.growth * self.progress

    @property
    def has_closed_lines(self) -> bool:
        return self.story.closure_from is not None and self.progress >= self.story.closure_from

    @property
    def firms(self) -> int:
        return round(self.story.firms * self.grown)

    @property
    def employees(self) -> float:
        return (
            self.story.employees * self.grown * (LEFT_AFTER_CLOSURE if self.has_closed_lines else 1)
        )

    @property
    def has_just_closed_lines(self) -> bool:
        """Whether the quarter before was still without the closure."""
        began = self.story.closure_from
        return began is not None and began <= self.progress < began + 3 / (MONTHS_OF_THE_DEMO - 1)

    @property
    def vacant_floor_area(self) -> float:
        return self.story.floor_area_m2 * self.target("vacancy_rate") / 100

    @property
    def value_added(self) -> float:
        """A whole year's value added at the pace of the period, in 10k CNY."""
        return self.employees * self.target("value_added_per_person")

    @property
    def output(self) -> float:
        """Industrial output from 1 January to the end of the period, in 10k CNY."""
        return self.value_added * OUTPUT_PER_VALUE_ADDED * YEAR_TO_DATE[self.period.ends_on.month]

    @property
    def reused_floor_area(self) -> float:
        share = self.target("idle_space_reused") / 100
        return self.vacant_floor_area * share / (1 - share)

    def funds(self, source: int) -> float:
        """Money paid in so far from one of the four sources; it never falls."""
        return self.story.funds[source] * (1 + 0.8 * max(0.0, self.progress))

    @property
    def emergencies(self) -> int:
        began = self.story.emergency_from
        return int(began is not None and self.progress >= began)


BASE: Final[dict[str, Callable[[Figures], float]]] = {
    "floor_area": lambda f: f.story.floor_area_m2,
    "vacant_floor_area": lambda f: f.vacant_floor_area,
    "reused_floor_area_12m": lambda f: f.reused_floor_area,
    "firms": lambda f: f.firms,
    "firms_above_scale": lambda f: f.firms * ABOVE_SCALE_SHARE,
    "employees": lambda f: f.employees,
    "industrial_output": lambda f: f.output,
    "high_tech_output": lambda f: f.output * f.target("high_tech_output_share") / 100,
    "industrial_value_added": lambda f: f.value_added,
    "revenue": lambda f: f.output * REVENUE_PER_OUTPUT,
    "producer_service_revenue": lambda f: (
        f.output * REVENUE_PER_OUTPUT * f.target("producer_service_share") / 100
    ),
    "industrial_tax_12m": lambda f: f.story.land_mu * f.target("tax_per_mu"),
    "fixed_asset_investment_total": lambda f: f.story.land_mu * f.target("investment_per_mu"),
    "industrial_land": lambda f: f.story.land_mu,
    "rd_spending": lambda f: f.value_added * f.target("rd_intensity") / 100,
    "rd_bodies": lambda f: f.firms * ABOVE_SCALE_SHARE * f.target("rd_bodies_per_100_firms") / 100,
    "service_contracts": lambda f: f.firms * f.target("services_per_100_firms") / 100,
    "funds_government": lambda f: f.funds(0),
    "funds_enterprise": lambda f: f.funds(1),
    "funds_collective": lambda f: f.funds(2),
    "funds_social": lambda f: f.funds(3),
    "major_emergencies_12m": lambda f: f.emergencies,
}
"""Items, and the indicators that do not follow the course of their goal."""
