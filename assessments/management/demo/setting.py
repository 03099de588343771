"""Sets the scene of the demo: people, regions, parks, roles, and the framework."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import assessments
from accounts import clock
from accounts.models import User
from accounts.services.users import add_user
from assessments.framework_file import FrameworkFile, decode_framework, spec_of
from assessments.management.demo.committees import Person
from assessments.management.demo.people import ADMINISTRATOR, AUTHORITIES, PEOPLE
from assessments.management.demo.places import REGIONS, register_file
from assessments.models import FrameworkVersion
from assessments.services.frameworks import load_framework, publish_version
from parks.models import Park, Region
from parks.services.grants import grant_role
from parks.services.regions import add_region
from parks.services.register_uploads import carry_out, keep_upload

FRAMEWORK = Path(assessments.__path__[0]) / "frameworks" / "wang-2023.yaml"


@dataclass(frozen=True)
class Scene:
    """Who and what the demo plays with."""

    people: dict[str, User]
    regions: dict[str, Region]
    parks: dict[str, Park]
    version: FrameworkVersion
    file: FrameworkFile

    @property
    def administrator(self) -> User:
        return self.people[ADMINISTRATOR]

    def province_of(self, park: Park) -> str:
        return self.regions[park.region.code].code.partition("-")[0]


def set_scene() -> Scene:
    """Add everything that is there before the first report opens."""
    people = {person.account: _add_person(person) for person in PEOPLE}
    administrator = people[ADMINISTRATOR]
    regions = _add_regions(administrator)
    _grant_in_regions(people, regions)
    for province, account in AUTHORITIES.items():
        upload, _result = keep_upload(*register_file(province), by=people[account])
        carry_out(upload, by=people[account])
    parks = {park.code: park for park in Park.objects.select_related("region")}
    for person in PEOPLE:
        for code in person.parks:
            grant_role(people[person.account], person.role, park=parks[code], by=administrator)
    version = _publish(administrator)
    return Scene(people, regions, parks, version, spec_of(version))


def _grant_in_regions(people: dict[str, User], regions: dict[str, Region]) -> None:
    administrator = people[ADMINISTRATOR]
    for person in PEOPLE:
        if person.is_everywhere:
            grant_role(people[person.account], person.role, by=administrator)
        for code in person.regions:
            grant_role(people[person.account], person.role, region=regions[code], by=administrator)


def _add_person(person: Person) -> User:
    return add_user(
        person.email,
        person.name,
        person.language,
        by=None,
        is_administrator=person.account == ADMINISTRATOR,
        position_en=person.position_en,
        position_zh=person.position_zh,
        joined_at=clock.now(),
    )


def _add_regions(administrator: User) -> dict[str, Region]:
    made: dict[str, Region] = {}
    for code, above, name_en, name_zh in REGIONS:
        parent = made.get(above)
        made[code] = add_region(
            code, name_en=name_en, name_zh=name_zh, parent=parent, by=administrator
        )
    return made


def _publish(administrator: User) -> FrameworkVersion:
    text = decode_framework(FRAMEWORK.read_bytes())
    return publish_version(load_framework(text, by=administrator), by=administrator)
