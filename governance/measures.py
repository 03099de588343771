"""What the platform's registers say about a park in a period.

A measure stands here under the code of its indicator. As long as an indicator "by: platform" has none, reports ask
the committee for it, marked "self-reported in place of the register"; registering one ends that for reports that
open from then on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from parks.models import Park, Period


@dataclass(frozen=True)
class Measured:
    """A register's value for a park in a period, or why there is none."""

    value: float | None
    missing_reason: str = ""


Measure = Callable[[Park, Period], Measured]

MEASURES: dict[str, Measure] = {}
