"""Actors, meetings, cases … for tests, entered as people enter them; a test names only what it is about."""

from __future__ import annotations

from typing import Any

from parks.models import Park
from parks.registers import REGISTERS, Register
from parks.services.records import Writing, write_records
from tests.parks.places_for_tests import day, keeper

USUAL: dict[str, dict[str, Any]] = {
    "actors": {"kind": "business"},
    "linkages": {"kind": "agreement", "started_on": "2025-01-01"},
    "meetings": {"held_on": "2026-08-10"},
    "plans": {"kind": "unit_plan", "status": "drafting"},
    "members": {"department": "Construction bureau"},
    "rules-of-procedure": {"adopted_on": "2025-01-10"},
    "milestones": {"phase": "pilot", "planned_on": "2026-06-30"},
    "approval-cases": {"accepted_on": "2026-09-01", "promised_days": 10},
    "case-events": {"kind": "paused"},
    "consultations": {"published_on": "2026-07-01"},
    "comments": {"group": "residents", "text": "Keep it.", "received_on": "2026-07-05"},
}


def enter(word: str, park: Park, *rows: dict[str, Any]) -> list[Any]:
    """Enter records into a register; days are given as text."""
    register: Register = REGISTERS[word]
    named = [
        _with_days({**_name(register, number), **USUAL.get(word, {}), **row})
        for number, row in enumerate(rows, start=1)
    ]
    return write_records(register, park, [Writing(one) for one in named], by=keeper(park))


def figure_of(measures: Any, code: str, park: Park, period: Any) -> tuple[Any, float, float]:
    """What a measure says of one park: value, part, whole."""
    found = measures[code].figures([park.pk], period)[park.pk]
    return (found.value, found.part, found.whole)


def _name(register: Register, number: int) -> dict[str, str]:
    return {"name_en": f"{register.noun.capitalize()} {number}"} if register.is_named else {}


def _with_days(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: day(value) if name.endswith(("_on", "_until")) and isinstance(value, str) else value
        for name, value in row.items()
    }
