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
    example={"name_en": "Joint meeting on land", "held_on": "2026-03-12", "is_joint": True},
)
