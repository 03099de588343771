"""Workbooks are read for the values of their first sheet; broken and hostile ones are refused."""

import io
import random
import zipfile
from datetime import date, datetime, time

import pytest

from accounts.errors import RuleBroken
from parks.services import record_workbooks
from parks.services.record_workbooks import read_workbook
from tests.parks.record_files_for_tests import workbook

COLUMNS = {name: name for name in ("code", "value")}
SHEET = "xl/worksheets/sheet1.xml"


def read(content):
    return read_workbook(content, "file.xlsx", COLUMNS)


def refusal_of(content):
    with pytest.raises(RuleBroken) as refusal:
        read(content)
    return refusal.value.code


def changed(content, name, change):
    """The same workbook with one of its parts changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
    return result.getvalue()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12500, "12500"), (12500.0, "12500"), (12.5, "12.5"), (True, "true"), ("  a ", "a"),
        (datetime.fromisoformat("2024-03-05"), "2024-03-05"), (date(2024, 3, 5), "2024-03-05"), (None, ""),
        ("'=1+1", "=1+1"), (time(8, 30), "08:30:00"),
    ],
)  # fmt: skip
def test_values_become_the_text_that_one_would_type(value, text):
    assert read(workbook(("code", "value"), ("A", value))).rows[0].cells["value"] == text


def test_rows_are_numbered_as_excel_shows_them():
    file = read(workbook(("code",), ("A",), (), (None,), ("B",)))

    assert [(row.number, row.cells["code"]) for row in file.rows] == [(2, "A"), (5, "B")]
    assert file.encoding == "xlsx"


def test_a_formula_is_not_calculated():
    assert read(workbook(("code", "value"), ("A", "=1+1"))).rows[0].cells["value"] == ""


def test_an_empty_sheet_has_no_header():
    assert refusal_of(workbook()) in {"header_missing", "no_rows"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (SHEET, lambda data: data[: len(data) // 2]),
        (SHEET, lambda data: b"<worksheet><sheetData><row><c t='s'><v>99</v></c></row></sheetData></worksheet>"),
        ("xl/workbook.xml", lambda data: b""),
        ("[Content_Types].xml", lambda data: b"<Types/>"),
        (SHEET, lambda data: b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 99 + b'">]><worksheet>&c;</worksheet>'),
    ],
)  # fmt: skip
def test_a_broken_workbook_is_refused(name, change):
    content = changed(workbook(("code",), ("A",)), name, change)

    assert refusal_of(content) in {"workbook_malformed", "header_missing", "no_rows"}


def test_what_unfolds_into_something_huge_is_refused(monkeypatch):
    monkeypatch.setattr(record_workbooks, "MAX_UNPACKED", 1_000_000)
    bomb = changed(workbook(("code",), ("A",)), SHEET, lambda data: b" " * 2_000_000)

    assert refusal_of(bomb) == "workbook_malformed"


def test_a_sheet_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(record_workbooks, "MAX_ROWS", 2)
    monkeypatch.setattr("parks.services.register_files.MAX_ROWS", 2)

    assert refusal_of(workbook(("code",), *(("A",) for _row in range(9)))) == "too_many_rows"


def test_no_damage_whatever_breaks_the_reading():
    content, chance = (
        workbook(("code", "value"), *((f"A-{n}", n) for n in range(20))),
        random.Random(7),
    )
    for _time in range(300):
        damaged = bytearray(content)
        for _byte in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            read(bytes(damaged))
        except RuleBroken:
            continue
