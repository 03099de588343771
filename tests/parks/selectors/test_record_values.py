"""What a record says, as plain values."""

from datetime import date

from parks.models import Enterprise
from parks.registers import REGISTERS
from parks.selectors.record_values import changed_names, codes_of, plain, with_related
from tests.parks.records_for_tests import make_record


def test_a_record_says_days_as_text_and_others_by_their_codes(cast):
    make_record("plots", cast.park, by=cast.editor)
    firm = make_record("enterprises", cast.park, by=cast.editor, plot="PL-0001")
    said = plain(REGISTERS["enterprises"], firm)

    assert (said["settled_on"], said["left_on"], said["plot"]) == ("2024-03-01", None, "PL-0001")
    assert list(said) == list(REGISTERS["enterprises"].fields)


def test_values_that_are_not_stored_yet_stand_in(cast):
    make_record("actors", cast.park, by=cast.editor)
    meeting = make_record("meetings", cast.park, by=cast.editor, attended_by=["AC-0001"])
    register = REGISTERS["meetings"]

    assert plain(register, meeting)["attended_by"] == ["AC-0001"]
    held = {"attended_by": [], "held_on": date(2025, 1, 2)}
    said = plain(register, meeting, held)
    assert (said["attended_by"], said["held_on"]) == ([], "2025-01-02")


def test_related_records_are_loaded_along(cast, django_assert_num_queries):
    register = REGISTERS["enterprises"]
    for number in range(3):
        make_record("plots", cast.park, by=cast.editor)
        make_record("enterprises", cast.park, by=cast.editor, plot=f"PL-000{number + 1}")
    with django_assert_num_queries(1):
        found = [
            plain(register, one)["plot"]
            for one in with_related(register, Enterprise.objects.order_by("code"))
        ]
    assert found == ["PL-0001", "PL-0002", "PL-0003"]


def test_what_differs_is_named():
    assert changed_names({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": None}) == ["b"]


def test_records_are_found_by_their_codes(cast):
    plot = make_record("plots", cast.park, by=cast.editor)
    assert codes_of([plot]) == {"PL-0001": plot}
