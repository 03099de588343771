"""The register of plots: what a parcel must be, and what is odd about one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from parks.errors import Problem
from parks.models import Plot
from parks.registers.register import Register

LARGEST_PLOT_M2: Final = 1e9


def check_plot(plot: Plot) -> Iterator[Problem]:
    for name in ("area_m2", "floor_area_m2", "footprint_m2"):
        value = getattr(plot, name)
        if value is not None and value > LARGEST_PLOT_M2:
            yield Problem(name, "plot_too_large")
    if plot.area_m2 is not None and plot.area_m2 <= 0:
        yield Problem("area_m2", "plot_without_area")
    if plot.ended_on and plot.since and plot.ended_on < plot.since:
        yield Problem("ended_on", "ends_before_it_starts")
    if plot.geometry and plot.geometry.get("type") == "Point":
        yield Problem("geometry", "plot_is_a_point")


PLOTS = Register(
    word="plots",
    model=Plot,
    prefix="PL",
    names=(
        "land_use", "status", "land_model", "is_pilot", "area_m2", "floor_area_m2",
        "footprint_m2", "implementer", "since", "ended_on", "geometry",
    ),
    columns=("land_use", "status", "area_m2", "floor_area_m2", "is_pilot", "since"),
    narrowed_by=("land_use", "status", "land_model", "is_pilot"),
    check=check_plot,
    example={
        "name_en": "North yard", "name_zh": "北地块", "land_use": "production",
        "status": "in_use", "area_m2": 12500.0, "floor_area_m2": 9800.0, "footprint_m2": 5100.0,
    },
)  # fmt: skip
