"""Cells as people and spreadsheets write them become the values that are meant."""

from datetime import date

import pytest

from parks.registers import REGISTERS
from parks.services.record_cells import UnreadableError, codes_in, plain_word, read_cell, words_of

PLOTS = REGISTERS["plots"]
DAY, FLAG, NUMBER, OUTLINE = (
    PLOTS.fields[name] for name in ("since", "is_pilot", "area_m2", "geometry")
)
WHOLE = REGISTERS["enterprises"].fields["employees"]


def refusal(one, text):
    with pytest.raises(UnreadableError) as error:
        read_cell(one, text)
    return error.value


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "\uff12\uff10\uff12\uff14-\uff10\uff13-\uff10\uff15", "20240305", "45356",
        "2024-03-05 00:00:00", " 2024-3-5 ",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_common_form(text):
    assert read_cell(DAY, text) == date(2024, 3, 5)


@pytest.mark.parametrize("text", ["yesterday", "2024-02-30", "2024", "2024-13-01", "5/3/2024"])
def test_what_is_no_day_is_refused(text):
    assert refusal(DAY, text).code == "day_malformed"


@pytest.mark.parametrize(
    ("text", "year", "common"),
    [
        ("70", 70, 1981),
        ("70/3/5", 70, 1981),
        ("民國113年3月5日", 113, 2024),
        ("113-03-05", 113, 2024),
        ("113年", 113, 2024),
    ],
)
def test_a_year_of_the_republic_is_told_what_to_write(text, year, common):
    problem = refusal(DAY, text).at("since")

    assert problem.code == "day_of_republic"
    assert f"year {year} of the Minguo calendar is {common}" in problem.reason


@pytest.mark.parametrize("text", ["0", "0000-00-00", "0/1/1"])
def test_a_year_zero_is_told_what_to_write(text):
    assert "leave the cell empty" in refusal(DAY, text).at("since").reason


@pytest.mark.parametrize("text", ["是", "yes", "TRUE", "1", "√", "\uff39"])
def test_yes_is_read_in_every_common_form(text):
    assert read_cell(FLAG, text) is True


@pytest.mark.parametrize("text", ["否", "no", "False", "0", "×", "無"])
def test_no_is_read_in_every_common_form(text):
    assert read_cell(FLAG, text) is False


def test_what_is_neither_yes_nor_no_is_refused():
    assert refusal(FLAG, "perhaps").code == "flag_malformed"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12500", 12500.0), ("12,500", 12500.0), ("1,234,567.5", 1234567.5), ("\uff11\uff12\uff0e\uff15", 12.5),
        ("12 500", 12500.0), ("-5", -5.0), ("\u22125", -5.0), ("1e3", 1000.0), ("\uff11\uff12，\uff15\uff10\uff10", 12500.0),
    ],
)  # fmt: skip
def test_a_number_is_read_with_marks_and_full_width_digits(text, value):
    assert read_cell(NUMBER, text) == value


@pytest.mark.parametrize("text", ["much", "12,50", "1,5", "nan", "1 2", "12 m2"])
def test_what_is_no_number_is_refused(text):
    assert refusal(NUMBER, text).code == "number_malformed"


def test_a_whole_number_has_no_rest():
    assert (read_cell(WHOLE, "1,200"), read_cell(WHOLE, "180.0")) == (1200, 180)
    assert refusal(WHOLE, "1.5").code == refusal(WHOLE, "-1").code == "whole_malformed"


def test_an_outline_is_read_from_text():
    assert read_cell(OUTLINE, '{"type": "Polygon"}') == {"type": "Polygon"}
    assert refusal(OUTLINE, "POLYGON").code == "geometry_not_an_object"


def test_an_empty_cell_states_nothing():
    plans, consultations = REGISTERS["plans"].fields, REGISTERS["consultations"].fields
    empty = [read_cell(one, "") for one in (DAY, NUMBER, PLOTS.fields["name_en"], plans["plots"])]

    assert empty == [None, None, "", []]
    assert read_cell(consultations["firms_invited"], "") == 0


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("status", "In use", "in_use"),
        ("status", " IN-USE ", "in_use"),
        ("status", "闲置", "idle"),
        ("status", "閒置", "idle"),
        ("status", "空 置", "idle"),
        ("land_use", "工業", "production"),
        ("land_model", "标准地\uff13\uff0b\uff38", "three_plus_x"),
    ],
)
def test_a_choice_is_known_by_word_label_and_spelling(name, text, word):
    assert words_of(PLOTS)[name][plain_word(text)] == word


@pytest.mark.parametrize("word", list(REGISTERS))
def test_every_spelling_belongs_to_a_choice_and_to_one_alone(word):
    register = REGISTERS[word]
    choices = [dict(one.choices) for one in register.fields.values() if one.choices]

    for meant in register.spellings:
        assert sum(meant in known for known in choices) == 1, meant
    for known in choices:
        spelt = [plain_word(text) for meant in known for text in register.spellings[meant].split()]
        assert len(spelt) == len(set(spelt))


def test_codes_are_listed_with_any_separator():
    assert codes_in("A-1; A-2、A-3，A-1\n") == ["A-1", "A-2", "A-3"]
