"""What leaves a park as CSV: its history of facts and its audit trail, each export on record itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction

from accounts import audit
from accounts.models import AuditEntry, User
from accounts.models.audit import AppendOnly
from accounts.selectors.audit_details import Titles
from accounts.selectors.audit_sentences import sentence_of
from accounts.templatetags.page import listed, named
from parks.models import Observation, Park
from parks.models.observations import ObservationQuerySet
from parks.selectors.audit_list import titles_of
from parks.selectors.record_acts import details_told
from parks.services.text_cells import defused

BYTE_ORDER_MARK = "\ufeff"
OBSERVATION_COLUMNS = (
    "park",
    "period",
    "indicator",
    "indicator_name",
    "value",
    "missing_reason",
    "unit",
    "revision",
    "provenance",
    "recorded_at",
    "superseded_at",
    "recorded_by",
)
AUDIT_COLUMNS = ("entry", "at", "by", "action", "what", "on", "details", "hash")


@transaction.atomic
def export_observations(
    park: Park, found: ObservationQuerySet, *, by: User
) -> tuple[int, Iterator[str]]:
    """Return how many observations leave, and the lines of the file."""
    count = found.count()
    audit.record("observation.export", by=by, on=park, rows=count)
    return count, _lines(OBSERVATION_COLUMNS, map(_observation, found.iterator(chunk_size=500)))


@transaction.atomic
def export_audit(park: Park, entries: AppendOnly, *, by: User) -> tuple[int, Iterator[str]]:
    """Return how many entries leave, and the lines of the file; the entry on this export is not among them."""
    last = entries.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    leaving = entries.filter(sequence__lte=last)
    count = leaving.count()
    audit.record("audit.export", by=by, on=park, rows=count)
    about = leaving.order_by().values_list("details__indicator", flat=True)
    titles = titles_of(about.distinct())
    rows = (_entry(one, titles) for one in leaving.iterator(chunk_size=500))
    return count, _lines(AUDIT_COLUMNS, rows)


def _observation(one: Observation) -> list[str]:
    return [
        one.park.code,
        one.period.code,
        defused(one.indicator.code),
        defused(one.indicator.name),
        "" if one.value is None else repr(one.value),
        one.missing_reason,
        defused(one.indicator.unit_text),
        str(one.revision),
        one.provenance,
        one.recorded_at.isoformat(),
        one.superseded_at.isoformat() if one.superseded_at else "",
        defused(one.recorded_by.name),
    ]


def _entry(one: AuditEntry, titles: Titles) -> list[str]:
    details = listed(named(name, value) for name, value in details_told(one, titles))
    return [
        str(one.sequence),
        one.at.isoformat(),
        defused(one.by_name),
        one.action,
        defused(sentence_of(one)),
        defused(one.target_label),
        defused(details),
        one.hash,
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
