"""What the page of one report shows: categories with their rows, progress, checks, what may be done."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from accounts import clock
from accounts.models import User
from engine.rules import OK
from governance.choices import EntrySource, ReportStatus
from governance.models import Entry, FormEntry, ReportStep, ReviewNote, StageReport
from governance.permissions import JUDGES
from governance.selectors.checks import CheckResult, results_of
from governance.selectors.facts import ReportContents, end_of_period, load_contents
from governance.selectors.measure_words import entry_words
from parks.choices import Role
from parks.models import Park
from parks.permissions import parks_of


@dataclass(frozen=True)
class Row:
    """One row of the grid. A formula has no entry; `last` is the latest earlier accepted value, however old."""

    asked: FormEntry
    entry: Entry | None
    value: float | None
    missing_reason: str
    last_value: float | None
    last_period: str
    evidence: int
    notes: int
    open_notes: int
    failing: tuple[CheckResult, ...]

    @property
    def code(self) -> str:
        return self.asked.indicator.code

    @property
    def is_formula(self) -> bool:
        return self.entry is None

    @property
    def is_item(self) -> bool:
        return self.asked.hangs_below_id is not None

    @property
    def is_read_only(self) -> bool:
        return self.entry is None or self.entry.source == EntrySource.REGISTER

    @property
    def words(self) -> str:
        """What a register said of it: what the value is made of, or which events were absent."""
        return entry_words(self.entry) if self.entry is not None else ""

    @property
    def is_self_reported(self) -> bool:
        return self.entry is not None and self.entry.source == EntrySource.SELF_REPORTED

    @property
    def is_empty(self) -> bool:
        return self.entry is not None and not self.entry.is_filled

    @property
    def has_error(self) -> bool:
        return any(result.is_error for result in self.failing)

    @property
    def has_warning(self) -> bool:
        return any(result.is_warning for result in self.failing)

    @property
    def change(self) -> float | None:
        if self.value is None or self.last_value is None:
            return None
        return difference(self.value, self.last_value)

    @property
    def is_changed(self) -> bool:
        """Whether the value, or the reason for none, differs from what was accepted last."""
        return self.value != self.last_value or bool(self.missing_reason)


@dataclass(frozen=True)
class Concept:
    """Rows under one heading."""

    code: str
    title: str
    paper: str
    rows: Sequence[Row]

    @property
    def asked(self) -> list[Row]:
        return [row for row in self.rows if row.entry is not None]

    @property
    def filled(self) -> int:
        return sum(1 for row in self.asked if not row.is_empty)


@dataclass(frozen=True)
class Category:
    """One tab of the grid."""

    code: str
    title: str
    concepts: Sequence[Concept]

    @property
    def rows(self) -> list[Row]:
        return [row for concept in self.concepts for row in concept.rows]

    @property
    def total(self) -> int:
        return sum(len(concept.asked) for concept in self.concepts)

    @property
    def filled(self) -> int:
        return sum(concept.filled for concept in self.concepts)

    @property
    def has_error(self) -> bool:
        return any(row.has_error for row in self.rows)


@dataclass(frozen=True)
class ReportPage:
    """A report as its page shows it."""

    report: StageReport
    categories: Sequence[Category]
    results: Sequence[CheckResult]
    previous_period: str
    steps: Sequence[ReportStep] = field(default_factory=tuple)

    @property
    def rows(self) -> list[Row]:
        return [row for category in self.categories for row in category.rows]

    @property
    def total(self) -> int:
        return sum(category.total for category in self.categories)

    @property
    def filled(self) -> int:
        return sum(category.filled for category in self.categories)

    @property
    def empty_required(self) -> list[Row]:
        return [row for row in self.rows if row.is_empty and row.asked.is_required]

    @property
    def errors(self) -> list[CheckResult]:
        return [result for result in self.results if result.is_error]

    @property
    def warnings(self) -> list[CheckResult]:
        return [result for result in self.results if result.is_warning]

    @property
    def unnoted(self) -> list[CheckResult]:
        return [result for result in self.warnings if not result.is_noted]

    @property
    def returned(self) -> ReportStep | None:
        """The return that the draft has to answer, if it was returned last."""
        last = self.steps[-1] if self.steps else None
        is_returned = last is not None and last.step == "return"
        return last if is_returned and self.report.status == ReportStatus.DRAFT else None

    @property
    def is_overdue(self) -> bool:
        is_open = self.report.status == ReportStatus.DRAFT
        return is_open and clock.today() > self.report.period.due_on

    @property
    def is_locked(self) -> bool:
        return clock.today() >= self.report.locks_on

    def row(self, code: str) -> Row | None:
        return next((row for row in self.rows if row.code == code), None)


@dataclass(frozen=True)
class Standing:
    """How a person stands to the park of a report."""

    is_committee: bool
    is_lead: bool
    is_judge: bool

    @property
    def sees_notes(self) -> bool:
        return self.is_committee or self.is_judge


def standing_of(user: User, report: StageReport) -> Standing:
    """Return the person's roles in the park, in one query."""
    held = {
        role.value: ExpressionWrapper(Q(pk__in=parks_of(user, role)), output_field=BooleanField())
        for role in (Role.EDITOR, Role.LEAD, *JUDGES)
    }
    park = Park.objects.filter(pk=report.park_id).order_by()
    editor, lead, *judges = park.annotate(**held).values_list(*held).get()
    return Standing(is_committee=editor or lead, is_lead=lead, is_judge=any(judges))


def difference(value: float, last: float) -> float:
    """Return value − last without the dust of binary fractions: 0.3 − 0.1 is 0.2, to 12 digits of the larger."""
    larger = max(abs(value), abs(last))
    if not larger:
        return 0.0
    return round(value - last, 11 - math.floor(math.log10(larger))) + 0.0


def report_page(report: StageReport) -> ReportPage:
    """Collect everything that the page of a report shows."""
    contents = load_contents([report])[report.pk]
    return ReportPage(
        report=report,
        categories=_categories(_rows(contents)),
        results=results_of(contents),
        previous_period=code_of_period(
            report.period.every, end_of_period(report.period.every, report.period.ends_on, 1)
        ),
        steps=list(report.steps.select_related("by")),
    )


def code_of_period(every: str, ends_on: date) -> str:
    """Return 2026-09, 2026-Q3 or 2026 for the period of a kind that ends on a day."""
    if every == "year":
        return f"{ends_on.year}"
    if every == "quarter":
        return f"{ends_on.year}-Q{ends_on.month // 3}"
    return f"{ends_on.year}-{ends_on.month:02d}"


def _rows(contents: ReportContents) -> list[Row]:
    evidence, notes = _counts(contents.report)
    failing = [result for result in results_of(contents) if result.is_failing]
    return [
        _row(contents, asked, evidence[asked.indicator_id], notes.get(asked.indicator_id), failing)
        for asked in contents.rows
    ]


def _counts(report: StageReport) -> tuple[Counter[int], dict[int, tuple[int, int]]]:
    """Return how much evidence and how many notes (all, open) each indicator has."""
    evidence = Counter(report.evidence.values_list("indicator_id", flat=True))
    is_open = Q(by_reviewer=True, answered_at__isnull=True)
    notes = (
        ReviewNote.objects.filter(entry__report=report)
        .order_by()
        .values_list("entry__indicator_id")
        .annotate(notes=Count("pk"), still_open=Count("pk", filter=is_open))
    )
    return evidence, {indicator: (count, still_open) for indicator, count, still_open in notes}


def _row(
    contents: ReportContents,
    asked: FormEntry,
    evidence: int,
    notes: tuple[int, int] | None,
    failing: Iterable[CheckResult],
) -> Row:
    code = asked.indicator.code
    entry = contents.entries.get(code)
    if entry is None:
        value, reason = _computed(contents, "value", code), ""
        last_value, last_period = _computed(contents, "previous", code), ""
    else:
        value, reason = entry.value, entry.missing_reason
        last = contents.facts.last_value(code)
        last_value, last_period = (last.value, last.period) if last else (None, "")
    return Row(
        asked=asked,
        entry=entry,
        value=value,
        missing_reason=reason,
        last_value=last_value,
        last_period=last_period,
        evidence=evidence,
        notes=notes[0] if notes else 0,
        open_notes=notes[1] if notes else 0,
        failing=tuple(result for result in failing if code in result.codes[:1]),
    )


def _computed(contents: ReportContents, namespace: str, code: str) -> float | None:
    column = contents.facts.column(namespace, code)
    return float(column.values[0]) if column.state[0] == OK else None


def _categories(rows: Sequence[Row]) -> list[Category]:
    """Group rows as the framework's tree does; a category that comes back is one tab."""
    by_category: dict[str, list[Row]] = {}
    for row in rows:
        by_category.setdefault(row.asked.category, []).append(row)
    return [
        Category(code, found[0].asked.category_title, _concepts(found))
        for code, found in by_category.items()
    ]


def _concepts(rows: Sequence[Row]) -> list[Concept]:
    concepts = []
    for code, grouped in groupby(rows, key=lambda row: row.asked.concept):
        found = list(grouped)
        first = found[0].asked
        concepts.append(Concept(code, first.concept_title, first.paper, found))
    return concepts
