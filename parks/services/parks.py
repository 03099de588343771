"""Parks: adding them to the register and changing what it says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from accounts import audit, clock
from accounts.errors import RuleBroken
from accounts.models import User
from parks.choices import Industry, ParkLevel
from parks.errors import CONTROL, Problem, broken, shown
from parks.geometry.shapes import is_on_earth, read_geometry
from parks.models import Park, ParkIndustry, Region
from parks.models.parks import is_code

MAX_NAME = 200
FIRST_YEAR, LAST_YEAR = 1800, 2100
MAX_AREA_HA = 1_000_000.0


@dataclass(frozen=True)
class ParkFacts:
    """All that the register says of a park."""

    code: str
    region: Region
    name_en: str = ""
    name_zh: str = ""
    level: str = ""
    founded_year: int | None = None
    area_ha: float | None = None
    industries: tuple[str, ...] = ()
    longitude: float | None = None
    latitude: float | None = None
    boundary: dict[str, Any] | None = None

    def plain(self) -> dict[str, Any]:
        """The facts as they go into the audit trail and are compared."""
        shallow = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return shallow | {"region": self.region.code, "industries": list(self.industries)}


def facts_of(park: Park) -> ParkFacts:
    """Return what the register says of `park` now."""
    return ParkFacts(
        code=park.code,
        region=park.region,
        name_en=park.name_en,
        name_zh=park.name_zh,
        level=park.level,
        founded_year=park.founded_year,
        area_ha=park.area_ha,
        industries=tuple(row.industry for row in park.industries.all()),
        longitude=park.longitude,
        latitude=park.latitude,
        boundary=park.boundary,
    )


def problems_of(facts: ParkFacts) -> list[Problem]:
    """Return everything that is wrong with `facts`."""
    return [*_text_problems(facts), *_number_problems(facts), *_place_problems(facts)]


@transaction.atomic
def add_park(facts: ParkFacts, *, by: User) -> Park:
    """Enter a new park into the register."""
    facts = checked(facts)
    lock_register()
    if Park.objects.filter(code=facts.code).exists():
        raise broken("park_code_unavailable")
    park = new_park(facts)
    park.save(force_insert=True)
    ParkIndustry.objects.bulk_create(
        ParkIndustry(park=park, industry=industry) for industry in facts.industries
    )
    audit.record("park.create", by=by, on=park, after=facts.plain())
    return park


@transaction.atomic
def update_park(park: Park, facts: ParkFacts, *, by: User) -> bool:
    """Change what the register says of `park`; return whether anything differs."""
    facts = checked(replace(facts, code=park.code))
    lock_register()
    locked = Park.objects.select_for_update().get(pk=park.pk)
    before = facts_of(locked)
    changed = changed_fields(before, facts)
    if not changed:
        return False
    put_facts(locked, facts)
    locked.save()
    if "industries" in changed:
        locked.industries.all().delete()
        ParkIndustry.objects.bulk_create(
            ParkIndustry(park=locked, industry=industry) for industry in facts.industries
        )
    record_update(locked, before, facts, by=by)
    return True


def checked(facts: ParkFacts) -> ParkFacts:
    """Return `facts` tidied: names without blanks at the ends, industries sorted; refuse what is wrong."""
    tidy = tidied(facts)
    for problem in problems_of(tidy):
        raise RuleBroken(problem.code, problem.reason, field=problem.column)
    return tidy


def tidied(facts: ParkFacts) -> ParkFacts:
    return replace(
        facts,
        name_en=facts.name_en.strip(),
        name_zh=facts.name_zh.strip(),
        industries=tuple(sorted(set(facts.industries))),
    )


def lock_register() -> None:
    """Let one act at a time change the register: the next one waits until this transaction ends."""
    roots = Region.objects.select_for_update(no_key=True).filter(parent__isnull=True)
    list(roots.order_by("pk").values_list("pk"))


def new_park(facts: ParkFacts) -> Park:
    now = clock.now()
    park = Park(code=facts.code, created_at=now, updated_at=now)
    put_facts(park, facts)
    return park


def put_facts(park: Park, facts: ParkFacts) -> None:
    """Write `facts` into the row, industries excepted: they are rows of their own."""
    for name in ParkFacts.__dataclass_fields__:
        if name not in ("code", "industries"):
            setattr(park, name, getattr(facts, name))
    park.updated_at = clock.now()


def changed_fields(before: ParkFacts, after: ParkFacts) -> list[str]:
    old, new = before.plain(), after.plain()
    return [name for name in old if old[name] != new[name]]


def record_update(park: Park, before: ParkFacts, after: ParkFacts, *, by: User) -> None:
    """Write the changed fields, as they were and as they are, into the park's trail."""
    names = changed_fields(before, after)
    old, new = before.plain(), after.plain()
    audit.record(
        "park.update",
        by=by,
        on=park,
        before={name: old[name] for name in names},
        after={name: new[name] for name in names},
    )


def _text_problems(facts: ParkFacts) -> Iterator[Problem]:
    if not is_code(facts.code):
        yield Problem("code", "park_code_invalid")
    if not (facts.name_en or facts.name_zh):
        yield Problem("name_en", "name_required")
    for column, name in (("name_en", facts.name_en), ("name_zh", facts.name_zh)):
        if len(name) > MAX_NAME:
            yield Problem(column, "name_too_long")
        if CONTROL.search(name):
            yield Problem(column, "name_characters")
    if facts.level and facts.level not in ParkLevel.values:
        yield Problem("level", "level_unknown")
    if unknown := [code for code in facts.industries if code not in Industry.values]:
        yield Problem("industries", "industry_unknown", {"industry": shown(unknown[0])})


def _number_problems(facts: ParkFacts) -> Iterator[Problem]:
    if facts.founded_year is not None and not FIRST_YEAR <= facts.founded_year <= LAST_YEAR:
        yield Problem("founded_year", "year_out_of_range")
    if facts.area_ha is not None and not 0 < facts.area_ha <= MAX_AREA_HA:
        yield Problem("area_ha", "area_out_of_range")


def _place_problems(facts: ParkFacts) -> Iterator[Problem]:
    longitude, latitude = facts.longitude, facts.latitude
    if (longitude is None) != (latitude is None):
        yield Problem("longitude" if longitude is None else "latitude", "point_incomplete")
    elif longitude is not None and latitude is not None and not is_on_earth(longitude, latitude):
        yield Problem("longitude", "point_out_of_range")
    if facts.boundary is not None:
        try:
            read_geometry(facts.boundary)
        except RuleBroken as problem:
            yield Problem("boundary", problem.code, problem.details)
