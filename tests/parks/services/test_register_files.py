"""CSV files become rows of cells under known columns."""

import pytest

from accounts.errors import RuleBroken
from parks.services import register_files
from parks.services.register_files import check_size, column_named, read_csv
from tests.parks.register import csv_file


def refusal_of(content):
    with pytest.raises(RuleBroken) as refusal:
        read_csv(content, "parks.csv")
    return refusal.value.code


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    register = read_csv(b"code\nA\n\n,\nB\n", "parks.csv")

    assert [(row.number, row.cells["code"]) for row in register.rows] == [(2, "A"), (5, "B")]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Code", "code"),
        (" Area_ha ", "area_ha"),
        ("园区代码", "code"),
        ("名称", "name_zh"),
        ("面积（公顷）", "area_ha"),
        ("主導產業", "industries"),
        ("經度", "longitude"),
        ("colour", ""),
    ],
)
def test_headers_are_known_in_both_languages(header, column):
    assert column_named(header) == column


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_recognised(delimiter):
    content = delimiter.join(["code", "region", "name_en"]) + "\n" + delimiter.join("ABC")

    assert dict(read_csv(content.encode(), "f").rows[0].cells) == {
        "code": "A",
        "region": "B",
        "name_en": "C",
    }


def test_unknown_and_repeated_columns_are_named():
    register = read_csv(b"code,colour,code\nA,red,B\n", "parks.csv")

    assert [(n.column, n.code) for n in register.notices] == [
        ("colour", "column_unknown"),
        ("code", "column_twice"),
    ]
    assert register.rows[0].cells["code"] == "A"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name_en,region\nA,B\n", "header_missing"),
        (b"\n", "header_missing"),
        (b"code,region\n", "no_rows"),
        (b'code,region\n"A"x,B\n', "csv_malformed"),
        (b'code,region\n"A,B\n', "csv_malformed"),
        (b"code\n\xff\xff\xff\n", "encoding_unknown"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(content, code):
    assert refusal_of(content) == code


def test_a_file_has_a_limit(monkeypatch):
    monkeypatch.setattr(register_files, "MAX_ROWS", 2)
    assert refusal_of(csv_file({}, {}, {})) == "too_many_rows"

    with pytest.raises(RuleBroken) as refusal:
        check_size(b"x" * (10 * 1024 * 1024 + 1))
    assert refusal.value.code == "file_too_large"

    with pytest.raises(RuleBroken) as refusal:
        check_size(b"")
    assert refusal.value.code == "file_empty"


def test_long_cells_and_long_rows_are_problems_of_their_row():
    register = read_csv(b"code,region\n" + b"A" * 1001 + b",R,more\n", "parks.csv")

    assert [(p.column, p.code) for p in register.rows[0].problems] == [
        ("code", "cell_too_long"),
        ("", "row_too_long"),
    ]


def test_a_short_row_has_empty_cells():
    assert read_csv(b"code,region\nA\n", "parks.csv").rows[0].cells["region"] == ""
