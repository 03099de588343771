"""The registers of actors, of the linkages between them, and of meetings."""

from __future__ import annotations

from collections.abc import Iterator

from accounts import clock
from governance.models import Actor, Linkage, Meeting
from parks.errors import Problem
from parks.registers import Register


def check_linkage(linkage: Linkage) -> Iterator[Problem]:
    if linkage.first_id == linkage.second_id:
        yield Problem("second", "linkage_of_one")
    if linkage.ended_on and linkage.ended_on < linkage.started_on:
        yield Problem("ended_on", "ends_before_it_starts")


def check_meeting(meeting: Meeting) -> Iterator[Problem]:
    if meeting.held_on > clock.today():
        yield Problem("held_on", "day_not_reached")


ACTORS = Register(
    word="actors",
    model=Actor,
    prefix="AC",
    names=("kind", "contact"),
    columns=("kind", "contact"),
    narrowed_by=("kind",),
    spellings={
        "government_department": "政府部门 政府 政府部門",
        "business": "企业 工商企业 企业组织 企業 企業組織",
        "university": "高校 大学 院校 大學",
        "research_institute": "科研院所 研究所 研究院 科研機構",
        "association": "商会协会 商会 协会 行业协会 商會 協會",
        "service_organisation": "专业服务机构 服务机构 中介机构 專業服務機構 service_organization",
        "investor": "投资方 投资商 投資方 投資商",
        "village_collective": "村集体 集体经济组织 村集體",
        "residents": "居民 社区居民 社區居民",
        "migrant_workers": "外来务工人员 流动人口 农民工 外來務工人員",
    },
    headings={
        "name_zh": "主体名称 单位名称 主體名稱 單位名稱",
        "kind": "type 类型 主体类型 類型 主體類型",
        "contact": "联系人 联系方式 聯絡人 聯絡方式",
    },
    example={"name_en": "City university", "name_zh": "市大学", "kind": "university"},
)

LINKAGES = Register(
    word="linkages",
    model=Linkage,
    prefix="LI",
    names=("first", "second", "kind", "subject", "started_on", "ended_on"),
    columns=("first", "second", "kind", "subject", "started_on", "ended_on"),
    narrowed_by=("kind",),
    newest_by="started_on",
    check=check_linkage,
    spellings={
        "agreement": "合作协议 协议 合作協議",
        "research": "联合研发 合作研发 产学研 聯合研發",
        "supply": "供应链 供应链合作 供應鏈",
        "service": "服务合同 服务 服務合約",
        "investment": "投资 投資",
        "training": "培训 人才培训 培訓",
        "data": "数据共享 数据交换 資料共享 數據共享",
    },
    headings={
        "first": "主体 甲方 主體",
        "second": "联动对象 乙方 合作方 聯動對象",
        "kind": "type 类型 联动类型 類型 聯動類型",
        "subject": "内容 联动内容 事项 內容",
        "started_on": "start 开始日期 起始日期 開始日期",
        "ended_on": "end 结束日期 终止日期 結束日期",
    },
    example={
        "first": "AC-0001", "second": "AC-0002", "kind": "research", "started_on": "2025-05-01",
    },
)  # fmt: skip

MEETINGS = Register(
    word="meetings",
    model=Meeting,
    prefix="ME",
    names=("held_on", "is_pilot", "is_joint", "attended_by", "agenda"),
    columns=("held_on", "is_pilot", "is_joint", "attended_by"),
    narrowed_by=("is_pilot", "is_joint"),
    newest_by="held_on",
    check=check_meeting,
    headings={
        "name_zh": "会议名称 会议 會議名稱",
        "held_on": "date 会议日期 召开日期 日期 會議日期 召開日期",
        "is_pilot": "pilot 试点会议 是否试点 試點會議",
        "is_joint": "joint 联席会议 是否联席 聯席會議",
        "agenda": "议题 议程 議題 議程",
        "attended_by": "participants 参会主体 参会单位 參會單位",
    },
    example={"name_en": "Joint meeting on land", "held_on": "2026-03-12", "is_joint": True},
)
