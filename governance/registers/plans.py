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
    spellings={
        "plot_details": "地块开发细则 开发细则 地塊開發細則",
        "unit_plan": "单元实施方案 实施方案 單元實施方案",
        "zoning": "分区策略 分区规划 分區策略",
        "drafting": "编制中 起草中 在编 編制中",
        "published": "公示 公示中 征求意见 已公示 徵求意見",
        "approved": "已批准 批准 批复 已批复 已批准实施 批覆",
        "replaced": "已替代 已废止 废止 已替換 廢止",
    },
    headings={
        "name_zh": "规划名称 方案名称 規劃名稱",
        "kind": "type 类型 规划类型 類型 規劃類型",
        "status": "状态 规划状态 狀態",
        "begun_on": "启动日期 编制日期 啟動日期",
        "approved_on": "批准日期 批复日期 批准時間",
        "in_force_until": "有效期至 失效日期",
        "plots": "地块 覆盖地块 地塊 覆蓋地塊",
    },
    example={"name_en": "Unit plan west", "kind": "unit_plan", "status": "drafting"},
)
