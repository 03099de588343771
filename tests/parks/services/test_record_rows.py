"""Rows become the values of a record, with everything that cannot be read in them."""

from datetime import date

from parks.registers import REGISTERS
from parks.services.record_rows import known_to, read_row, spelt_differently, standing_in
from parks.services.register_files import RegisterRow
from tests.parks.places_for_tests import at, keeper, square
from tests.parks.records_for_tests import make_record, make_records


def read(cast, word, geometry=..., **cells):
    known = known_to(REGISTERS[word], cast.park)
    feature = {} if geometry is ... else {"geometry": geometry, "has_geometry": True}
    return read_row(RegisterRow(7, cells, **feature), known)


def wrong(found):
    return [
        (problem.row, problem.column, problem.code, problem.value) for problem in found.problems
    ]


def test_cells_become_values_by_their_kind(cast):
    found = read(
        cast, "plots", code="PL-1", status="闲置", is_pilot="是", area_m2="12,500", since="2024/3/5"
    )

    assert found.values == {
        "code": "PL-1", "status": "idle", "is_pilot": True, "area_m2": 12500.0,
        "since": date(2024, 3, 5),
    }  # fmt: skip


def test_an_empty_code_and_an_empty_flag_state_nothing_other_empty_cells_clear(cast):
    assert read(cast, "plots", code="", is_pilot="", area_m2="", name_en="").values == {
        "area_m2": None, "name_en": "",
    }  # fmt: skip


def test_all_that_cannot_be_read_is_told_with_row_column_and_value(cast):
    found = read(cast, "plots", is_pilot="perhaps", area_m2="much", since="70/3/5")

    assert wrong(found) == [
        (7, "is_pilot", "flag_malformed", "perhaps"),
        (7, "area_m2", "number_malformed", "much"),
        (7, "since", "day_of_republic", "70/3/5"),
    ]


def test_other_records_are_named_by_code(cast):
    first = make_record("actors", cast.park, by=cast.editor)
    second = make_record("actors", cast.park, by=cast.editor)
    make_record("actors", cast.foreign_park, by=keeper(cast.foreign_park))

    assert read(cast, "linkages", first=first.code).values == {"first": first}
    assert read(cast, "meetings", attended_by="AC-0002；AC-0001").values == {
        "attended_by": [second, first]
    }
    assert wrong(read(cast, "linkages", first="AC-0009")) == [
        (7, "first", "record_unknown", "AC-0009")
    ]


def test_the_outline_of_a_feature_is_that_of_its_plot(cast):
    high = {
        "type": "Polygon",
        "coordinates": [[[*place, 9.0] for place in square(0)["coordinates"][0]]],
    }

    assert read(cast, "plots", high).values == {"geometry": square(0)}
    assert read(cast, "plots", None).values == {"geometry": None}


def test_the_point_of_a_feature_comes_before_its_properties(cast):
    longitude, latitude = at(0)
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    found = read(cast, "facilities", point, longitude="1", latitude="2")

    assert found.values == {"longitude": longitude, "latitude": latitude}
    assert read(cast, "facilities", None, longitude="1").values == {"longitude": 1.0}
    assert wrong(read(cast, "facilities", square(0))) == [(7, "geometry", "point_expected", "")]
    assert wrong(read(cast, "facilities", {"type": "Point"})) == [
        (7, "geometry", "geometry_nesting", "")
    ]


def test_what_is_spelt_in_several_ways_is_told(cast):
    known = known_to(REGISTERS["plots"], cast.park)
    texts = ("闲置", "空置", "空置", "idle", "在用", "derelict")
    rows = [
        read_row(RegisterRow(number, {"status": text}), known) for number, text in enumerate(texts)
    ]
    (told,) = spelt_differently(rows, known)

    assert (told.column, told.row) == ("status", 0)
    assert told.reason == "Spelt in several ways: idle, 空置, 闲置. All are read as “idle”."


def test_what_stands_is_loaded_in_the_same_number_of_queries(cast, django_assert_num_queries):
    for _time in range(2):
        make_records(cast.park, by=cast.editor)
        with django_assert_num_queries(1):
            assert all(
                one.park is cast.park for one in standing_in(REGISTERS["linkages"], cast.park)
            )
