"""The registers of approval cases and of what happened to them."""

from __future__ import annotations

from collections.abc import Iterator

from accounts import clock
from governance.models import ApprovalCase, CaseEvent
from parks.errors import Problem
from parks.registers import Register

MOST_PROMISED_DAYS = 1000


def check_case(case: ApprovalCase) -> Iterator[Problem]:
    if case.promised_days > MOST_PROMISED_DAYS or case.promised_days < 1:
        yield Problem("promised_days", "promised_days_out_of_range")
    if case.accepted_on > clock.today():
        yield Problem("accepted_on", "day_not_reached")
    if case.decided_on and case.decided_on < case.accepted_on:
        yield Problem("decided_on", "ends_before_it_starts")
    if case.decided_on and case.decided_on > clock.today():
        yield Problem("decided_on", "day_not_reached")
    if bool(case.decided_on) != bool(case.outcome):
        yield Problem("outcome" if case.decided_on else "decided_on", "decision_incomplete")


def check_event(event: CaseEvent) -> Iterator[Problem]:
    if event.happened_on < event.case.accepted_on:
        yield Problem("happened_on", "ends_before_it_starts")


CASES = Register(
    word="approval-cases",
    model=ApprovalCase,
    prefix="CA",
    names=(
        "applicant", "is_renewal", "is_fast_track", "accepted_on", "promised_days", "decided_on",
        "outcome",
    ),
    columns=(
        "applicant", "is_fast_track", "accepted_on", "promised_days", "decided_on", "outcome",
    ),
    narrowed_by=("outcome", "is_renewal", "is_fast_track"),
    newest_by="accepted_on",
    check=check_case,
    example={
        "name_en": "Renewal of the east hall", "accepted_on": "2026-02-03", "promised_days": 40,
    },
)  # fmt: skip

EVENTS = Register(
    word="case-events",
    model=CaseEvent,
    prefix="CE",
    names=("case", "kind", "happened_on", "note"),
    columns=("case", "kind", "happened_on", "note"),
    narrowed_by=("kind",),
    newest_by="happened_on",
    check=check_event,
    example={"case": "CA-0001", "kind": "paused", "happened_on": "2026-02-20"},
)
