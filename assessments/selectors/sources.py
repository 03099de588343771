"""Where accepted values come from: who filed and accepted them in which report, or imported them from which file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import OuterRef, Subquery

from assessments.selectors.inputs import Known
from governance.choices import EntrySource, ReportStatus
from governance.measures import MEASURES
from governance.models import Entry, Evidence
from governance.selectors.measure_words import entry_words
from parks.choices import MissingReason, Provenance
from parks.models import HistoryImport, Indicator, Observation


@dataclass(frozen=True)
class Source:
    """One value that was used, and its way into the record."""

    indicator: Indicator
    period_code: str
    value: float | None
    missing_reason: str
    park_code: str
    report_period: str = ""
    report_revision: int = 0
    source: str = ""
    part: float | None = None
    whole: float | None = None
    words: str = ""
    note: str = ""
    filed_by: str = ""
    filed_at: datetime | None = None
    submitted_by: str = ""
    submitted_at: datetime | None = None
    accepted_by: str = ""
    accepted_at: datetime | None = None
    imported_by: str = ""
    imported_at: datetime | None = None
    import_file: str = ""
    evidence: tuple[Evidence, ...] = field(default_factory=tuple)

    @property
    def reason(self) -> str:
        """Why there is no value, in words."""
        return str(MissingReason(self.missing_reason).label) if self.missing_reason else ""

    @property
    def unit(self) -> str:
        return self.indicator.unit_beside

    @property
    def is_self_reported(self) -> bool:
        return self.source == EntrySource.SELF_REPORTED

    @property
    def is_measured(self) -> bool:
        """Whether the platform's registers gave the value: its measure has a page with the records behind it."""
        return self.source == EntrySource.REGISTER and self.indicator.code in MEASURES


@dataclass(frozen=True)
class SourceGroup:
    """The values that one report brought, or a single one that came another way."""

    first: Source
    sources: tuple[Source, ...]

    @property
    def evidence(self) -> list[Evidence]:
        """The evidence of all values, each piece once."""
        return list({one.pk: one for source in self.sources for one in source.evidence}.values())


def grouped(sources: Iterable[Source]) -> list[SourceGroup]:
    """Put values together that the same revision of a report brought, in the order of their first."""
    groups: dict[tuple[str, int, str], list[Source]] = {}
    for one in sources:
        brought_by = (one.period_code, one.report_revision, one.import_file)
        groups.setdefault(brought_by, []).append(one)
    return [SourceGroup(held[0], tuple(held)) for held in groups.values()]


def sources_of(known: Iterable[Known]) -> list[Source]:
    """Return the sources of values on record, in the order given, in three queries, four where some were imported.

    A value that a later revision repeated is shown with the last report that states it.
    """
    known = list(known)
    entries = _entries_of([one.observation_id for one in known if one.observation_id])
    evidence = _evidence_of(entries.values())
    imported = _imported(
        [
            one.observation_id
            for one in known
            if one.observation_id and one.observation_id not in entries
        ]
    )
    named = Indicator.objects.in_bulk(list({one.code for one in known}), field_name="code")
    return [
        imported.get(one.observation_id or 0, _Imported()).named_in(
            _source(one, named[one.code], entries.get(one.observation_id or 0), evidence)
        )
        for one in known
    ]


def _entries_of(observations: list[int]) -> dict[int, Entry]:
    entries = (
        Entry.objects.filter(observation__in=observations, report__status=ReportStatus.ACCEPTED)
        .select_related(
            "indicator",
            "changed_by",
            "report__period",
            "report__submitted_by",
            "report__accepted_by",
        )
        .order_by("report__accepted_at", "pk")
    )
    return {one.observation_id: one for one in entries if one.observation_id is not None}


@dataclass(frozen=True)
class _Imported:
    """Who brought a value from which file of history, and when; nothing where it came another way."""

    by: str = ""
    at: datetime | None = None
    file: str = ""

    def named_in(self, source: Source) -> Source:
        return replace(source, imported_by=self.by, imported_at=self.at, import_file=self.file)


def _imported(observations: list[int]) -> dict[int, _Imported]:
    """Return the imports of observations that no report brought: both carry the same moment."""
    if not observations:
        return {}
    of_moment = HistoryImport.objects.filter(imported_at=OuterRef("recorded_at"))
    rows = Observation.objects.filter(pk__in=observations, provenance=Provenance.IMPORT).annotate(
        file=Subquery(of_moment.values("name")[:1])
    )
    return {
        key: _Imported(by, at, file or "")
        for key, by, at, file in rows.values_list("pk", "recorded_by__name", "recorded_at", "file")
    }


def _evidence_of(entries: Iterable[Entry]) -> dict[tuple[int, int], list[Evidence]]:
    reports = {one.report_id for one in entries}
    rows = Evidence.objects.filter(report__in=reports, indicator__isnull=False)
    found: dict[tuple[int, int], list[Evidence]] = {}
    for one in rows.select_related("file", "added_by", "report__period", "report__park"):
        if one.indicator_id is not None:
            found.setdefault((one.report_id, one.indicator_id), []).append(one)
    return found


def _source(
    known: Known,
    indicator: Indicator,
    entry: Entry | None,
    evidence: dict[tuple[int, int], list[Evidence]],
) -> Source:
    plain = (indicator, known.period_code, known.value, known.missing_reason, known.park)
    if entry is None:
        return Source(*plain)
    report = entry.report
    return Source(
        *plain,
        report_period=report.period.code,
        report_revision=report.revision,
        source=entry.source,
        part=entry.part,
        whole=entry.whole,
        words=entry_words(entry),
        note=entry.note,
        filed_by=entry.changed_by.name if entry.changed_by else "",
        filed_at=entry.changed_at,
        submitted_by=report.submitted_by.name if report.submitted_by else "",
        submitted_at=report.submitted_at,
        accepted_by=report.accepted_by.name if report.accepted_by else "",
        accepted_at=report.accepted_at,
        evidence=tuple(evidence.get((report.pk, entry.indicator_id), ())),
    )
