"""The park register as CSV and GeoJSON, in the form that the import reads: export then import changes nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from parks.models import Park
from parks.services.parks import ParkFacts, facts_of
from parks.services.register_files import COLUMNS
from parks.services.text_cells import defused

BYTE_ORDER_MARK = "\ufeff"


def csv_lines(parks: Iterable[Park]) -> Iterator[str]:
    """Yield the header and one line per park; the byte-order mark lets spreadsheets see UTF-8."""
    yield BYTE_ORDER_MARK + _line(COLUMNS)
    for park in parks:
        cells = _cells(facts_of(park))
        yield _line([_csv_cell(cells[column]) for column in COLUMNS])


def geojson_parts(parks: Iterable[Park]) -> Iterator[str]:
    """Yield a FeatureCollection piece by piece."""
    yield '{"type": "FeatureCollection", "features": ['
    for number, park in enumerate(parks):
        feature = json.dumps(_feature(facts_of(park)), ensure_ascii=False, allow_nan=False)
        yield f"{',' if number else ''}\n{feature}"
    yield "\n]}\n"


def _cells(facts: ParkFacts) -> dict[str, Any]:
    plain = facts.plain()
    return {column: plain[column] for column in COLUMNS}


def _csv_cell(value: object) -> str:
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else repr(value)


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


def _feature(facts: ParkFacts) -> dict[str, Any]:
    point = None
    if facts.longitude is not None and facts.latitude is not None:
        point = {"type": "Point", "coordinates": [facts.longitude, facts.latitude]}
    return {
        "type": "Feature",
        "geometry": facts.boundary or point,
        "properties": _cells(facts),
    }


@dataclass(frozen=True)
class Format:
    """A form in which the register leaves."""

    ending: str
    content_type: str
    pieces: Callable[[Iterable[Park]], Iterator[str]]


FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", csv_lines),
    "geojson": Format("geojson", "application/geo+json", geojson_parts),
}
