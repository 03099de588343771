"""The registers of a park's task force: members, rules of procedure, the responsibility list, milestones."""

from __future__ import annotations

from collections.abc import Iterator

from accounts import clock
from governance.models import Duty, Member, Milestone, RuleOfProcedure
from parks.errors import Problem
from parks.registers import Register


def check_member(member: Member) -> Iterator[Problem]:
    if member.joined_on and member.left_on and member.left_on < member.joined_on:
        yield Problem("left_on", "ends_before_it_starts")


def check_rule(rule: RuleOfProcedure) -> Iterator[Problem]:
    if rule.in_force_until and rule.in_force_until < rule.adopted_on:
        yield Problem("in_force_until", "ends_before_it_starts")


def check_duty(duty: Duty) -> Iterator[Problem]:
    if duty.done_on and duty.done_on > clock.today():
        yield Problem("done_on", "day_not_reached")
    if duty.done_on and duty.listed_on and duty.done_on < duty.listed_on:
        yield Problem("done_on", "ends_before_it_starts")


def check_milestone(milestone: Milestone) -> Iterator[Problem]:
    if milestone.reached_on and milestone.reached_on > clock.today():
        yield Problem("reached_on", "day_not_reached")


MEMBERS = Register(
    word="members",
    model=Member,
    prefix="MB",
    names=("department", "position", "joined_on", "left_on"),
    columns=("department", "position", "joined_on", "left_on"),
    check=check_member,
    example={"name_zh": "李敏", "department": "自然资源局", "position": "副组长"},
)

RULES = Register(
    word="rules-of-procedure",
    model=RuleOfProcedure,
    prefix="RP",
    names=("adopted_on", "in_force_until", "text"),
    columns=("adopted_on", "in_force_until"),
    newest_by="adopted_on",
    check=check_rule,
    example={"name_en": "Monthly dispatch meeting", "adopted_on": "2025-01-10"},
)

DUTIES = Register(
    word="duties",
    model=Duty,
    prefix="DU",
    names=("department", "person", "listed_on", "assigned_on", "due_on", "done_on"),
    columns=("department", "person", "due_on", "done_on"),
    newest_by="due_on",
    check=check_duty,
    example={"name_en": "Clear the idle boiler house", "department": "Construction bureau"},
)

MILESTONES = Register(
    word="milestones",
    model=Milestone,
    prefix="MS",
    names=("phase", "owner", "planned_on", "reached_on"),
    columns=("phase", "owner", "planned_on", "reached_on"),
    narrowed_by=("phase",),
    newest_by="planned_on",
    check=check_milestone,
    example={"name_en": "Pilot plots handed over", "phase": "pilot", "planned_on": "2026-06-30"},
)
