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
    headings={
        "name_zh": "姓名 成员 成員",
        "department": "部门 单位 部門 單位",
        "position": "职务 職務",
        "joined_on": "加入日期 任职日期 任職日期",
        "left_on": "退出日期 离任日期 離任日期",
    },
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
    headings={
        "name_zh": "制度名称 规则名称 制度名稱",
        "adopted_on": "通过日期 制定日期 印发日期 通過日期",
        "in_force_until": "有效期至 失效日期",
        "text": "内容 正文 內容",
    },
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
    headings={
        "name_zh": "责任事项 事项 責任事項 事項",
        "department": "责任部门 责任单位 責任部門",
        "person": "责任人 責任人",
        "listed_on": "列入日期",
        "assigned_on": "分派日期 交办日期 交辦日期",
        "due_on": "完成时限 截止日期 期限 完成時限",
        "done_on": "完成日期 办结日期 辦結日期",
    },
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
    spellings={
        "preparation": "准备 准备阶段 準備 準備階段",
        "pilot": "试点 试点阶段 試點 試點階段",
        "full_transformation": "全面转型 全面改造 全面转型阶段 全面轉型",
    },
    headings={
        "name_zh": "里程碑 节点 節點",
        "phase": "阶段 階段",
        "owner": "负责人 责任单位 負責人",
        "planned_on": "计划日期 计划完成日期 計劃日期",
        "reached_on": "实际日期 完成日期 實際日期",
    },
    example={"name_en": "Pilot plots handed over", "phase": "pilot", "planned_on": "2026-06-30"},
)
