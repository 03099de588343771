"""The register of plans, the planning chain of a park."""

from __future__ import annotations

from collections.abc import Iterator

from governance.choices import PlanStatus
from governance.models import Plan
from parks.errors import Problem
from parks.registers import Register


def check_plan(plan: Plan) -> Iterator[Problem]:
    if plan.status == PlanStatus.APPROVED and plan.approved_on is None:
        yield Problem("approved_on", "value_required")
    if plan.begun_on and plan.approved_on and plan.approved_on < plan.begun_on:
        yield Problem("approved_on", "ends_before_it_starts")
    if plan.in_force_until and plan.approved_on and plan.in_force_until < plan.approved_on:
        yield Problem("in_force_until", "ends_before_it_starts")


PLANS = Register(
    word="plans",
    model=Plan,
    prefix="PN",
    names=("kind", "status", "begun_on", "approved_on", "in_force_until", "plots"),
    columns=("kind", "status", "begun_on", "approved_on", "in_force_until"),
    narrowed_by=("kind", "status"),
    newest_by="begun_on",
    check=check_plan,
    example={"name_en": "Unit plan west", "kind": "unit_plan", "status": "drafting"},
)
