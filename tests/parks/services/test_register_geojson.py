"""GeoJSON features become rows: properties are cells, the geometry stays apart."""

import json

import pytest

from accounts.errors import RuleBroken
from parks.services.register_geojson import read_geojson
from tests.parks.register import geojson_file


def read(properties):
    return read_geojson(geojson_file((properties, None)), "parks.geojson")


@pytest.mark.parametrize(
    ("value", "cell"),
    [(1958, "1958"), (1.5, "1.5"), (None, ""), ("1958", "1958"), (1e400, "inf")],
)
def test_properties_become_text(value, cell):
    content = geojson_file(({"founded_year": "@"}, None)).replace(
        b'"@"', b"1e400" if value == float("inf") else json.dumps(value).encode()
    )

    assert read_geojson(content, "f").rows[0].cells["founded_year"] == cell


def test_a_list_of_texts_is_one_cell():
    assert read({"industries": ["C17", "C34"]}).rows[0].cells["industries"] == "C17;C34"


@pytest.mark.parametrize("value", [True, {"a": 1}, [1]])
def test_other_values_are_a_problem(value):
    problem = read({"level": value}).rows[0].problems[0]

    assert (problem.row, problem.column, problem.code) == (1, "level", "text_expected")


def test_unknown_properties_are_named_once():
    content = geojson_file(({"colour": "red"}, None), ({"colour": "blue"}, None))

    assert [n.column for n in read_geojson(content, "f").notices] == ["colour"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "json_malformed"),
        (b'{"a": NaN}', "json_malformed"),
        (b'{"a":' + b"[" * 100_000, "json_malformed"),
        (b'{"a": ' + b"9" * 5000 + b"}", "json_malformed"),
        (b"[]", "geojson_expected"),
        (b'{"type": "Feature"}', "geojson_expected"),
        (b'{"type": "FeatureCollection", "features": {}}', "geojson_expected"),
        (b'{"type": "FeatureCollection", "features": []}', "no_rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content, code):
    with pytest.raises(RuleBroken) as refusal:
        read_geojson(content, "parks.geojson")

    assert refusal.value.code == code


@pytest.mark.parametrize("feature", [1, None, {}, {"properties": []}])
def test_a_malformed_feature_is_a_problem_of_its_row(feature):
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    assert read_geojson(content, "f").rows[0].problems[0].code == "feature_malformed"
