"""The list of policies: which ones are found, in which order, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import OrderBy
from django.utils.dateparse import parse_date

from accounts.models import User
from governance.choices import PolicyKind
from governance.models import Policy
from governance.models.policies import PolicyQuerySet
from governance.permissions import may_issue_policies, may_view_policy
from governance.selectors.policies_in_force import regions_above
from parks.models import Park, Region
from parks.permissions import may_view_park, may_view_region

PER_PAGE: Final = 50
TEXT_LIMIT: Final = 100
SORTS: Final[dict[str, tuple[OrderBy, ...]]] = {
    "from": (F("in_force_from").desc(), F("code").asc()),
    "until": (F("in_force_until").asc(nulls_last=True), F("code").asc()),
    "code": (F("code").asc(),),
    "name": (F("name_en").asc(), F("code").asc()),
    "kind": (F("kind").asc(), F("code").asc()),
    "region": (F("region__path").asc(), F("code").asc()),
    "issuer": (F("issuer").asc(), F("code").asc()),
}


def day_asked(text: str) -> date | None:
    """Return the day that an address names, if it is one."""
    try:
        return parse_date(text.strip())
    except ValueError:  # such as 30 February
        return None


@dataclass(frozen=True)
class PolicyFilter:
    """What the address of the list asks for. What it does not know finds nothing; `region` includes all below it."""

    kind: str = ""
    region: str = ""
    park: str = ""
    day: date | None = None
    text: str = ""
    sort: str = ""

    @classmethod
    def asked_by(cls, query: Mapping[str, str]) -> PolicyFilter:
        return cls(
            kind=query.get("kind", ""),
            region=query.get("region", "").replace("\0", ""),
            park=query.get("park", "").replace("\0", "").strip(),
            day=day_asked(query.get("day", "")),
            text=query.get("q", "").replace("\0", "").strip()[:TEXT_LIMIT],
            sort=query.get("sort", ""),
        )

    @property
    def is_narrowing(self) -> bool:
        return bool(self.kind or self.region or self.park or self.day or self.text)


@dataclass(frozen=True)
class PolicyList:
    """What the page of policies shows."""

    page: Page[Policy]
    kinds: tuple[tuple[str, str], ...]
    regions: tuple[Region, ...]
    may_issue: bool


def policies_found(user: User, wanted: PolicyFilter) -> PolicyQuerySet:
    """Return the policies that stand, that `user` may see and that the filter asks for."""
    policies = Policy.objects.current().filter(may_view_policy(user))
    if wanted.day:
        policies = policies.in_force(wanted.day)
    if wanted.kind:
        policies = policies.filter(kind=wanted.kind)
    if wanted.region:
        region = Region.objects.filter(code=wanted.region).exclude(path="").first()
        below = Q(region__path__startswith=region.path) if region else Q(pk__in=[])
        policies = policies.filter(below)
    if wanted.park:
        park = Park.objects.filter(may_view_park(user), code=wanted.park)
        found = park.select_related("region").first()
        policies = policies.filter(covering(found)) if found else policies.none()
    if wanted.text:
        policies = policies.filter(_holding(wanted.text))
    return policies.order_by(*SORTS.get(wanted.sort, SORTS["from"]))


def covering(park: Park) -> Q:
    """Policies of a region above the park for all parks there, and those that name it. On Policy."""
    names_parks = Policy.parks.through.objects.filter(policy=OuterRef("pk"))
    of_region = Q(region__path__in=list(regions_above(park.region.path))) & ~Q(Exists(names_parks))
    return of_region | Q(Exists(names_parks.filter(park=park.pk)))


def _holding(text: str) -> Q:
    fields = ("code", "name_en", "name_zh", "issuer", "number")
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": text})
    return found


def policy_list_page(user: User, wanted: PolicyFilter, number: str | None) -> PolicyList:
    """Collect what the page of policies shows."""
    found = policies_found(user, wanted).for_display()
    return PolicyList(
        page=Paginator(found, PER_PAGE).get_page(number),
        kinds=tuple((kind.value, str(kind.label)) for kind in PolicyKind),
        regions=tuple(Region.objects.filter(may_view_region(user))),
        may_issue=may_issue_policies(user),
    )
