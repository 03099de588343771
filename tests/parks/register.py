"""Register files for the tests."""

from __future__ import annotations

import csv
import io
import json

HEADER = [
    "code",
    "name_en",
    "name_zh",
    "region",
    "level",
    "founded_year",
    "area_ha",
    "industries",
    "longitude",
    "latitude",
]
GOOD = {
    "code": "LH-02",
    "name_en": "Lianhe Textile Park",
    "name_zh": "联合纺织园",
    "region": "YJ-HT",
    "level": "provincial",
    "founded_year": "1958",
    "area_ha": "120.5",
    "industries": "C17;C34",
    "longitude": "120.5",
    "latitude": "31.2",
}


def csv_file(*rows: dict[str, str], header: list[str] = HEADER, encoding: str = "utf-8") -> bytes:
    """Each row is a good one, changed by what is given."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**GOOD, **row} for row in rows)
    return text.getvalue().encode(encoding)


def geojson_file(*features: tuple[dict[str, object], object]) -> bytes:
    """Each feature is (changed properties, geometry)."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "properties": {**GOOD, **properties}, "geometry": geometry}
                for properties, geometry in features
            ],
        }
    ).encode()
