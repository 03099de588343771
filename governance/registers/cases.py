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
    spellings={
        "approved": "批准 同意 通过 准予 通過",
        "refused": "不予批准 不同意 驳回 不予许可 駁回",
        "withdrawn": "撤回 申请人撤回 撤件",
    },
    headings={
        "name_zh": "项目名称 事项名称 審批事項 項目名稱 审批事项",
        "applicant": "申请人 申请单位 申請人 申請單位",
        "is_renewal": "renewal 更新项目 是否更新项目 更新項目",
        "is_fast_track": "fast_track 绿色通道 快速审批 綠色通道",
        "accepted_on": "受理日期 受理时间 受理時間",
        "promised_days": "承诺工作日 承诺时限 承諾工作日",
        "decided_on": "办结日期 决定日期 審結日期 决定時間",
        "outcome": "结果 审批结果 結果 審批結果",
    },
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
    spellings={
        "paused": "补正 暂停 补件 補正 暫停",
        "resumed": "恢复 补正完成 恢復",
        "hearing": "听证 专家评审 聽證 專家評審",
        "note": "备注 備註",
    },
    headings={
        "case": "审批事项 事项编号 審批事項",
        "kind": "type 类型 事件类型 類型",
        "happened_on": "date 日期 发生日期 發生日期",
        "note": "说明 备注 說明 備註",
    },
    example={"case": "CA-0001", "kind": "paused", "happened_on": "2026-02-20"},
)
