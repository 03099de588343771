"""Search: parks, reports, policies, indicators and people by words in either language, only among what the reader may see.

    found = search_for(user, "lianhe 2026-Q3")               # the first of each kind
    found = search_for(user, "lianhe", "reports", "2")       # one kind, page by page

Every word must be found. Full-width letters and digits are read as plain ones, “2026年第3季度” as 2026-Q3.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.models import User
from accounts.permissions import may_manage_user
from assessments.models import FrameworkVersion, Node
from assessments.permissions import may_view_framework
from governance.choices import ReportStatus
from governance.models import FormEntry, Policy, StageReport
from governance.permissions import COMMITTEE, JUDGES, may_view_policy
from governance.selectors.report_list import is_returned, state_word
from parks.models import Grant, Indicator, Park
from parks.permissions import grants_held, may_name_editors, reach_of

LONGEST_TEXT: Final = 100
MOST_WORDS: Final = 6
SHOWN: Final = 8
PER_PAGE: Final = 25
PARKS, REPORTS, POLICIES = "parks", "reports", "policies"
INDICATORS, PEOPLE = "indicators", "people"
TITLES: Final = {
    PARKS: _("Parks"),
    REPORTS: _("Reports"),
    POLICIES: _("Policies"),
    INDICATORS: _("Indicators"),
    PEOPLE: _("People"),
}
GROUPS: Final = tuple(TITLES)
IS_PERIOD = re.compile(r"\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?|Q[1-4]", re.ASCII)
QUARTER_IN_CHINESE = re.compile(r"(\d{4})年第?([1-4一二三四])季度?")
MONTH_IN_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月")
DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
NAMES = ("code", "name_en", "name_zh")


@dataclass(frozen=True)
class ReportHit:
    """The newest visible revision of a report, with its state in a word."""

    report: StageReport
    state: str


@dataclass(frozen=True)
class IndicatorHit:
    """An indicator or item, and where a framework shows it; without a version there is no such place."""

    indicator: Indicator
    framework: str = ""
    version: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class PersonHit:
    """A person, and the park whose people list names them; none where one manages all accounts."""

    person: User
    park: Park | None = None


@dataclass(frozen=True)
class Group:
    """What is found of one kind, the most relevant first; `count` is of all of them."""

    name: str
    hits: tuple[Any, ...]
    count: int

    @property
    def title(self) -> str:
        return str(TITLES[self.name])

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.hits)


@dataclass(frozen=True)
class Found:
    """What a search found: the groups that have anything; `page` where one of them is gone through."""

    text: str
    groups: tuple[Group, ...]
    group: str = ""
    page: Page[Any] | None = None

    @property
    def count(self) -> int:
        return sum(one.count for one in self.groups)

    def of(self, name: str) -> Group:
        return next((one for one in self.groups if one.name == name), Group(name, (), 0))


@dataclass(frozen=True)
class Word:
    """A word as typed, and as plain letters and digits."""

    forms: tuple[str, ...]

    @property
    def plain(self) -> str:
        return self.forms[0]

    @property
    def is_period(self) -> bool:
        return IS_PERIOD.fullmatch(self.plain.upper()) is not None


@dataclass(frozen=True)
class Source:
    """The rows of one kind, ordered, and how some of them become hits."""

    rows: QuerySet[Any]
    hits: Callable[[Sequence[Any]], Iterator[Any]]


def search_for(user: User, text: str, group: str = "", number: str | None = None) -> Found:
    """Search in a constant number of queries; `group` names the one to go through page by page."""
    text = " ".join(text.replace("\0", " ").split())[:LONGEST_TEXT].strip()
    words = words_of(text)
    if not words:
        return Found(text, ())
    sources = sources_of(user, words)
    if group in sources:
        page = Paginator(sources[group].rows, PER_PAGE).get_page(number)
        hits = tuple(sources[group].hits(list(page.object_list)))
        return Found(text, (Group(group, hits, page.paginator.count),), group, page)
    groups = (
        Group(name, tuple(one.hits(list(one.rows[:SHOWN]))), one.rows.count())
        for name, one in sources.items()
    )
    return Found(text, tuple(one for one in groups if one.count))


def words_of(text: str) -> tuple[Word, ...]:
    """Split a text into words, each as plain letters and as typed where that differs."""
    plain = unicodedata.normalize("NFKC", text)
    plain = QUARTER_IN_CHINESE.sub(
        lambda found: f" {found[1]}-Q{DIGITS.get(found[2], found[2])} ", plain
    )
    plain = MONTH_IN_CHINESE.sub(lambda found: f" {found[1]}-{int(found[2]):02} ", plain)
    words, typed = plain.split(), text.split()
    pairs = zip(words, typed if len(words) == len(typed) else words, strict=True)
    found = dict.fromkeys(Word(tuple(dict.fromkeys(pair))) for pair in pairs)
    return tuple(found)[:MOST_WORDS]


def sources_of(user: User, words: Sequence[Word]) -> dict[str, Source]:
    """Return what can be found of each kind; its order is that of the groups."""
    grants = grants_held(user)
    parks = Park.objects.filter(Q() if user.is_administrator else reach_of(grants)).order_by()
    named = parks_named(parks, words).select_related("region").defer("boundary")
    return {
        PARKS: Source(named, iter),
        REPORTS: Source(_reports(grants, words), _report_hits),
        POLICIES: Source(_policies(user, words), iter),
        INDICATORS: Source(_indicators(words), lambda rows: _indicator_hits(user, rows)),
        PEOPLE: Source(_people(user, words), lambda rows: _person_hits(user, rows)),
    }


def parks_named(parks: QuerySet[Park], words: Sequence[Word]) -> QuerySet[Park]:
    """Narrow parks to those whose code or names hold every word, the most relevant first."""
    return parks.filter(_holds(words, NAMES)).order_by(_relevance(words, NAMES), "code")


def _reports(grants: Sequence[Grant], words: Sequence[Word]) -> QuerySet[StageReport]:
    """Words that name a period narrow the period, the others the park; the newest revision stands for all of them.

    Those of the most relevant parks come first, then the latest. Who may see what is as in may_view_report, written for a whole nation at once.
    """
    of_period = [one for one in words if one.is_period]
    of_park = [one for one in words if not one.is_period]
    seen = Park.objects.filter(reach_of(grants)).order_by()
    if of_park:
        seen = seen.filter(_holds(of_park, NAMES))
    drafts = Park.objects.filter(reach_of(grants, *COMMITTEE, *JUDGES)).order_by()
    visible = Q(status=ReportStatus.ACCEPTED) | Q(park__in=drafts.values("pk"))
    newer = StageReport.objects.filter(
        visible,
        park=OuterRef("park"),
        period=OuterRef("period"),
        revision__gt=OuterRef("revision"),
    )
    reports = StageReport.objects.filter(visible, ~Exists(newer), park__in=seen.values("pk"))
    if of_period:
        reports = reports.filter(_holds(of_period, ("period__code",)))
    first = list(parks_named(seen, of_park).values_list("pk", flat=True)[:SHOWN]) if of_park else []
    relevance = Case(When(park__in=first, then=Value(0)), default=Value(1))
    order = (relevance, "-period__ends_on", "-period__starts_on", "park__code")
    return reports.only("pk").order_by(*order)


def _policies(user: User, words: Sequence[Word]) -> QuerySet[Policy]:
    """Policies that stand, by code, names, issuer and number."""
    fields = (*NAMES, "issuer", "number")
    found = Policy.objects.current().filter(may_view_policy(user)).filter(_holds(words, fields))
    return found.select_related("region").order_by(_relevance(words, fields), "code")


def _indicators(words: Sequence[Word]) -> QuerySet[Indicator]:
    """Indicators and items come with published frameworks, which are open to everybody."""
    found = Indicator.objects.filter(_holds(words, NAMES))
    return found.order_by(_relevance(words, NAMES), "code")


def _people(user: User, words: Sequence[Word]) -> QuerySet[User]:
    """Administrators find everybody, leads the people of their parks; for others nobody is there to be found."""
    listed = Grant.objects.in_force(clock.today()).filter(park__in=_parks_led(user))
    managed = User.objects.filter(may_manage_user(user)).order_by()
    visible = User.objects.filter(Q(pk__in=managed.values("pk")) | Q(pk__in=listed.values("user")))
    fields = ("name", "email")
    return visible.filter(_holds(words, fields)).order_by(_relevance(words, fields), "name", "pk")


def _parks_led(user: User) -> QuerySet[Park, int]:
    return Park.objects.filter(may_name_editors(user)).order_by().values_list("pk", flat=True)


def _holds(words: Sequence[Word], fields: Sequence[str]) -> Q:
    """Every word stands in one of the fields, in one of its forms."""
    return reduce(
        and_,
        (
            reduce(
                or_, (Q(**{f"{name}__icontains": form}) for name in fields for form in one.forms)
            )
            for one in words
        ),
    )


def _relevance(words: Sequence[Word], fields: Sequence[str]) -> Case:
    """Order by how the whole text is met: a field is it, begins with it, holds it, or holds its words apart."""
    text = " ".join(one.plain for one in words)
    steps = ("iexact", "istartswith", "icontains")
    return Case(
        *(
            When(reduce(or_, (Q(**{f"{name}__{how}": text}) for name in fields)), then=Value(place))
            for place, how in enumerate(steps)
        ),
        default=Value(len(steps)),
        output_field=IntegerField(),
    )


def _report_hits(rows: Sequence[StageReport]) -> Iterator[ReportHit]:
    """Yield hits in the order of the rows, which are sorted as narrow as can be and filled up here."""
    shown = StageReport.objects.annotate(is_returned=is_returned())
    full = shown.select_related("park", "period").defer("park__boundary", "narrative")
    found = full.in_bulk([one.pk for one in rows])
    for one in rows:
        yield ReportHit(found[one.pk], state_word(found[one.pk]))


def _indicator_hits(user: User, rows: Sequence[Indicator]) -> Iterator[IndicatorHit]:
    """Yield hits with the place in the newest version that has the indicator, else one whose forms ask for the item."""
    versions = FrameworkVersion.objects.published().filter(may_view_framework(user))
    places: dict[int, tuple[str, str, str]] = {}
    nodes = Node.objects.filter(indicator__in=rows, version__in=versions)
    for key, code, framework, version in nodes.order_by("version__published_at").values_list(
        "indicator", "code", "version__framework__code", "version__version"
    ):
        places[key] = (framework, version, f"node-{code}")
    items = FormEntry.objects.filter(indicator__in=rows).order_by("form__pk")
    for key, code, framework, version in items.values_list(
        "indicator", "indicator__code", "form__framework", "form__version"
    ):
        places.setdefault(key, (framework, version, f"item-{code}"))
    for one in rows:
        yield IndicatorHit(one, *places.get(one.pk, ()))


def _person_hits(user: User, rows: Sequence[User]) -> Iterator[PersonHit]:
    grants = Grant.objects.in_force(clock.today()).filter(user__in=rows, park__in=_parks_led(user))
    parks = {one.user_id: one.park for one in grants.select_related("park").order_by("-pk")}
    for one in rows:
        yield PersonHit(one, None if user.is_administrator else parks.get(one.pk))
