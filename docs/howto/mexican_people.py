"""The people of the worked example with 12 Mexican parks: who they are, what they may do, their keys for the API.

People, regions and roles are an administrator's work on the pages; here the services behind those pages do it.
"""

from __future__ import annotations

from datetime import timedelta

from accounts import clock
from accounts.choices import Scope
from accounts.models import User
from accounts.services.tokens import create_token
from accounts.services.users import add_user
from parks.choices import Role
from parks.models import Grant, Park, Period, Region
from parks.services.grants import grant_role
from parks.services.periods import change_deadline, period_containing, previous_period
from parks.services.regions import add_region

COUNTRY = "MX"
STATES = {
    "MX-BCN": ("Baja California", "下加利福尼亚州"),
    "MX-CHH": ("Chihuahua", "奇瓦瓦州"),
    "MX-NLE": ("Nuevo León", "新莱昂州"),
    "MX-QUE": ("Querétaro", "克雷塔罗州"),
    "MX-GUA": ("Guanajuato", "瓜纳华托州"),
}
DAYS_TO_FILE = 14


def person(account: str, name: str, *, is_administrator: bool = False) -> User:
    """Return somebody of the example; made where not there yet, with the position that the demo's sign-in page shows."""
    email = f"{account}@mexico.example"
    known = User.objects.filter(email=email).first()
    return known or add_user(
        email, name, "en", by=None, is_administrator=is_administrator, position_en=name
    )


def administrator() -> User:
    return person("administrator", "Administrator, Mexico", is_administrator=True)


def key_of(user: User) -> str:
    """Return a new key for the API, valid for a day."""
    return create_token(user, name="Worked example", scope=Scope.WRITE, days=1)[1]


def last_quarter() -> str:
    """Return the quarter that ended last, kept open for two weeks more if its reports are locked or soon will be."""
    quarter = previous_period(period_containing(clock.today(), "quarter"))
    keep_open(quarter)
    return quarter.code


def keep_open(period: Period) -> None:
    until = clock.today() + timedelta(days=DAYS_TO_FILE)
    if period.locks_on < until:
        change_deadline(period, due_on=period.due_on, locks_on=until, by=administrator())


def prepare() -> dict[str, User]:
    """Make the regions and those who work for all of Mexico: administrator, authority, reviewer."""
    country = region(COUNTRY, "Mexico", "墨西哥")
    for code, (name_en, name_zh) in STATES.items():
        region(code, name_en, name_zh, parent=country)
    officials = {
        "authority": (person("authority", "Authority, Mexico"), Role.AUTHORITY),
        "reviewer": (person("reviewer", "Reviewer, Mexico"), Role.REVIEWER),
    }
    for user, role in officials.values():
        grant_once(user, role, region=country)
    return {"administrator": administrator(), **{who: user for who, (user, _) in officials.items()}}


def name_committees() -> dict[str, User]:
    """Let one committee per state answer for its parks; return the lead of each park."""
    leads = {}
    for park in Park.objects.filter(region__code__in=STATES).select_related("region"):
        state, _name = STATES[park.region.code]
        leads[park.code] = person(park.region.code.lower(), f"Committee, {state}")
        grant_once(leads[park.code], Role.LEAD, park=park)
    return leads


def region(code: str, name_en: str, name_zh: str, parent: Region | None = None) -> Region:
    known = Region.objects.filter(code=code).first()
    return known or add_region(
        code, name_en=name_en, name_zh=name_zh, parent=parent, by=administrator()
    )


def grant_once(user: User, role: Role, **scope: Region | Park) -> None:
    in_force = Grant.objects.in_force(clock.today())
    if not in_force.filter(user=user, role=role, **scope).exists():
        grant_role(user, role, **scope, by=administrator())
