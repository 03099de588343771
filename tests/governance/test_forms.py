"""Numbers as people type them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.errors import RuleBroken
from governance.forms import TypedCell, read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("", None),
        ("  \u3000 ", None),
        ("0", 0.0),
        ("-0", 0.0),
        ("12", 12.0),
        ("1,234,567.5", 1234567.5),
        ("1 234 567", 1234567.0),
        ("1\u00a0234", 1234.0),
        ("1\u202f234", 1234.0),
        ("1'234", 1234.0),
        ("\uff11\uff12\uff0e\uff15", 12.5),
        ("\uff0d\uff15", -5.0),
        ("\u22125", -5.0),
        ("+5", 5.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.5e3", 1500.0),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, number):
    assert read_number(typed) == number


def test_a_per_cent_sign_is_understood_where_it_belongs():
    assert read_number("12.5 %", unit="%") == 12.5
    assert read_number("12.5\uff05", unit="%") == 12.5
    with pytest.raises(RuleBroken) as refused:
        read_number("12.5 %", unit="m²")
    assert refused.value.code == "percent_not_expected"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("nan", "number_unreadable"),
        ("NaN", "number_unreadable"),
        ("inf", "number_unreadable"),
        ("-Infinity", "number_unreadable"),
        ("\u221e", "number_unreadable"),
        ("1e999999", "number_too_large"),
        ("1" * 41, "number_too_long"),
        ("1" * 10_000, "number_too_long"),
        ("1,23", "number_unreadable"),
        ("1,2345", "number_unreadable"),
        ("1.2.3", "number_unreadable"),
        ("0x10", "number_unreadable"),
        ("=1+1", "number_unreadable"),
        ("\u0661\u0662", "number_unreadable"),
        ("--5", "number_unreadable"),
        ("5 apples", "number_unreadable"),
    ],
)
def test_what_is_no_number_is_refused(typed, code):
    with pytest.raises(RuleBroken) as refused:
        read_number(typed)
    assert refused.value.code == code


@given(st.text(max_size=60))
def test_any_text_gives_a_finite_number_nothing_or_a_sentence(text):
    number = None
    with contextlib.suppress(RuleBroken):
        number = read_number(text)
    assert number is None or abs(number) < float("inf")


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_every_number_is_read_back(number):
    assert read_number(repr(number)) == number
    assert read_number(f"{number:,.2f}") == float(f"{number:.2f}")


def test_a_posted_cell_knows_what_was_not_posted():
    cell = TypedCell.of("x", {"value-x": "1", "seen-x": "\u0663"})
    assert (cell.value, cell.missing_reason, cell.note, cell.seen_version) == ("1", None, None, -1)
    assert cell.is_posted
    assert not TypedCell.of("y", {"value-x": "1"}).is_posted
