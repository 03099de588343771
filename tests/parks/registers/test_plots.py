"""What a plot must be."""

from datetime import date

import pytest

from tests.parks.records_for_tests import wrong_with

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}
BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


@pytest.mark.parametrize(
    "good",
    [
        {},
        {"geometry": SQUARE},
        {"since": date(2024, 1, 1), "ended_on": date(2024, 1, 1)},
        {"area_m2": 1e9},
        {"area_m2": None, "floor_area_m2": None, "land_model": ""},
        {"name_en": ""},
    ],
)
def test_a_plot_is_good(cast, good):
    assert wrong_with("plots", cast.park, **good) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"area_m2": 1e9 + 1}, ("area_m2", "plot_too_large")),
        ({"floor_area_m2": 1e10}, ("floor_area_m2", "plot_too_large")),
        ({"footprint_m2": 1e10}, ("footprint_m2", "plot_too_large")),
        ({"area_m2": 0.0}, ("area_m2", "plot_without_area")),
        ({"area_m2": -1.0}, ("area_m2", "number_out_of_range")),
        ({"area_m2": float("nan")}, ("area_m2", "number_out_of_range")),
        ({"area_m2": float("inf")}, ("area_m2", "number_out_of_range")),
        (
            {"since": date(2024, 1, 2), "ended_on": date(2024, 1, 1)},
            ("ended_on", "ends_before_it_starts"),
        ),
        ({"since": date(70, 1, 1)}, ("since", "day_out_of_range")),
        ({"geometry": {"type": "Point", "coordinates": [1, 2]}}, ("geometry", "plot_is_a_point")),
        ({"geometry": {"type": "LineString"}}, ("geometry", "geometry_type")),
        ({"geometry": {}}, ("geometry", "geometry_type")),
        ({"geometry": BOW_TIE}, ("geometry", "geometry_invalid")),
        ({"land_use": "lunar"}, ("land_use", "word_unknown")),
        ({"land_use": ""}, ("land_use", "value_required")),
        ({"status": ""}, ("status", "value_required")),
        ({"name_en": "", "name_zh": ""}, ("name_en", "name_required")),
        ({"name_en": "x" * 201}, ("name_en", "text_too_long")),
        ({"name_en": "a\x00b"}, ("name_en", "text_characters")),
        ({"code": "a/b"}, ("code", "code_characters")),
        ({"code": "x" * 41}, ("code", "text_too_long")),
    ],
)
def test_a_plot_is_refused(cast, changed, problem):
    assert wrong_with("plots", cast.park, **changed) == [problem]
