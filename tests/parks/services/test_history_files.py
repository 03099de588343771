"""Files of history: the columns they must name, the numbers they may hold, and what is no CSV."""

import math

import pytest

from accounts.errors import RuleBroken
from parks.services.history_files import HistoryFile, number_in
from tests.parks.history import HEADER, history_file


def test_rows_come_in_the_order_of_the_columns_with_their_line(tmp_path):
    file = history_file(
        tmp_path,
        "1.5,,P-1,2026-Q1,vacancy",
        ",late,P-1,2026-Q2,vacancy",
        header="value,missing_reason,park,period,indicator",
    )

    assert list(file.rows()) == [
        (2, "P-1", "vacancy", "2026-Q1", 1.5, "", "1.5"),
        (3, "P-1", "vacancy", "2026-Q2", None, "late", ""),
    ]


def test_a_mark_of_the_byte_order_is_no_part_of_the_header(tmp_path):
    path = tmp_path / "marked.csv"
    path.write_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"\r\nP-1,vacancy,2026,1,\r\n")
    file = HistoryFile(path, path.name)

    assert file.header == tuple(HEADER.split(","))
    assert list(file.rows()) == [(2, "P-1", "vacancy", "2026", 1.0, "", "1")]
    assert b"".join(file.chunks()) == b"P-1,vacancy,2026,1,\r\n"


@pytest.mark.parametrize(
    "header", ["park,indicator,period,value", "a,b,c,d,e", "", HEADER + ",park"]
)
def test_another_header_is_refused(tmp_path, header):
    with pytest.raises(RuleBroken) as refusal:
        _ = history_file(tmp_path, "x", header=header).header
    assert refusal.value.code == "header_missing"


@pytest.mark.parametrize("line", ["a,b,c", "a,b,c,1,,", 'a,b,"c"x,1,', "", "a,b,c\0,1,"])
def test_what_is_no_row_is_refused_with_its_line(tmp_path, line):
    with pytest.raises(RuleBroken) as refusal:
        list(history_file(tmp_path, "a,b,c,1,", line, "a,b,c,1,").rows())
    assert (refusal.value.code, refusal.value.details["line"]) == ("csv_malformed", 3)


def test_other_text_than_utf_8_is_refused(tmp_path):
    path = tmp_path / "gbk.csv"
    path.write_bytes(HEADER.encode() + "\n园区,b,c,1,\n".encode("gb18030"))
    with pytest.raises(RuleBroken) as refusal:
        list(HistoryFile(path, path.name).rows())
    assert refusal.value.code == "encoding_unknown"


@pytest.mark.parametrize(
    ("line", "is_plain"),
    [
        ("P,i,2026,1.5,", True),
        ('"P",i,2026,1,', False),
        ("P,i,2026,0x1,", False),
        ("P,i,2026, 1,", False),
    ],
)
def test_a_plain_file_leaves_nothing_to_interpret(tmp_path, line, is_plain):
    assert history_file(tmp_path, line).is_plain is is_plain


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1.0),
        ("-1.5e-3", -0.0015),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("0", 0.0),
        ("1e999", None),
        ("nan", None),
        ("\uff11", None),
        ("1,5", None),
        ("", None),
    ],
)
def test_numbers_are_plain_and_finite(text, number):
    assert number_in(text) == number
    assert number is None or math.isfinite(number)
