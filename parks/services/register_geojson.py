"""Register files in GeoJSON: the properties are the columns, the geometry is the park's point or boundary."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import NoReturn

from django.utils.translation import gettext as _

from accounts.errors import RuleBroken
from parks.errors import Problem, shown
from parks.services.register_files import (
    COLUMN_OF,
    MAX_COLUMNS,
    NO_LIMITS,
    RegisterFile,
    RegisterRow,
    check_count,
    column_named,
    too_long,
)
from parks.services.text_encodings import decode_text


def read_geojson(
    content: bytes,
    filename: str,
    column_of: Mapping[str, str] = COLUMN_OF,
    *,
    flags: Collection[str] = (),
    longest: Mapping[str, int] = NO_LIMITS,
) -> RegisterFile:
    """Read a FeatureCollection; row numbers are those of its features, from 1.

    `column_of` gives the columns by the names of properties that may stand for them; `flags` are the columns that
    may hold true and false, `longest` says how long a cell may be where the usual limit is too short.
    """
    decoded = decode_text(content)
    features = _features(parsed_json(decoded.text))
    check_count(len(features))
    rows = tuple(
        _row(number, feature, column_of, flags, longest)
        for number, feature in enumerate(features, start=1)
    )
    sha256 = hashlib.sha256(content).hexdigest()
    return RegisterFile(filename, sha256, decoded.encoding, rows, _notices(features, column_of))


def parsed_json(text: str) -> object:
    """Return a JSON document; refuse what is none, NaN and Infinity included."""
    try:
        document: object = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise RuleBroken("json_malformed", _("The file is not well-formed JSON.")) from error
    return document


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _features(document: object) -> list[object]:
    collection = document if isinstance(document, dict) else {}
    features = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise RuleBroken("geojson_expected", _("The file is not a GeoJSON collection of features."))
    return features


def _row(
    number: int,
    feature: object,
    column_of: Mapping[str, str],
    flags: Collection[str],
    longest: Mapping[str, int],
) -> RegisterRow:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        malformed = Problem("", "feature_malformed", row=number)
        return RegisterRow(number, {}, problems=(malformed,))
    cells: dict[str, str] = {}
    problems: list[Problem] = []
    for title, value in list(properties.items())[:MAX_COLUMNS]:
        column = column_named(title, column_of)
        if column and column not in cells:
            text = (
                str(value).lower() if column in flags and isinstance(value, bool) else _text(value)
            )
            if text is None:
                problems.append(
                    Problem(column, "text_expected", row=number, value=shown(str(value)))
                )
            cells[column] = (text or "").strip()
    return RegisterRow(
        number,
        cells,
        feature.get("geometry"),
        has_geometry="geometry" in feature,
        problems=(*problems, *too_long(number, cells, longest)),
    )


def _text(value: object) -> str | None:
    """Return a property as the text of a cell; a list of texts as texts separated by semicolons."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ";".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value)
    if value is None:
        return ""
    return value if isinstance(value, str) else None


def _notices(features: Sequence[object], column_of: Mapping[str, str]) -> tuple[Problem, ...]:
    unknown: dict[str, Problem] = {}
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        titles = properties if isinstance(properties, Mapping) else {}
        for title in list(titles)[:MAX_COLUMNS]:
            if not column_named(title, column_of) and len(unknown) < MAX_COLUMNS:
                name = shown(title)
                unknown.setdefault(name, Problem(name, "column_unknown", row=number))
    return tuple(unknown.values())
