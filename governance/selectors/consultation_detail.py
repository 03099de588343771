"""What the page of a consultation says of who took part and which comments were answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from accounts import clock
from governance.choices import AffectedGroup
from governance.models import Consultation

ANSWERED_WITHIN_DAYS: Final = 30
FIELDS: Final = {
    AffectedGroup.FIRMS: "firms",
    AffectedGroup.RESIDENTS: "residents",
    AffectedGroup.MIGRANTS: "migrants",
    AffectedGroup.DISADVANTAGED: "disadvantaged",
}


@dataclass(frozen=True)
class GroupTurnout:
    """How many of a group were invited and took part, and how many comments came from it."""

    group: AffectedGroup
    invited: int
    took_part: int
    comments: int

    @property
    def percent(self) -> float | None:
        return 100.0 * self.took_part / self.invited if self.invited else None


@dataclass(frozen=True)
class ConsultationProgress:
    """The turnout by group, and the comments with their answers."""

    consultation: Consultation
    groups: tuple[GroupTurnout, ...]
    comments: int
    answered: int
    in_time: int
    days: int

    @property
    def unanswered(self) -> int:
        return self.comments - self.answered

    @property
    def is_open(self) -> bool:
        closed = self.consultation.closed_on
        return closed is None or closed > clock.today()


def consultation_progress(consultation: Consultation) -> ConsultationProgress:
    """Count who took part, and the comments that were answered, those within 30 days among them. One query."""
    comments = list(
        consultation.comments.filter(removed_at__isnull=True).values_list(
            "group", "received_on", "answered_on"
        )
    )
    answers = [(answered - came).days for _group, came, answered in comments if answered]
    return ConsultationProgress(
        consultation=consultation,
        groups=tuple(
            GroupTurnout(
                group,
                getattr(consultation, f"{field}_invited"),
                getattr(consultation, f"{field}_took_part"),
                sum(1 for one in comments if one[0] == group),
            )
            for group, field in FIELDS.items()
        ),
        comments=len(comments),
        answered=len(answers),
        in_time=sum(1 for days in answers if days <= ANSWERED_WITHIN_DAYS),
        days=_days_open(consultation, clock.today()),
    )


def _days_open(consultation: Consultation, today: date) -> int:
    """How many days it has been published, or was until it closed."""
    return max(0, (min(consultation.closed_on or today, today) - consultation.published_on).days)
