"""A portfolio as CSV, Excel and JSON: the figures of its page, over all parks that the filters leave."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from openpyxl import Workbook

from accounts import audit, clock
from accounts.models import User
from assessments.selectors.portfolio_shown import Shown
from assessments.selectors.portfolio_tables import Cell, Table, portfolio_tables
from parks.services.text_cells import defused

BYTE_ORDER_MARK: Final = "\ufeff"
PIECE: Final = 64 * 1024


@dataclass(frozen=True)
class Format:
    """A form in which a portfolio leaves."""

    ending: str
    content_type: str
    pieces: Callable[[Sequence[Table]], Iterator[bytes]]


@dataclass(frozen=True)
class Export:
    """A file to be handed out piece by piece, with how many parks it holds."""

    name: str
    parks: int
    pieces: Iterator[bytes]


def export_portfolio(shown: Shown, form: Format, *, order: str, goal: str, by: User) -> Export:
    """Return a portfolio's tables in a form, and note in the audit trail that they left."""
    tables = portfolio_tables(shown, order=order, goal=goal)
    with transaction.atomic():
        parks = shown.standing().count()
        filters = dict(shown.filters.typed)
        audit.record(
            "portfolio.export", by=by, on=by, format=form.ending, parks=parks, filters=filters
        )
    quarter = shown.quarter.code if shown.quarter else f"{clock.today():%Y-%m-%d}"
    return Export(f"portfolio-{quarter}.{form.ending}", parks, form.pieces(tables))


def _csv_pieces(tables: Sequence[Table]) -> Iterator[bytes]:
    """Yield the table of parks; the byte-order mark lets spreadsheets see UTF-8."""
    parks = tables[0]
    yield (BYTE_ORDER_MARK + _line(parks.columns)).encode()
    for row in parks.rows():
        yield _line([_csv_cell(cell) for cell in row]).encode()


def _line(cells: Sequence[Cell]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(cell)
    return "" if cell is None else repr(cell)


def _json_pieces(tables: Sequence[Table]) -> Iterator[bytes]:
    for place, table in enumerate(tables):
        yield f'{"," if place else "{"}\n"{table.name}": ['.encode()
        for number, row in enumerate(table.rows()):
            record = dict(zip(table.columns, row, strict=True))
            text = json.dumps(record, ensure_ascii=False, allow_nan=False)
            yield f"{',' if number else ''}\n{text}".encode()
        yield b"\n]"
    yield b"}\n"


def _xlsx_pieces(tables: Sequence[Table]) -> Iterator[bytes]:
    """Write the workbook row by row into a file without a name, then hand it out in pieces."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        sheet.append(table.columns)
        for row in table.rows():
            sheet.append([defused(cell) if isinstance(cell, str) else cell for cell in row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


FORMATS: Final = {
    "csv": Format("csv", "text/csv; charset=utf-8", _csv_pieces),
    "xlsx": Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _xlsx_pieces,
    ),
    "json": Format("json", "application/json", _json_pieces),
}
