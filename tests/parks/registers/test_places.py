"""What a facility and an enterprise must be."""

from datetime import date

import pytest

from parks.registers import REGISTERS
from parks.services.records import remove_record
from tests.parks.records_for_tests import make_record, wrong_with

DAY, NEXT = date(2025, 3, 1), date(2025, 3, 2)


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("facilities", {}),
        ("facilities", {"longitude": -180.0, "latitude": 90.0}),
        ("facilities", {"opened_on": DAY, "closed_on": DAY}),
        ("facilities", {"is_barrier_free": True, "barrier_free_since": DAY}),
        ("enterprises", {}),
        ("enterprises", {"settled_on": DAY, "left_on": NEXT}),
        ("enterprises", {"industry": "T97", "employees": 0}),
    ],
)
def test_a_record_is_good(cast, word, good):
    assert wrong_with(word, cast.park, **good) == []


@pytest.mark.parametrize(
    ("word", "changed", "problem"),
    [
        ("facilities", {"longitude": 180.5}, ("longitude", "point_out_of_range")),
        ("facilities", {"latitude": -91.0}, ("longitude", "point_out_of_range")),
        ("facilities", {"latitude": None}, ("latitude", "value_required")),
        ("facilities", {"capacity": -1.0}, ("capacity", "number_out_of_range")),
        ("facilities", {"kind": "casino"}, ("kind", "word_unknown")),
        (
            "facilities",
            {"opened_on": NEXT, "closed_on": DAY},
            ("closed_on", "ends_before_it_starts"),
        ),
        ("facilities", {"barrier_free_since": DAY}, ("barrier_free_since", "day_without_flag")),
        ("enterprises", {"settled_on": NEXT, "left_on": DAY}, ("left_on", "ends_before_it_starts")),
        ("enterprises", {"industry": "c34"}, ("industry", "industry_malformed")),
        ("enterprises", {"industry": "U99"}, ("industry", "industry_malformed")),
        ("enterprises", {"industry": ""}, ("industry", "value_required")),
        ("enterprises", {"employees": -1}, ("employees", "number_out_of_range")),
        ("enterprises", {"employees": 2_147_483_648}, ("employees", "number_out_of_range")),
        ("enterprises", {"credit_code": "9" * 19}, ("credit_code", "text_too_long")),
    ],
)
def test_a_record_is_refused(cast, word, changed, problem):
    assert wrong_with(word, cast.park, **changed) == [problem]


def test_an_enterprise_sits_on_a_standing_plot_of_its_park(cast):
    own = make_record("plots", cast.park, by=cast.editor)
    foreign = make_record("plots", cast.foreign_park, by=cast.stranger)
    gone = make_record("plots", cast.park, by=cast.editor)
    remove_record(REGISTERS["plots"], gone, reason="Sold.", by=cast.editor)
    gone.refresh_from_db()

    assert wrong_with("enterprises", cast.park, plot=own) == []
    for other in (foreign, gone):
        assert wrong_with("enterprises", cast.park, plot=other) == [("plot", "record_unknown")]
