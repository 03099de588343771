"""Which records a list finds, in which order, and where they lie."""

import pytest

from parks.registers import REGISTERS
from parks.selectors.record_list import (
    RecordFilter,
    map_of,
    may_keep,
    record_list_page,
    records_found,
    registers_of,
)
from parks.services.records import remove_record
from tests.parks.records_for_tests import make_record, make_records

PLOTS, ENTERPRISES = REGISTERS["plots"], REGISTERS["enterprises"]
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]}


@pytest.fixture
def plots(cast):
    for name, status, is_pilot in (
        ("North yard", "in_use", True),
        ("Boiler house", "idle", False),
        ("Old mill", "idle", False),
    ):
        make_record(
            "plots", cast.park, by=cast.editor, name_en=name, status=status, is_pilot=is_pilot
        )
    make_record("plots", cast.foreign_park, by=cast.stranger, name_en="Far mill")


def found(cast, register=PLOTS, **query):
    wanted = RecordFilter.asked_by(register, query)
    return [one.code for one in records_found(register, cast.park, wanted)]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ({}, ["PL-0001", "PL-0002", "PL-0003"]),
        ({"q": "mill"}, ["PL-0003"]),
        ({"q": "北地块"}, ["PL-0001", "PL-0002", "PL-0003"]),
        ({"q": "pl-0002"}, ["PL-0002"]),
        ({"q": "mi\0ll"}, ["PL-0003"]),
        ({"status": "idle"}, ["PL-0002", "PL-0003"]),
        ({"status": "burning"}, []),
        ({"is_pilot": "yes"}, ["PL-0001"]),
        ({"is_pilot": "no", "q": "mill"}, ["PL-0003"]),
        ({"is_pilot": "perhaps"}, []),
        ({"name_en": "North yard"}, ["PL-0001", "PL-0002", "PL-0003"]),
        ({"sort": "name_en"}, ["PL-0002", "PL-0001", "PL-0003"]),
        ({"sort": "geometry"}, ["PL-0001", "PL-0002", "PL-0003"]),
        ({"sort": "park__created_at"}, ["PL-0001", "PL-0002", "PL-0003"]),
    ],
)
def test_a_list_is_narrowed_and_ordered(cast, plots, query, codes):
    assert found(cast, **query) == codes


def test_the_newest_come_first_and_what_has_no_day_last(cast):
    for day in ("2024-01-01", "2025-01-01", None):
        make_record("enterprises", cast.park, by=cast.editor, settled_on=day)
    assert found(cast, ENTERPRISES) == ["EN-0002", "EN-0001", "EN-0003"]
    assert found(cast, ENTERPRISES, sort="settled_on") == ["EN-0001", "EN-0002", "EN-0003"]


def test_what_is_struck_off_is_not_found(cast, plots):
    plot = records_found(PLOTS, cast.park, RecordFilter()).first()
    remove_record(PLOTS, plot, reason="Sold.", by=cast.editor)
    assert found(cast) == ["PL-0002", "PL-0003"]


def test_a_map_draws_what_lies_somewhere(cast):
    square = make_record("plots", cast.park, by=cast.editor, geometry=SQUARE)
    bare = make_record("plots", cast.park, by=cast.editor)
    clinic = make_record("facilities", cast.park, by=cast.editor)

    (drawn,) = map_of(PLOTS, cast.park, [square, bare])["parks"]
    assert (drawn["boundary"], drawn["point"], drawn["note"]) == (SQUARE, None, "PL-0001")
    assert drawn["url"] == f"/parks/LH-01/registers/plots/{square.pk}/"
    (drawn,) = map_of(REGISTERS["facilities"], cast.park, [clinic])["parks"]
    assert (drawn["boundary"], drawn["point"]) == (None, {"lat": 34.75, "lon": 113.62})
    assert map_of(REGISTERS["actors"], cast.park, []) == {}
    assert map_of(PLOTS, cast.park, [bare]) == {"parks": []}
    cast.park.boundary = SQUARE
    outline, _drawn = map_of(PLOTS, cast.park, [square])["parks"]
    assert (outline["name"], outline["boundary"]) == (cast.park.name, SQUARE)


def test_the_page_says_what_one_may_and_what_is_chosen(cast, plots):
    wanted = RecordFilter.asked_by(PLOTS, {"status": "idle"})
    page = record_list_page(PLOTS, cast.park, cast.editor, wanted, "7")

    assert (page.may_keep, page.page.number, page.page.paginator.count) == (True, 1, 2)
    chosen = {one.field.name: one.chosen for one in page.narrowings}
    assert chosen == {"land_use": "", "status": "idle", "land_model": "", "is_pilot": ""}
    assert wanted.is_narrowing


@pytest.mark.parametrize(
    ("role", "keeps"),
    [
        ("editor", True),
        ("lead", True),
        ("reviewer", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_committees_keep_the_registers_of_their_park(cast, role, keeps):
    assert may_keep(PLOTS, cast.park, cast.person(role)) is keeps


def test_all_registers_stand_with_how_many_they_hold(cast, django_assert_num_queries):
    make_records(cast.park, by=cast.editor)
    with django_assert_num_queries(len(REGISTERS)):
        lines = {line.register.word: line for line in registers_of(cast.park)}

    assert list(lines) == list(REGISTERS)
    assert (lines["actors"].count, lines["actors"].newest.code) == (3, "AC-0003")
    assert (lines["plots"].count, lines["plots"].newest.code) == (2, "PL-0002")


def test_an_empty_register_stands_there_too(cast):
    line = registers_of(cast.park)[0]
    assert (line.count, line.newest) == (0, None)
