"""What must be true of every record, by the kinds of its fields."""

from datetime import date

import pytest

from parks.registers import REGISTERS
from parks.services.record_checks import oddities_of, problems_of
from parks.services.records import Writing, filled
from tests.parks.records_for_tests import make_record, values_of, wrong_with


@pytest.mark.parametrize(
    ("word", "changed", "problem"),
    [
        ("plots", {"code": "a\\b"}, ("code", "code_characters")),
        ("plots", {"code": "a\tb"}, ("code", "text_characters")),
        ("plots", {"name_en": "a\u2028b"}, ("name_en", "text_characters")),
        ("plots", {"floor_area_m2": 1e13}, ("floor_area_m2", "number_out_of_range")),
        ("plots", {"since": date(2101, 1, 1)}, ("since", "day_out_of_range")),
        ("plots", {"since": date(1899, 12, 31)}, ("since", "day_out_of_range")),
        ("facilities", {"longitude": float("nan")}, ("longitude", "number_out_of_range")),
    ],
)
def test_a_field_is_checked_by_its_kind(cast, word, changed, problem):
    assert wrong_with(word, cast.park, **changed) == [problem]


def test_all_that_is_wrong_is_told_at_once(cast):
    found = wrong_with("plots", cast.park, land_use="moon", status="", name_en="", name_zh="")

    assert found == [
        ("land_use", "word_unknown"),
        ("status", "value_required"),
        ("name_en", "name_required"),
    ]


def test_a_problem_is_a_sentence(cast):
    register = REGISTERS["plots"]
    values = {**values_of(register, cast.park), "land_use": "moon"}
    (problem,) = problems_of(register, filled(register, cast.park, Writing(values)).record, {})

    assert problem.reason == "“moon” is none of the words that can stand here."


def test_a_record_keeps_what_is_right_of_it_while_it_changes(cast):
    plot = make_record("plots", cast.park, by=cast.editor)
    one = filled(REGISTERS["plots"], cast.park, Writing({"status": "idle"}, plot))

    assert problems_of(REGISTERS["plots"], one.record, one.many) == []


def test_a_reference_that_was_never_given_is_missing(cast):
    register = REGISTERS["linkages"]
    one = filled(register, cast.park, Writing({"kind": "research"}))

    found = [(problem.column, problem.code) for problem in problems_of(register, one.record, {})]
    assert ("first", "value_required") in found
    assert ("second", "value_required") in found


def test_a_usual_record_is_not_odd(cast):
    plot = make_record("plots", cast.park, by=cast.editor)
    assert oddities_of(REGISTERS["members"], plot) == []
