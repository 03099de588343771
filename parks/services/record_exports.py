"""The records that a list shows as CSV, Excel and GeoJSON, in the form that the import reads: going out and back in changes nothing."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from openpyxl import Workbook

from accounts import audit, clock
from accounts.models import User
from parks.models import Park
from parks.registers import Kind, Register
from parks.selectors.record_list import RecordFilter, records_found
from parks.selectors.record_values import plain, with_references
from parks.services.text_cells import defused

BYTE_ORDER_MARK: Final = "\ufeff"
PIECE: Final = 64 * 1024
Values = Mapping[str, Any]
Cell = str | int | float


@dataclass(frozen=True)
class Format:
    """A form in which records leave, and how it writes them."""

    ending: str
    content_type: str
    pieces: Callable[[Register, Iterable[Values]], Iterator[bytes]]


@dataclass(frozen=True)
class Export:
    """A file to be handed out piece by piece, with how many records it holds."""

    name: str
    content_type: str
    rows: int
    pieces: Iterator[bytes]


def formats_of(register: Register) -> list[Format]:
    """Return the forms in which a register leaves: GeoJSON where its records lie on the map."""
    return [one for one in FORMATS.values() if one.ending != "geojson" or register.is_on_map]


@transaction.atomic
def export_records(
    register: Register, park: Park, wanted: RecordFilter, form: Format, *, by: User
) -> Export:
    """Return the records that the filter finds, and note in the audit trail of the park that they left."""
    records = list(with_references(register, records_found(register, park, wanted)))
    audit.record(
        "records.export",
        by=by,
        on=park,
        register=register.word,
        format=form.ending,
        rows=len(records),
    )
    name = f"{park.code}-{register.word}-{clock.today():%Y-%m-%d}.{form.ending}"
    pieces = form.pieces(register, (plain(register, record) for record in records))
    return Export(name, form.content_type, len(records), pieces)


def csv_pieces(register: Register, records: Iterable[Values]) -> Iterator[bytes]:
    """Yield the header and one line per record; the byte-order mark lets spreadsheets see UTF-8."""
    yield (BYTE_ORDER_MARK + _csv_line(list(register.fields))).encode()
    for values in records:
        yield _csv_line([_text(_cell(values[name])) for name in register.fields]).encode()


def xlsx_pieces(register: Register, records: Iterable[Values]) -> Iterator[bytes]:
    """Write the workbook row by row into a file without a name, then hand it out in pieces.

    A cell has no room for an outline; without the column an import keeps the outlines that there are.
    """
    columns = [one.name for one in register.fields.values() if one.kind != Kind.GEOMETRY]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(register.word)
    sheet.freeze_panes = "A2"
    sheet.append(columns)
    for values in records:
        sheet.append([_cell(values[name]) for name in columns])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def geojson_pieces(register: Register, records: Iterable[Values]) -> Iterator[bytes]:
    """Yield a FeatureCollection piece by piece."""
    yield b'{"type": "FeatureCollection", "features": ['
    for number, values in enumerate(records):
        feature = json.dumps(_feature(register, values), ensure_ascii=False, allow_nan=False)
        yield f"{',' if number else ''}\n{feature}".encode()
    yield b"\n]}\n"


def _cell(value: Any) -> Cell:
    """Return a value as it stands in a table: flags as yes and no, several records by their codes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return defused(";".join(value))
    if isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"), allow_nan=False)
    return defused(value) if isinstance(value, str) else value


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else repr(cell)


def _csv_line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _feature(register: Register, values: Values) -> dict[str, Any]:
    outlines = [one.name for one in register.of_kind(Kind.GEOMETRY)]
    geometry: Any = values[outlines[0]] if outlines else None
    if register.has_points:
        geometry = {"type": "Point", "coordinates": [values["longitude"], values["latitude"]]}
    properties = {name: value for name, value in values.items() if name not in outlines}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


FORMATS: Final = {
    "csv": Format("csv", "text/csv; charset=utf-8", csv_pieces),
    "xlsx": Format(
        "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_pieces
    ),
    "geojson": Format("geojson", "application/geo+json", geojson_pieces),
}
