"""What a portfolio is asked for: filters from the address, read once for pages, board, exports and API alike.

filters = portfolio_filter(request.GET.dict())   # what was typed; .errors names what cannot be read
shown = portfolio_shown(user, filters)           # resolved for a reader: .parks(), .standing(), .errors, .choices
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.selectors.as_of import NOW, AsOf, as_of_asked
from governance.choices import Stage
from parks.choices import Industry, ParkLevel

OFF_THE_PATH = "none"
FIELDS = (
    "quarter",
    "framework",
    "region",
    "stage",
    "level",
    "industry",
    "score_from",
    "score_to",
    "complete",
    "as_of",
)
"""The parameters that narrow a portfolio."""


@dataclass(frozen=True)
class PortfolioFilter:
    """The filters as they can be applied; what cannot be read is empty here, as typed in `typed`, told in `errors`.

    `framework` is "code:version"; scores lie between 0 and 100, and so does `complete`, a percentage.
    """

    quarter: str = ""
    framework: str = ""
    region: str = ""
    stage: str = ""
    level: str = ""
    industry: str = ""
    score_from: float | None = None
    score_to: float | None = None
    complete: float | None = None
    as_of: AsOf = NOW
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_narrowing(self) -> bool:
        """Whether fewer parks than all may be shown."""
        return self.is_narrowing_parks or bool(self.stage) or self.is_narrowing_scores

    @property
    def is_narrowing_parks(self) -> bool:
        return bool(self.region or self.level or self.industry)

    @property
    def is_narrowing_scores(self) -> bool:
        return any(one is not None for one in (self.score_from, self.score_to, self.complete))

    @property
    def has_more(self) -> bool:
        """Whether one of the filters behind “More filters” is used."""
        more = ("level", "industry", "score_from", "score_to", "complete", "as_of")
        return any(self.typed.get(name) for name in more)


def portfolio_filter(query: Mapping[str, str]) -> PortfolioFilter:
    """Read the filters of an address."""
    typed = {
        name: query.get(name, "").replace("\0", "").strip()[:100]
        for name in FIELDS
        if query.get(name, "").strip()
    }
    errors: dict[str, str] = {}
    as_of = as_of_asked(typed.get("as_of", ""))
    if as_of.error:
        errors["as_of"] = as_of.error
    known = {
        "stage": {*Stage.values, OFF_THE_PATH},
        "level": set(ParkLevel.values),
        "industry": set(Industry.values),
    }
    words = {name: _word(name, typed, words, errors) for name, words in known.items()}
    numbers = {
        name: _number(name, typed, errors) for name in ("score_from", "score_to", "complete")
    }
    low, high = numbers["score_from"], numbers["score_to"]
    if low is not None and high is not None and low > high:
        errors["score_to"] = _("The upper score lies below the lower one.")
        numbers["score_to"] = None
    return PortfolioFilter(
        quarter=typed.get("quarter", ""),
        framework=typed.get("framework", ""),
        region=typed.get("region", ""),
        as_of=as_of,
        typed=typed,
        errors=errors,
        stage=words["stage"],
        level=words["level"],
        industry=words["industry"],
        score_from=numbers["score_from"],
        score_to=numbers["score_to"],
        complete=numbers["complete"],
    )


def _word(name: str, typed: Mapping[str, str], known: set[str], errors: dict[str, str]) -> str:
    word = typed.get(name, "")
    if word and word not in known:
        errors[name] = _("“%(word)s” is not one of the choices.") % {"word": word[:40]}
        return ""
    return word


def _number(name: str, typed: Mapping[str, str], errors: dict[str, str]) -> float | None:
    text = typed.get(name, "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 100:
        errors[name] = _("Write a number from 0 to 100.")
        return None
    return number
