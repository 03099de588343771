"""The fixed cast of the tests: one person per role around one park, and their neighbours who must see nothing of it."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from parks.choices import Role
from parks.models import Park, Region
from tests.factories import grant, make_park, make_region, make_user


@dataclass(frozen=True)
class Cast:
    """`park` lies in `district` below `province`; `foreign_park` in another province."""

    province: Region
    district: Region
    park: Park
    foreign_park: Park
    editor: User
    lead: User
    reviewer: User
    authority: User
    observer: User
    consultant: User
    administrator: User
    stranger: User

    def person(self, role: str) -> User:
        user = getattr(self, role)
        assert isinstance(user, User)
        return user


def make_cast() -> Cast:
    """Set the stage: the stranger is lead and reviewer of the foreign park and has nothing here."""
    province = make_region("YJ", name_en="Yunjiang Province", name_zh="云江省")
    district = make_region("YJ-HT", province, name_en="Hengtang District", name_zh="横塘区")
    park = make_park(
        "LH-01", district, name_en="Lianhe Old Machinery Park", name_zh="联合老机械园区"
    )
    foreign_park = make_park(
        "QN-01", make_region("QN", name_en="Qingnan Province", name_zh="青南省")
    )
    people = {
        role: make_user(role.capitalize())
        for role in (
            "editor",
            "lead",
            "reviewer",
            "authority",
            "observer",
            "consultant",
            "stranger",
        )
    }
    grant(people["editor"], Role.EDITOR, park=park)
    grant(people["lead"], Role.LEAD, park=park)
    grant(people["reviewer"], Role.REVIEWER, region=district)
    grant(people["authority"], Role.AUTHORITY, region=province)
    grant(people["observer"], Role.OBSERVER, park=park)
    grant(people["consultant"], Role.CONSULTANT, region=province)
    grant(people["stranger"], Role.LEAD, park=foreign_park)
    grant(people["stranger"], Role.REVIEWER, region=foreign_park.region)
    administrator = make_user("Administrator", is_administrator=True)
    return Cast(
        province=province,
        district=district,
        park=park,
        foreign_park=foreign_park,
        administrator=administrator,
        **people,
    )
