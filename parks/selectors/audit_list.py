"""The audit trail of one park, for those who see its drafts: every act with all its details, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.models import AuditEntry
from accounts.models.audit import AppendOnly
from accounts.selectors.audit_details import Titles, indicator_of
from accounts.selectors.audit_list import AuditLine
from accounts.selectors.audit_sentences import action_title, sentence_of
from parks.models import Indicator, Park
from parks.selectors.record_acts import details_told

PER_PAGE = 50


@dataclass(frozen=True)
class ParkAudit:
    """One page of a park's trail, the actions and people there are to choose from, and what is chosen."""

    page: Page[AuditEntry]
    lines: tuple[AuditLine, ...]
    actions: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    action: str
    person: str


def chain_of(park: Park) -> str:
    """Return the name of the chain that records acts on a park."""
    return f"park:{park.pk}"


def audit_entries(park: Park, *, action: str = "", person: str = "") -> AppendOnly:
    """Return the entries of a park's chain, of one action and one person where they are named."""
    entries: AppendOnly = AuditEntry.objects.filter(chain=chain_of(park))
    if action:
        entries = entries.filter(action=action.replace("\0", ""))
    if person:
        entries = entries.filter(by_name=person.replace("\0", ""))
    return entries.order_by("-sequence")


def park_audit(park: Park, *, action: str, person: str, number: str) -> ParkAudit:
    """Collect the page, in five queries."""
    entries = audit_entries(park, action=action, person=person)
    page = Paginator(entries, PER_PAGE).get_page(number)
    every = audit_entries(park).order_by()
    actions = every.order_by("action").values_list("action", flat=True).distinct()
    people = every.exclude(by_name="").order_by("by_name").values_list("by_name", flat=True)
    return ParkAudit(
        page=page,
        lines=tuple(lines_of(list(page.object_list))),
        actions=tuple((one, action_title(one)) for one in actions),
        people=tuple(people.distinct()),
        action=action,
        person=person,
    )


def lines_of(entries: Sequence[AuditEntry]) -> list[AuditLine]:
    """Put entries of a park's chain into words, with their details; the names of indicators in one query."""
    titles = titles_of(map(indicator_of, entries))
    return [AuditLine(entry, sentence_of(entry), details_told(entry, titles)) for entry in entries]


def titles_of(codes: Iterable[str]) -> Titles:
    """Return the names of indicators by their codes."""
    asked = {code for code in codes if code}
    named = Indicator.objects.filter(code__in=asked).only("code", "name_en", "name_zh")
    return {one.code: one.name for one in named}
