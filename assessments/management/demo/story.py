"""What the story of a park of the demo consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from parks.choices import MissingReason

Course = tuple[float, float]
"""How good a park is at the start and at the end of the last year: 0 at the worst bound, 1 at the best."""

NOT_APPLICABLE: Final = MissingReason.NOT_APPLICABLE
NOT_MEASURED: Final = MissingReason.NOT_MEASURED


@dataclass(frozen=True)
class Gap:
    """A cell that stays without a value, with the reason and a note."""

    reason: str
    note: str


@dataclass(frozen=True)
class Story:
    """A park's size, course and people's words. Texts stand in the language of its committee.

    `goes_to` names the stage that it reaches in the demo where that is another than the one at which it enters.
    """

    stage: str
    entry_reason: str
    courses: Mapping[str, Course]
    floor_area_m2: int
    firms: int
    employees: int
    land_mu: int
    growth: float
    funds: tuple[int, int, int, int]
    narrative: str
    goes_to: str = ""
    enters_late: bool = False
    emergency_from: float | None = None
    emergency_note: str = ""
    closure_from: float | None = None
    closure_note: str = ""
    gaps: Mapping[str, Gap] = field(default_factory=dict)
