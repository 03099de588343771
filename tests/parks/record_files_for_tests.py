"""Files of registers for tests, as people make them: tables in whichever encoding, features, workbooks."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from openpyxl import Workbook

from accounts.models import User
from parks.models import Park
from parks.registers import REGISTERS
from parks.selectors.record_list import RecordFilter
from parks.services.record_exports import FORMATS, export_records
from parks.services.record_import import import_records, keep_record_upload
from parks.services.register_import import ImportResult
from parks.services.register_uploads import counts


def table(header: str, *lines: str, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A CSV file from lines with bars between the cells."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows(line.split("|") for line in (header, *lines))
    return text.getvalue().encode(encoding)


def features(*each: tuple[dict[str, Any], Any]) -> bytes:
    """A GeoJSON file from properties and geometries."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": properties, "geometry": geometry}
                for properties, geometry in each
            ],
        }
    ).encode()


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """An Excel file whose first sheet has these rows."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.create_sheet("other").append(("code",))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def look(word: str, park: Park, content: bytes, *, by: User) -> ImportResult:
    """Dry-run a file."""
    return keep_record_upload(REGISTERS[word], park, content, "file", by=by)[1]


def take(word: str, park: Park, content: bytes, *, by: User) -> ImportResult:
    """Import a file."""
    upload, _result = keep_record_upload(REGISTERS[word], park, content, "file", by=by)
    return import_records(upload, by=by)


def figures(result: ImportResult) -> tuple[int, ...]:
    """Read, created, updated, unchanged, rejected."""
    return tuple(counts(result).values())


def found(result: ImportResult) -> list[tuple[int, str, str]]:
    """What is wrong, by row, column and code."""
    return [(problem.row, problem.column, problem.code) for problem in result.problems]


def exported(word: str, park: Park, ending: str, *, by: User, **query: str) -> bytes:
    """The file of a register."""
    register = REGISTERS[word]
    wanted = RecordFilter.asked_by(register, query)
    return b"".join(export_records(register, park, wanted, FORMATS[ending], by=by).pieces)
