"""The export has the form that the import reads."""

import json

from parks.services.register_export import csv_lines, geojson_parts
from tests.factories import make_park


def test_the_csv_opens_in_a_spreadsheet_without_calculating(cast):
    park = make_park(
        "-A", cast.district, name_en="=1+1", name_zh="联合,园", longitude=-5.0, latitude=2.0
    )

    header, line = csv_lines([park])

    assert header.startswith("\ufeffcode,name_en,name_zh,region,")
    assert line == "'-A,'=1+1,\"联合,园\",YJ-HT,,,,,-5.0,2.0\r\n"


def test_the_geojson_is_one_collection(cast):
    parks = [make_park("A", cast.district, longitude=1.0, latitude=2.0), cast.park]

    document = json.loads("".join(geojson_parts(parks)))

    points = [feature["geometry"] for feature in document["features"]]
    assert points == [{"type": "Point", "coordinates": [1.0, 2.0]}, None]
    assert document["features"][1]["properties"]["name_zh"] == "联合老机械园区"


def test_an_empty_export_is_well_formed():
    assert json.loads("".join(geojson_parts([])))["features"] == []
