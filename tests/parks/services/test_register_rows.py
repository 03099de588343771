"""The cells of a row become the facts of a park."""

from dataclasses import replace

import pytest

from parks.models import Region
from parks.services.parks import facts_of
from parks.services.register_files import RegisterRow
from parks.services.register_rows import level_named, read_facts
from tests.parks.register import GOOD

REGION = Region(code="YJ-HT")


def read(before=None, geometry=None, has_geometry=False, **cells):
    row = RegisterRow(7, {**GOOD, **cells}, geometry, has_geometry)
    return read_facts(row, before, {"YJ-HT": REGION})


def test_a_good_row_is_read_whole():
    facts, problems = read()

    assert problems == []
    assert facts.region is REGION
    assert (facts.founded_year, facts.area_ha, facts.longitude) == (1958, 120.5, 120.5)
    assert facts.industries == ("C17", "C34")


@pytest.mark.parametrize(
    ("cells", "column", "code"),
    [
        ({"region": ""}, "region", "region_required"),
        ({"region": "NOWHERE"}, "region", "region_unknown"),
        ({"founded_year": "58"}, "founded_year", "year_malformed"),
        ({"founded_year": "1958.0"}, "founded_year", "year_malformed"),
        ({"area_ha": "1,200"}, "area_ha", "number_malformed"),
        ({"area_ha": "NaN"}, "area_ha", "number_malformed"),
        ({"area_ha": "inf"}, "area_ha", "number_malformed"),
        ({"area_ha": "1_000"}, "area_ha", "number_malformed"),
        ({"area_ha": "1e9999"}, "area_ha", "number_malformed"),
        ({"area_ha": "1e999"}, "area_ha", "area_out_of_range"),
        ({"area_ha": "\uff11\uff12"}, "area_ha", "number_malformed"),
        ({"latitude": ""}, "latitude", "point_incomplete"),
        ({"latitude": "91"}, "longitude", "point_out_of_range"),
        ({"level": "big"}, "level", "level_unknown"),
        ({"industries": "C17;C99"}, "industries", "industry_unknown"),
        ({"name_en": "", "name_zh": ""}, "name_en", "name_required"),
    ],
)
def test_a_wrong_cell_is_named(cells, column, code):
    _facts, problems = read(**cells)

    assert [(p.row, p.column, p.code) for p in problems] == [(7, column, code)]
    assert problems[0].value == {**GOOD, **cells}[column]


def test_all_errors_of_a_row_come_at_once():
    _facts, problems = read(region="X", founded_year="x", area_ha="x", level="x")

    assert [p.column for p in problems] == ["region", "founded_year", "area_ha", "level"]


@pytest.mark.parametrize(
    ("text", "level"),
    [("National", "national"), ("国家级", "national"), ("縣級", "county"), ("", ""), ("x", "x")],
)
def test_levels_are_known_by_code_and_name(text, level):
    assert level_named(text) == level


@pytest.mark.parametrize("text", ["c17; C34", "C17；C34", "C17、C34", "C34|C17", "C17 C34 C17"])
def test_industries_may_be_separated_in_many_ways(text):
    assert read(industries=text)[0].industries == ("C17", "C34")


def test_columns_that_the_file_has_not_keep_what_is_on_record(cast):
    before = replace(facts_of(cast.park), area_ha=50.0)
    row = RegisterRow(2, {"code": "LH-01", "name_en": "New name"})

    facts, problems = read_facts(row, before, {})

    assert problems == []
    assert facts == replace(before, name_en="New name")


def test_a_point_replaces_the_boundary_and_a_boundary_keeps_the_point():
    square = {"type": "Polygon", "coordinates": [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]}
    with_boundary, _none = read(geometry=square, has_geometry=True)
    with_point, _none = read(
        before=with_boundary, geometry={"type": "Point", "coordinates": [1, 2]}, has_geometry=True
    )

    assert (with_boundary.longitude, with_boundary.boundary) == (120.5, square)
    assert (with_point.longitude, with_point.latitude, with_point.boundary) == (1.0, 2.0, None)


def test_a_wrong_geometry_is_a_problem_of_its_row():
    _facts, problems = read(geometry={"type": "Point", "coordinates": []}, has_geometry=True)

    assert [(p.column, p.code) for p in problems] == [("geometry", "geometry_nesting")]
