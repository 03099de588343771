"""Which record a row speaks of."""

import pytest

from parks.registers import REGISTERS
from parks.services.record_matching import as_kept, matched
from parks.services.record_rows import known_to, read_row, standing_in
from parks.services.register_files import RegisterRow
from tests.parks.places_for_tests import make_plots
from tests.parks.records_for_tests import make_record


def codes(cast, word, *rows):
    register = REGISTERS[word]
    known = known_to(register, cast.park)
    read = [read_row(RegisterRow(number, cells), known) for number, cells in enumerate(rows)]
    records = matched(register, standing_in(register, cast.park), read)
    return [record.code if record else None for record in records]


@pytest.fixture
def plots(cast):
    return make_plots(
        cast.park,
        {"code": "PL-1", "name_en": "North", "name_zh": "北"},
        {"code": "PL-2", "name_en": "South"},
        {"code": "PL-3", "name_en": "South"},
    )


def test_a_code_decides(cast, plots):
    assert codes(cast, "plots", {"code": "PL-2", "name_en": "North"}, {"code": "PL-9"}) == [
        "PL-2", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name_en": "North"}, "PL-1"),
        ({"name_zh": "北"}, "PL-1"),
        ({"name_en": "Renamed", "name_zh": "北"}, "PL-1"),
        ({"name_en": "north"}, None),
        ({"name_en": "South", "status": "idle"}, None),
        ({"name_en": "", "name_zh": ""}, None),
    ],
)
def test_without_a_code_a_name_decides_that_only_one_has(cast, plots, cells, code):
    assert codes(cast, "plots", cells) == [code]


def test_no_record_is_spoken_of_twice(cast, plots):
    rows = {"name_en": "North", "status": "idle"}

    assert codes(cast, "plots", rows, rows) == [None, None]
    assert codes(cast, "plots", rows, {"code": "PL-1"}) == [None, "PL-1"]


def test_rows_without_code_or_name_of_their_own_are_known_by_saying_the_same(cast, plots):
    same = {"name_en": "South", "status": "in_use"}

    assert codes(cast, "plots", same, same, same) == ["PL-2", "PL-3", None]


def test_records_without_names_are_known_by_saying_the_same(cast):
    for _time in range(2):
        make_record("actors", cast.park, by=cast.editor)
    make_record("linkages", cast.park, by=cast.editor)
    cells = {
        "first": "AC-0001",
        "second": "AC-0002",
        "kind": "research",
        "started_on": "2025-05-01",
    }

    assert codes(cast, "linkages", cells, {**cells, "kind": "supply"}) == ["LI-0001", None]


@pytest.mark.parametrize(
    ("one", "other"), [("a\r\nb", "a\nb"), (0.1 + 0.2, 0.3), (None, None), ("a ", "a")]
)
def test_what_a_workbook_cannot_tell_apart_is_the_same(one, other):
    assert as_kept(one) == as_kept(other)
