"""The registers of facilities and enterprises."""

from __future__ import annotations

from collections.abc import Iterator

from parks.errors import Problem
from parks.geometry.shapes import is_on_earth
from parks.models import Enterprise, Facility
from parks.registers.register import Register


def check_facility(facility: Facility) -> Iterator[Problem]:
    if not is_on_earth(facility.longitude, facility.latitude):
        yield Problem("longitude", "point_out_of_range")
    if facility.closed_on and facility.opened_on and facility.closed_on < facility.opened_on:
        yield Problem("closed_on", "ends_before_it_starts")
    if facility.barrier_free_since and not facility.is_barrier_free:
        yield Problem("barrier_free_since", "day_without_flag")


def check_enterprise(enterprise: Enterprise) -> Iterator[Problem]:
    if enterprise.left_on and enterprise.settled_on and enterprise.left_on < enterprise.settled_on:
        yield Problem("left_on", "ends_before_it_starts")


FACILITIES = Register(
    word="facilities",
    model=Facility,
    prefix="FA",
    names=(
        "kind", "longitude", "latitude", "capacity", "is_barrier_free", "barrier_free_since",
        "opened_on", "closed_on",
    ),
    columns=("kind", "capacity", "is_barrier_free", "opened_on", "closed_on"),
    narrowed_by=("kind", "is_barrier_free"),
    check=check_facility,
    example={
        "name_en": "Clinic at the west gate", "name_zh": "西门卫生站", "kind": "clinic",
        "longitude": 113.62, "latitude": 34.75, "capacity": 120.0,
    },
)  # fmt: skip

ENTERPRISES = Register(
    word="enterprises",
    model=Enterprise,
    prefix="EN",
    names=(
        "credit_code", "industry", "settled_on", "left_on", "plot", "employees", "is_high_tech",
    ),
    columns=("industry", "employees", "is_high_tech", "settled_on", "left_on", "plot"),
    narrowed_by=("is_high_tech",),
    newest_by="settled_on",
    check=check_enterprise,
    example={
        "name_en": "Northern Bearings", "name_zh": "北方轴承", "industry": "C34",
        "settled_on": "2024-03-01", "employees": 180,
    },
)  # fmt: skip
