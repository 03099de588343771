"""The registers of consultations and of the comments made in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from accounts import clock
from governance.models import Comment, Consultation
from parks.errors import Problem
from parks.registers import Register

GROUPS: Final = ("firms", "residents", "migrants", "disadvantaged")
FIGURES: Final = tuple(
    name for group in GROUPS for name in (f"{group}_invited", f"{group}_took_part")
)


def check_consultation(consultation: Consultation) -> Iterator[Problem]:
    if consultation.closed_on and consultation.closed_on < consultation.published_on:
        yield Problem("closed_on", "ends_before_it_starts")
    for group in GROUPS:
        took_part = getattr(consultation, f"{group}_took_part")
        if took_part > getattr(consultation, f"{group}_invited"):
            yield Problem(f"{group}_took_part", "more_than_invited")


def check_comment(comment: Comment) -> Iterator[Problem]:
    if bool(comment.answer) != bool(comment.answered_on):
        yield Problem("answered_on" if comment.answer else "answer", "answer_incomplete")
    if comment.answered_on and comment.answered_on < comment.received_on:
        yield Problem("answered_on", "ends_before_it_starts")
    if comment.received_on > clock.today():
        yield Problem("received_on", "day_not_reached")


CONSULTATIONS = Register(
    word="consultations",
    model=Consultation,
    prefix="CO",
    names=("plan", "published_on", "closed_on", *FIGURES),
    columns=("plan", "published_on", "closed_on", "firms_took_part", "residents_took_part"),
    newest_by="published_on",
    check=check_consultation,
    headings={
        "name_zh": "征询名称 公示名称 徵詢名稱",
        "plan": "规划 对应规划 規劃",
        "published_on": "公示日期 发布日期 發布日期",
        "closed_on": "截止日期 结束日期 結束日期",
        "firms_invited": "邀请企业数 邀請企業數",
        "firms_took_part": "参与企业数 參與企業數",
        "residents_invited": "邀请居民数 邀請居民數",
        "residents_took_part": "参与居民数 參與居民數",
        "migrants_invited": "邀请外来务工人数",
        "migrants_took_part": "参与外来务工人数",
        "disadvantaged_invited": "邀请弱势群体人数",
        "disadvantaged_took_part": "参与弱势群体人数",
    },
    example={
        "name_en": "Unit plan west", "published_on": "2026-01-05", "closed_on": "2026-02-10",
        "firms_invited": 120, "firms_took_part": 35,
    },
)  # fmt: skip

COMMENTS = Register(
    word="comments",
    model=Comment,
    prefix="CM",
    names=("consultation", "group", "text", "received_on", "answer", "answered_on"),
    columns=("consultation", "group", "text", "received_on", "answered_on"),
    narrowed_by=("group",),
    newest_by="received_on",
    check=check_comment,
    spellings={
        "firms": "企业 企業",
        "residents": "居民",
        "migrant_workers": "外来务工人员 流动人口 外來務工人員",
        "disadvantaged": "弱势群体 弱勢群體",
    },
    headings={
        "consultation": "征询 公示编号 徵詢",
        "group": "群体 群體",
        "text": "意见 意见内容 意見",
        "received_on": "收到日期 提出日期",
        "answer": "答复 回复 答覆 回覆",
        "answered_on": "答复日期 回复日期 答覆日期",
    },
    example={
        "consultation": "CO-0001", "group": "residents", "text": "Keep the canteen open on Sundays.",
        "received_on": "2026-01-15",
    },
)  # fmt: skip
