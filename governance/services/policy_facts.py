"""What the register says of a policy, and all that can be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError

from accounts.errors import RuleBroken
from governance.choices import PolicyKind
from governance.models import Policy
from parks.errors import CONTROL, Problem, shown
from parks.models import Park, Region
from parks.services.attachments import is_web_address

CODE: Final = re.compile(r"[\w()（）\[\]【】\u3014\u3015·-]{1,40}")
RESERVED: Final = frozenset({"coverage", "export", "import", "new"})
LONGEST: Final = {"name_en": 200, "name_zh": 200, "issuer": 200, "number": 100, "url": 500}
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class PolicyFacts:
    """All that the register says of a policy; without parks it is for all of its region."""

    code: str
    kind: str
    region: Region
    name_en: str = ""
    name_zh: str = ""
    parks: tuple[Park, ...] = ()
    issuer: str = ""
    number: str = ""
    url: str = ""
    in_force_from: date | None = None
    in_force_until: date | None = None

    def plain(self) -> dict[str, Any]:
        """The facts as they go into the audit trail and are compared."""
        shallow = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return shallow | {
            "region": self.region.code,
            "parks": [park.code for park in self.parks],
            "in_force_from": _iso(self.in_force_from),
            "in_force_until": _iso(self.in_force_until),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def facts_of(policy: Policy) -> PolicyFacts:
    """Return what the register says of a policy now."""
    own = {name: getattr(policy, name) for name in PolicyFacts.__dataclass_fields__}
    parks = sorted(policy.parks.all(), key=lambda park: park.code)
    return PolicyFacts(**{**own, "parks": tuple(parks)})


def tidied(facts: PolicyFacts) -> PolicyFacts:
    """Return facts with texts without blanks at the ends and parks in the order of their codes."""
    texts = {name: getattr(facts, name).strip() for name in ("code", *LONGEST)}
    parks = {park.pk: park for park in facts.parks}
    return replace(facts, **texts, parks=tuple(sorted(parks.values(), key=lambda one: one.code)))


def checked(facts: PolicyFacts) -> PolicyFacts:
    """Return facts tidied; refuse what is wrong."""
    tidy = tidied(facts)
    for problem in problems_of(tidy):
        raise RuleBroken(problem.code, problem.reason, field=problem.column)
    return tidy


def changed_fields(before: PolicyFacts, after: PolicyFacts) -> list[str]:
    old, new = before.plain(), after.plain()
    return [name for name in old if old[name] != new[name]]


def problems_of(facts: PolicyFacts) -> list[Problem]:
    """Return everything that is wrong with tidied facts."""
    return [*_text_problems(facts), *_place_problems(facts), *_day_problems(facts)]


def _text_problems(facts: PolicyFacts) -> Iterator[Problem]:
    if not CODE.fullmatch(facts.code):
        yield Problem("code", "code_invalid")
    elif facts.code.lower() in RESERVED:
        yield Problem("code", "code_unavailable")
    if facts.kind not in PolicyKind.values:
        yield Problem("kind", "word_unknown", {"word": shown(facts.kind)})
    if not (facts.name_en or facts.name_zh):
        yield Problem("name_en", "name_required")
    if not facts.issuer:
        yield Problem("issuer", "value_required")
    for column, limit in LONGEST.items():
        text = getattr(facts, column)
        if len(text) > limit:
            yield Problem(column, "text_too_long", {"limit": limit})
        elif CONTROL.search(text):
            yield Problem(column, "text_characters")
        elif column == "url" and text and not _is_address(text):
            yield Problem("url", "address_refused")


def _is_address(text: str) -> bool:
    try:
        is_web_address(text)
    except ValidationError:
        return False
    return True


def _place_problems(facts: PolicyFacts) -> Iterator[Problem]:
    for park in facts.parks:
        if not park.region.path.startswith(facts.region.path or "-"):
            yield Problem("parks", "park_not_in_region", {"park": park.code})


def _day_problems(facts: PolicyFacts) -> Iterator[Problem]:
    start, end = facts.in_force_from, facts.in_force_until
    if start is None:
        yield Problem("in_force_from", "value_required")
    for column, day in (("in_force_from", start), ("in_force_until", end)):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            yield Problem(column, "day_out_of_range")
    if start and end and end < start:
        yield Problem("in_force_until", "ends_before_it_starts")
