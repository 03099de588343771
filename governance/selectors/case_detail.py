"""What the page of an approval case says of its days and of what happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts import clock
from governance.models import ApprovalCase, CaseEvent
from governance.selectors.case_days import CaseDays, days_of_cases
from parks.selectors.working_days import add_working_days


@dataclass(frozen=True)
class CaseProgress:
    """The working days of a case until its decision or until today; `due_on` is the day promised while it runs."""

    case: ApprovalCase
    days: CaseDays
    due_on: date | None
    events: tuple[CaseEvent, ...]

    @property
    def is_decided(self) -> bool:
        return self.case.decided_on is not None

    @property
    def percent_used(self) -> float:
        """How much of the picture the days used fill; it is as long as the longer of those promised and used."""
        return self._share(self.days.used)

    @property
    def percent_promised(self) -> float:
        return self._share(self.days.promised)

    def _share(self, days: int) -> float:
        longest = max(self.days.used, self.days.promised)
        return round(100.0 * days / longest, 2) if longest else 0.0


def case_progress(case: ApprovalCase) -> CaseProgress:
    """Count the days of one case. While it is paused, or once it is late, no day is promised."""
    today = clock.today()
    days = days_of_cases([case], today)[case.pk]
    runs = case.decided_on is None and not days.is_paused and days.is_within
    due_on = add_working_days(today, days.left) if runs else None
    events = CaseEvent.objects.current().filter(case=case).order_by("happened_on", "pk")
    return CaseProgress(case, days, due_on, tuple(events))
