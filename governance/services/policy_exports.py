"""Policies and their coverage as CSV and Excel: the rows that the page shows, policies in the form that the import reads."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from openpyxl import Workbook

from accounts import audit, clock
from accounts.models import User
from governance.models.policies import PolicyQuerySet
from governance.selectors.policy_coverage import (
    KINDS,
    CoverageFilter,
    coverage_rows,
    parks_asked,
)
from governance.services.policy_facts import PolicyFacts, facts_of
from governance.services.policy_rows import COLUMNS
from parks.models import Park
from parks.permissions import may_view_park
from parks.services.text_cells import defused

BYTE_ORDER_MARK: Final = "\ufeff"
PIECE: Final = 64 * 1024
Line = Sequence[str | int]


@dataclass(frozen=True)
class Format:
    """A form in which a table leaves."""

    ending: str
    content_type: str
    pieces: Callable[[str, Line, Iterable[Line]], Iterator[bytes]]


@dataclass(frozen=True)
class Export:
    """A file to be handed out piece by piece, with how many rows it holds."""

    name: str
    content_type: str
    rows: int
    pieces: Iterator[bytes]


@transaction.atomic
def export_policies(found: PolicyQuerySet, form: Format, *, by: User) -> Export:
    """Return the policies that were found, and note in the audit trail that they left."""
    policies = list(found.for_display().prefetch_related("parks__region"))
    audit.record("policies.export", by=by, on=by, format=form.ending, rows=len(policies))
    named = {park.pk for policy in policies for park in policy.parks.all()}
    seen = Park.objects.filter(may_view_park(by), pk__in=named).values_list("pk", flat=True)
    visible = frozenset(seen)
    lines = [_line_of(facts_of(policy), visible) for policy in policies]
    name = f"policies-{clock.today():%Y-%m-%d}.{form.ending}"
    return Export(name, form.content_type, len(lines), form.pieces("policies", COLUMNS, lines))


@transaction.atomic
def export_coverage(wanted: CoverageFilter, form: Format, *, by: User) -> Export:
    """Return the whole matrix, and note in the audit trail that it left."""
    parks = list(parks_asked(by, wanted.region).select_related("region").defer("boundary"))
    audit.record("policies.export_coverage", by=by, on=by, format=form.ending, rows=len(parks))
    columns = ("park", "name_en", "name_zh", "region", "day", *KINDS, "special_kinds")
    lines: list[Line] = [
        (
            row.park.code,
            row.park.name_en,
            row.park.name_zh,
            row.park.region.code,
            wanted.day.isoformat(),
            *(cell.count for cell in row.cells),
            row.special,
        )
        for row in coverage_rows(parks, wanted.day)
    ]
    name = f"policy-coverage-{wanted.day:%Y-%m-%d}.{form.ending}"
    return Export(name, form.content_type, len(lines), form.pieces("coverage", columns, lines))


def _line_of(facts: PolicyFacts, visible: frozenset[int]) -> list[str]:
    seen = [park.code for park in facts.parks if park.pk in visible]
    plain: Mapping[str, Any] = facts.plain() | {"parks": ";".join(seen)}
    return ["" if plain[column] is None else str(plain[column]) for column in COLUMNS]


def _csv_pieces(_title: str, columns: Line, lines: Iterable[Line]) -> Iterator[bytes]:
    """Yield the header and one line per row; the byte-order mark lets spreadsheets see UTF-8."""
    yield (BYTE_ORDER_MARK + _csv_line(columns)).encode()
    for line in lines:
        yield _csv_line(line).encode()


def _csv_line(cells: Line) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(_safe(cells))
    return text.getvalue()


def _xlsx_pieces(title: str, columns: Line, lines: Iterable[Line]) -> Iterator[bytes]:
    """Write the workbook row by row into a file without a name, then hand it out in pieces."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.append(_safe(columns))
    for line in lines:
        sheet.append(_safe(line))
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _safe(cells: Line) -> list[str | int]:
    return [defused(str(cell)) if isinstance(cell, str) else cell for cell in cells]


FORMATS: Final = {
    "csv": Format("csv", "text/csv; charset=utf-8", _csv_pieces),
    "xlsx": Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx_pieces
    ),
}
