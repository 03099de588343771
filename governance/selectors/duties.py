"""The responsibility list of parks on a day: what stood on it, and who answered for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from governance.models import Duty


@dataclass(frozen=True)
class DutyThen:
    """A duty as it stood on a day."""

    duty: Duty
    day: date

    @property
    def is_assigned(self) -> bool:
        """Whether a department and a person answered for it by then; without a day they always did."""
        duty = self.duty
        by_then = duty.assigned_on is None or duty.assigned_on <= self.day
        return bool(duty.department and duty.person) and by_then

    @property
    def is_done(self) -> bool:
        return self.duty.done_on is not None and self.duty.done_on <= self.day

    @property
    def is_overdue(self) -> bool:
        return not self.is_done and self.duty.due_on is not None and self.duty.due_on < self.day

    @property
    def days_over(self) -> int:
        """How many days after it was due it is or was done."""
        if self.duty.due_on is None:
            return 0
        ended = self.duty.done_on if self.is_done and self.duty.done_on else self.day
        return max(0, (ended - self.duty.due_on).days)


def duties_on(parks: Sequence[int], day: date) -> list[DutyThen]:
    """Return the duties on the lists of parks on a day, done ones included: by park, then the one due first.

    A duty without a day of listing was always there.
    """
    listed = Q(listed_on__isnull=True) | Q(listed_on__lte=day)
    found = Duty.objects.current().filter(listed, park__in=parks)
    return [
        DutyThen(duty, day)
        for duty in found.order_by("park", F("due_on").asc(nulls_last=True), "code")
    ]
