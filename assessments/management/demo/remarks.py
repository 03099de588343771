"""What reviewers and committees of the demo write to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Return:
    """Why a report goes back: the reason, remarks on cells, the answers to them, and the cell that is mended."""

    reason: str
    remarks: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...] = ()
    mended: str = ""
    by: float = 0.0


OF_THE_QUARTER: Final = Return(
    reason="One figure does not agree with the waste ledger you attached. Please check it.",
    remarks=(
        (
            "solid_waste_reused",
            "The ledger gives a lower share than the report. Did you count slag that was stored?",
        ),
    ),
    answers=(
        (
            "solid_waste_reused",
            "Yes, 420 tonnes of stored slag were counted by mistake. The share is corrected.",
        ),
    ),
    mended="solid_waste_reused",
    by=-3.4,
)

OF_THE_LAST_MONTH: Final = Return(
    reason="Two figures need an answer before I can accept the report; see the notes.",
    remarks=(
        (
            "wastewater_treated",
            "The monitoring report ends a week before the end of the month. Attach the last week.",
        ),
        (
            "comments_answered_30_days",
            "Is this for the month alone, or for the quarter so far?",
        ),
    ),
)

REOPENED_FOR: Final = "The committee reports that the meters of two firms were counted twice. Please correct the share."
CORRECTED: Final = "energy_metering_online"
CORRECTED_BY: Final = -2.6
CORRECTION_NOTE: Final = "两家企业的计量表重复计入，已更正。"
