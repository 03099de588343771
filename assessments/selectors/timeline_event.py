"""One event in the life of a park, wherever it is told from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assessments.choices import TimelineKind


@dataclass(frozen=True)
class Event:
    """One event, on a `day` where it has no hour; `what` is the step, the verdict or the source, `details` its keys as the API tells them."""

    kind: str
    what: str
    at: datetime
    by: str
    sentence: str
    reason: str = ""
    period: str = ""
    revision: int = 0
    decision: int | None = None
    stage: str = ""
    from_stage: str = ""
    version: str = ""
    policy: str = ""
    register: str = ""
    record: int | None = None
    day: date | None = None

    @property
    def kind_title(self) -> str:
        return str(TimelineKind(self.kind).label)
