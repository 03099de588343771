"""What leaves supervision as CSV: findings, the sample of a round, and what it was drawn from; each export on record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from accounts import audit
from accounts.models import User
from governance.models import Finding, Sampled, SupervisionRound
from governance.models.supervision import FindingQuerySet
from governance.selectors.round_detail import Place, places_of, sample_of
from parks.services.text_cells import defused

BYTE_ORDER_MARK = "\ufeff"
FINDING_COLUMNS = (
    "park",
    "code",
    "title",
    "description",
    "severity",
    "status",
    "overdue",
    "responsible",
    "round",
    "report",
    "raised_on",
    "due_on",
    "action",
    "action_on",
    "rectification",
    "rectified_on",
    "closed_on",
    "escalated_to",
)
SAMPLE_COLUMNS = (
    "position",
    "kind",
    "park",
    "report",
    "revision",
    "indicator",
    "title",
    "checked_at",
    "checked_by",
    "remark",
)
POPULATION_COLUMNS = ("kind", "number", "park", "report", "revision", "indicator", "title")
Export = tuple[int, Iterator[str]]


@transaction.atomic
def export_findings(found: FindingQuerySet, *, by: User) -> Export:
    """Return how many findings leave, and the lines of the file."""
    count = found.count()
    audit.record("finding.export", by=by, on=by, rows=count)
    rows = map(_finding, found.for_display().iterator(chunk_size=500))
    return count, _lines(FINDING_COLUMNS, rows)


@transaction.atomic
def export_round(supervision: SupervisionRound, *, by: User) -> Export:
    """Return how many items the sample of a round has, and the lines of the file."""
    sample = sample_of(supervision)
    audit.record("round.export", by=by, on=supervision, rows=len(sample))
    return len(sample), _lines(SAMPLE_COLUMNS, map(_sampled, sample))


@transaction.atomic
def export_population(supervision: SupervisionRound, *, by: User) -> Export:
    """Return how many places a round draws from, and the lines of the file, each with the number that can be drawn."""
    places = places_of(supervision)
    audit.record("round.export", by=by, on=supervision, rows=len(places))
    return len(places), _lines(POPULATION_COLUMNS, map(_place, places))


def _finding(one: Finding) -> list[str]:
    return [
        one.park.code,
        one.code,
        defused(one.title),
        defused(one.description),
        one.severity,
        one.status,
        str(int(one.is_overdue)),
        defused(one.responsible.name) if one.responsible else "",
        str(one.round) if one.round else "",
        one.report.period.code if one.report else "",
        one.raised_on.isoformat(),
        one.due_on.isoformat(),
        defused(one.action),
        one.action_on.isoformat() if one.action_on else "",
        defused(one.rectification),
        one.rectified_on.isoformat() if one.rectified_on else "",
        one.closed_on.isoformat() if one.closed_on else "",
        defused(one.escalated_to),
    ]


def _sampled(one: Sampled) -> list[str]:
    evidence = one.evidence
    return [
        str(one.position),
        "evidence" if evidence else "report",
        one.report.park.code,
        one.report.period.code,
        str(one.report.revision),
        evidence.indicator.code if evidence and evidence.indicator else "",
        defused(evidence.title) if evidence else "",
        one.checked_at.isoformat() if one.checked_at else "",
        defused(one.checked_by.name) if one.checked_by else "",
        defused(one.remark),
    ]


def _place(one: Place) -> list[str]:
    evidence = one.evidence
    return [
        "evidence" if evidence else "report",
        str(one.number),
        one.report.park.code,
        one.report.period.code,
        str(one.report.revision),
        evidence.indicator.code if evidence and evidence.indicator else "",
        defused(evidence.title) if evidence else "",
    ]


def _lines(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the header and one line per row; the byte-order mark lets spreadsheets see UTF-8."""
    yield BYTE_ORDER_MARK + _line(columns)
    for row in rows:
        yield _line(row)


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
